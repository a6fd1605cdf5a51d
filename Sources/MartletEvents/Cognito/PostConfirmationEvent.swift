/// A trigger of a user pool: after a user or a new password was confirmed (AWS: “Post
/// confirmation Lambda trigger”).
public typealias PostConfirmationEvent = CognitoEvent<PostConfirmationRequest>

/// The request of the trigger: after a user or a new password was confirmed (AWS: “Post
/// confirmation Lambda trigger”).
public struct PostConfirmationRequest: CognitoRequest {
  /// What is answered.
  public typealias Response = CognitoNoResponse

  public var userAttributes: [String: String]
  public var clientMetadata: [String: String]?

  /// Makes one, such as for a test; every argument has a default.
  public init(userAttributes: [String: String] = [:], clientMetadata: [String: String]? = nil) {
    self.userAttributes = userAttributes
    self.clientMetadata = clientMetadata
  }
}
