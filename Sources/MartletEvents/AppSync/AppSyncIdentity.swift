/// Who asks, as the API's way to authorize has it: user pools and OIDC fill in the first members,
/// IAM the next, a Lambda authorizer the last.
public struct AppSyncIdentity: Codable, Hashable, Sendable {
  public var sub: String?
  public var issuer: String?
  public var username: String?
  /// Of the token.
  public var claims: [String: JSONValue]?
  public var sourceIP: [String]
  public var defaultAuthStrategy: String?
  public var groups: [String]?
  public var accountID: String?
  public var cognitoIdentityPoolID: String?
  public var cognitoIdentityID: String?
  public var cognitoIdentityAuthType: String?
  public var cognitoIdentityAuthProvider: String?
  public var userARN: String?
  /// The ID of the IAM user.
  public var user: String?
  /// What the Lambda authorizer gave on.
  public var resolverContext: [String: JSONValue]?
  /// The same, of AppSync Events.
  public var handlerContext: [String: JSONValue]?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    sub: String? = nil, issuer: String? = nil, username: String? = nil,
    claims: [String: JSONValue]? = nil, sourceIP: [String] = [], defaultAuthStrategy: String? = nil,
    groups: [String]? = nil, accountID: String? = nil, cognitoIdentityPoolID: String? = nil,
    cognitoIdentityID: String? = nil, cognitoIdentityAuthType: String? = nil,
    cognitoIdentityAuthProvider: String? = nil, userARN: String? = nil,
    user: String? = nil, resolverContext: [String: JSONValue]? = nil,
    handlerContext: [String: JSONValue]? = nil
  ) {
    self.sub = sub
    self.issuer = issuer
    self.username = username
    self.claims = claims
    self.sourceIP = sourceIP
    self.defaultAuthStrategy = defaultAuthStrategy
    self.groups = groups
    self.accountID = accountID
    self.cognitoIdentityPoolID = cognitoIdentityPoolID
    self.cognitoIdentityID = cognitoIdentityID
    self.cognitoIdentityAuthType = cognitoIdentityAuthType
    self.cognitoIdentityAuthProvider = cognitoIdentityAuthProvider
    self.userARN = userARN
    self.user = user
    self.resolverContext = resolverContext
    self.handlerContext = handlerContext
  }

  enum CodingKeys: String, CodingKey {
    case sub, issuer, username, claims
    case sourceIP = "sourceIp"
    case defaultAuthStrategy, groups
    case accountID = "accountId"
    case cognitoIdentityPoolID = "cognitoIdentityPoolId"
    case cognitoIdentityID = "cognitoIdentityId"
    case cognitoIdentityAuthType, cognitoIdentityAuthProvider
    case userARN = "userArn"
    case user, resolverContext, handlerContext
  }
}

extension KeyedDecodingContainer {
  /// AppSync Events writes `"None"` where nobody is known.
  func decodeIfPresent(_ type: AppSyncIdentity.Type, forKey key: Key) throws -> AppSyncIdentity? {
    try decodeIfPresent(KnownIdentity.self, forKey: key)?.identity
  }
}

private struct KnownIdentity: Decodable {
  let identity: AppSyncIdentity?

  init(from decoder: any Decoder) throws {
    do {
      identity = try AppSyncIdentity(from: decoder)
    } catch {
      let text = try? decoder.singleValueContainer().decode(String.self)
      guard text == "None" else { throw error }
      identity = nil
    }
  }
}
