/// A trigger of a user pool: after a user signed in (AWS: “Post authentication Lambda trigger”).
public typealias PostAuthenticationEvent = CognitoEvent<PostAuthenticationRequest>

/// The request of the trigger: after a user signed in (AWS: “Post authentication Lambda
/// trigger”).
public struct PostAuthenticationRequest: CognitoRequest {
  /// What is answered.
  public typealias Response = CognitoNoResponse

  public var userAttributes: [String: String]
  public var newDeviceUsed: Bool?
  public var clientMetadata: [String: String]?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    userAttributes: [String: String] = [:], newDeviceUsed: Bool? = nil,
    clientMetadata: [String: String]? = nil
  ) {
    self.userAttributes = userAttributes
    self.newDeviceUsed = newDeviceUsed
    self.clientMetadata = clientMetadata
  }
}
