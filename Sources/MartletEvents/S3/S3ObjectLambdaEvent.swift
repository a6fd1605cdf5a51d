/// A request to S3 Object Lambda (AWS: “Event context format and usage”).
public struct S3ObjectLambdaEvent: SampledEvent {
  public var requestID: String?
  public var getObjectContext: GetObjectContext?
  public var headObjectContext: Input?
  public var listObjectsContext: Input?
  public var listObjectsV2Context: Input?
  public var configuration: Configuration?
  public var userRequest: UserRequest?
  public var userIdentity: UserIdentity?
  public var protocolVersion: String?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    requestID: String? = nil, getObjectContext: GetObjectContext? = nil,
    headObjectContext: Input? = nil, listObjectsContext: Input? = nil,
    listObjectsV2Context: Input? = nil, configuration: Configuration? = nil,
    userRequest: UserRequest? = nil, userIdentity: UserIdentity? = nil,
    protocolVersion: String? = nil
  ) {
    self.requestID = requestID
    self.getObjectContext = getObjectContext
    self.headObjectContext = headObjectContext
    self.listObjectsContext = listObjectsContext
    self.listObjectsV2Context = listObjectsV2Context
    self.configuration = configuration
    self.userRequest = userRequest
    self.userIdentity = userIdentity
    self.protocolVersion = protocolVersion
  }

  enum CodingKeys: String, CodingKey {
    case requestID = "xAmzRequestId"
    case getObjectContext, headObjectContext, listObjectsContext, listObjectsV2Context,
      configuration, userRequest, userIdentity, protocolVersion
  }
}

extension S3ObjectLambdaEvent {
  /// How an object is read and the answer written.
  public struct GetObjectContext: Codable, Hashable, Sendable {
    /// Presigned.
    public var inputURL: String
    /// For WriteGetObjectResponse, as the next.
    public var outputRoute: String
    /// To be handed to `WriteGetObjectResponse`, as is `outputRoute`.
    public var outputToken: String

    /// Makes one, such as for a test; every argument has a default.
    public init(inputURL: String = "", outputRoute: String = "", outputToken: String = "") {
      self.inputURL = inputURL
      self.outputRoute = outputRoute
      self.outputToken = outputToken
    }

    enum CodingKeys: String, CodingKey {
      case inputURL = "inputS3Url"
      case outputRoute, outputToken
    }
  }
}

extension S3ObjectLambdaEvent {
  /// How the original answer is read.
  public struct Input: Codable, Hashable, Sendable {
    /// Presigned.
    public var inputURL: String

    /// Makes one, such as for a test; every argument has a default.
    public init(inputURL: String = "") {
      self.inputURL = inputURL
    }

    enum CodingKeys: String, CodingKey {
      case inputURL = "inputS3Url"
    }
  }
}

extension S3ObjectLambdaEvent {
  /// The access point.
  public struct Configuration: Codable, Hashable, Sendable {
    public var accessPointARN: String?
    public var supportingAccessPointARN: String?
    public var payload: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      accessPointARN: String? = nil, supportingAccessPointARN: String? = nil, payload: String? = nil
    ) {
      self.accessPointARN = accessPointARN
      self.supportingAccessPointARN = supportingAccessPointARN
      self.payload = payload
    }

    enum CodingKeys: String, CodingKey {
      case accessPointARN = "accessPointArn"
      case supportingAccessPointARN = "supportingAccessPointArn"
      case payload
    }
  }
}

extension S3ObjectLambdaEvent {
  /// What the caller asked for.
  public struct UserRequest: Codable, Hashable, Sendable {
    public var url: String?
    public var headers: [String: String]

    /// Makes one, such as for a test; every argument has a default.
    public init(url: String? = nil, headers: [String: String] = [:]) {
      self.url = url
      self.headers = headers
    }
  }
}

extension S3ObjectLambdaEvent {
  /// The caller.
  public struct UserIdentity: Codable, Hashable, Sendable {
    public var type: String?
    public var principalID: String?
    public var arn: String?
    public var accountID: String?
    public var accessKeyID: String?
    public var userName: String?
    public var invokedBy: String?
    public var sessionContext: JSONValue?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      type: String? = nil, principalID: String? = nil, arn: String? = nil, accountID: String? = nil,
      accessKeyID: String? = nil, userName: String? = nil, invokedBy: String? = nil,
      sessionContext: JSONValue? = nil
    ) {
      self.type = type
      self.principalID = principalID
      self.arn = arn
      self.accountID = accountID
      self.accessKeyID = accessKeyID
      self.userName = userName
      self.invokedBy = invokedBy
      self.sessionContext = sessionContext
    }

    enum CodingKeys: String, CodingKey {
      case type
      case principalID = "principalId"
      case arn
      case accountID = "accountId"
      case accessKeyID = "accessKeyId"
      case userName, invokedBy, sessionContext
    }
  }
}
