/// A trigger of a user pool: before a user is signed up (AWS: “Pre sign-up Lambda trigger”):
/// throw to refuse.
public typealias PreSignUpEvent = CognitoEvent<PreSignUpRequest>

/// The request of the trigger: before a user is signed up (AWS: “Pre sign-up Lambda trigger”):
/// throw to refuse.
public struct PreSignUpRequest: CognitoRequest {
  /// What is answered.
  public typealias Response = PreSignUpResponse

  public var userAttributes: [String: String]
  public var validationData: [String: String]
  public var clientMetadata: [String: String]?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    userAttributes: [String: String] = [:], validationData: [String: String] = [:],
    clientMetadata: [String: String]? = nil
  ) {
    self.userAttributes = userAttributes
    self.validationData = validationData
    self.clientMetadata = clientMetadata
  }
}

/// What is decided: before a user is signed up.
public struct PreSignUpResponse: CognitoResponse {
  /// Nothing decided.
  public init() {}

  public var autoConfirmUser: Bool = false
  public var autoVerifyEmail: Bool = false
  public var autoVerifyPhone: Bool = false

  /// Makes one, such as for a test; every argument has a default.
  public init(
    autoConfirmUser: Bool = false, autoVerifyEmail: Bool = false, autoVerifyPhone: Bool = false
  ) {
    self.autoConfirmUser = autoConfirmUser
    self.autoVerifyEmail = autoVerifyEmail
    self.autoVerifyPhone = autoVerifyPhone
  }
}
