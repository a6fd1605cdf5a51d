/// What a Lambda authorizer of an HTTP API answers without a policy (AWS: “Control access to HTTP
/// APIs with AWS Lambda authorizers”, simple response).
public struct HTTPAuthorizerResponse: Codable, Hashable, Sendable {
  public var isAuthorized: Bool
  /// Handed on to the integration.
  public var context: [String: JSONValue]?

  /// Makes one, such as for a test; every argument has a default.
  public init(isAuthorized: Bool = false, context: [String: JSONValue]? = nil) {
    self.isAuthorized = isAuthorized
    self.context = context
  }
}
