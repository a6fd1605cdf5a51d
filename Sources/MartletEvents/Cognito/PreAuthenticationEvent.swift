/// A trigger of a user pool: before a user signs in (AWS: “Pre authentication Lambda trigger”):
/// throw to refuse.
public typealias PreAuthenticationEvent = CognitoEvent<PreAuthenticationRequest>

/// The request of the trigger: before a user signs in (AWS: “Pre authentication Lambda trigger”):
/// throw to refuse.
public struct PreAuthenticationRequest: CognitoRequest {
  /// What is answered.
  public typealias Response = CognitoNoResponse

  public var userAttributes: [String: String]
  public var validationData: [String: String]
  public var userNotFound: Bool?
  public var clientMetadata: [String: String]?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    userAttributes: [String: String] = [:], validationData: [String: String] = [:],
    userNotFound: Bool? = nil, clientMetadata: [String: String]? = nil
  ) {
    self.userAttributes = userAttributes
    self.validationData = validationData
    self.userNotFound = userNotFound
    self.clientMetadata = clientMetadata
  }
}
