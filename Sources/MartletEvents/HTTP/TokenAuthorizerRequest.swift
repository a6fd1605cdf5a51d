/// What a REST API asks a Lambda authorizer of type TOKEN (AWS: “Input to an API Gateway Lambda
/// authorizer”).
public struct TokenAuthorizerRequest: SampledEvent {
  public var type: String?
  /// The value of the header that holds the token.
  public var authorizationToken: String
  /// The method that is asked for.
  public var methodARN: String

  /// Makes one, such as for a test; every argument has a default.
  public init(type: String? = "TOKEN", authorizationToken: String = "", methodARN: String = "") {
    self.type = type
    self.authorizationToken = authorizationToken
    self.methodARN = methodARN
  }

  enum CodingKeys: String, CodingKey {
    case type, authorizationToken
    case methodARN = "methodArn"
  }
}
