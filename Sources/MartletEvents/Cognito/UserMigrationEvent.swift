/// A trigger of a user pool: a user that the pool does not know (AWS: “Migrate user Lambda
/// trigger”): throw where nobody else does.
public typealias UserMigrationEvent = CognitoEvent<UserMigrationRequest>

/// The request of the trigger: a user that the pool does not know (AWS: “Migrate user Lambda
/// trigger”): throw where nobody else does.
public struct UserMigrationRequest: CognitoRequest {
  /// What is answered.
  public typealias Response = UserMigrationResponse

  public var password: String?
  public var validationData: [String: String]
  public var clientMetadata: [String: String]?
  public var userName: String?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    password: String? = nil, validationData: [String: String] = [:],
    clientMetadata: [String: String]? = nil, userName: String? = nil
  ) {
    self.password = password
    self.validationData = validationData
    self.clientMetadata = clientMetadata
    self.userName = userName
  }
}

/// What is decided: a user that the pool does not know.
public struct UserMigrationResponse: CognitoResponse {
  /// Nothing decided.
  public init() {}

  public var userAttributes: [String: String]?
  public var finalUserStatus: String?
  public var messageAction: String?
  public var desiredDeliveryMediums: [String]?
  public var forceAliasCreation: Bool?
  public var enableSMSMFA: Bool?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    userAttributes: [String: String]? = nil, finalUserStatus: String? = nil,
    messageAction: String? = nil, desiredDeliveryMediums: [String]? = nil,
    forceAliasCreation: Bool? = nil, enableSMSMFA: Bool? = nil
  ) {
    self.userAttributes = userAttributes
    self.finalUserStatus = finalUserStatus
    self.messageAction = messageAction
    self.desiredDeliveryMediums = desiredDeliveryMediums
    self.forceAliasCreation = forceAliasCreation
    self.enableSMSMFA = enableSMSMFA
  }
}
