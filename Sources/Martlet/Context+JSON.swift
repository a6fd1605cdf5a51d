internal import MartletJSON
public import MartletRuntime

/// What a mobile application says about itself and its device.
public struct ClientContext: Sendable, Codable, Hashable {
  /// The application.
  public struct Client: Sendable, Codable, Hashable {
    /// One installation of the application.
    public var installationID: String?
    /// The application's title.
    public var appTitle: String?
    /// Its version as people read it.
    public var appVersionName: String?
    /// Its version as programs compare it.
    public var appVersionCode: String?
    /// The name of its package.
    public var appPackageName: String?

    /// Describes an application, such as for a test.
    public init(
      installationID: String? = nil, appTitle: String? = nil, appVersionName: String? = nil,
      appVersionCode: String? = nil, appPackageName: String? = nil
    ) {
      self.installationID = installationID
      self.appTitle = appTitle
      self.appVersionName = appVersionName
      self.appVersionCode = appVersionCode
      self.appPackageName = appPackageName
    }

    enum CodingKeys: String, CodingKey {
      case installationID = "installation_id"
      case appTitle = "app_title"
      case appVersionName = "app_version_name"
      case appVersionCode = "app_version_code"
      case appPackageName = "app_package_name"
    }
  }

  /// The application that invoked the function.
  public var client: Client?
  /// Values that the application sets.
  public var custom: [String: String]?
  /// Values that the SDK sets about the device.
  public var env: [String: String]?

  /// Makes a client context, such as for a test.
  public init(
    client: Client? = nil, custom: [String: String]? = nil, env: [String: String]? = nil
  ) {
    self.client = client
    self.custom = custom
    self.env = env
  }
}

/// Who invoked the function, for callers that use Amazon Cognito.
public struct CognitoIdentity: Sendable, Codable, Hashable {
  /// The identity.
  public var identityID: String?
  /// The pool that the identity belongs to.
  public var identityPoolID: String?

  /// Makes an identity, such as for a test.
  public init(identityID: String? = nil, identityPoolID: String? = nil) {
    self.identityID = identityID
    self.identityPoolID = identityPoolID
  }

  enum CodingKeys: String, CodingKey {
    case identityID = "cognitoIdentityId"
    case identityPoolID = "cognitoIdentityPoolId"
  }
}

extension Context {
  /// The caller's client context, decoded; nil where the caller sent none.
  ///
  /// - Throws: `DecodingError` for a context of another shape; `clientContextJSON` has its text.
  public var clientContext: ClientContext? {
    get throws { try decode(ClientContext.self, clientContextJSON) }
  }

  /// The caller's Cognito identity, decoded; nil where there is none.
  ///
  /// - Throws: `DecodingError` for an identity of another shape; `cognitoIdentityJSON` has its text.
  public var cognitoIdentity: CognitoIdentity? {
    get throws { try decode(CognitoIdentity.self, cognitoIdentityJSON) }
  }

  private func decode<T: Decodable>(_ type: T.Type, _ json: String?) throws -> T? {
    try json.map { try JSON.decode(type, from: Array($0.utf8)) }
  }
}
