/// What an HTTP API asks a Lambda authorizer (AWS: “Control access to HTTP APIs with AWS Lambda
/// authorizers”, format 2.0).
public struct HTTPAuthorizerRequest: SampledEvent {
  public var version: String?
  public var type: String?
  public var routeARN: String
  /// The values that the route's identity sources have, in their order.
  public var identitySource: [String]
  public var routeKey: String?
  public var rawPath: String?
  public var rawQueryString: String?
  public var cookies: [String]
  public var headers: [String: String]
  public var query: [String: String]
  public var requestContext: HTTPRequest.RequestContext?
  public var pathParameters: [String: String]
  public var stageVariables: [String: String]

  /// Makes one, such as for a test; every argument has a default.
  public init(
    version: String? = "2.0", type: String? = "REQUEST", routeARN: String = "",
    identitySource: [String] = [], routeKey: String? = nil, rawPath: String? = nil,
    rawQueryString: String? = nil, cookies: [String] = [], headers: [String: String] = [:],
    query: [String: String] = [:], requestContext: HTTPRequest.RequestContext? = nil,
    pathParameters: [String: String] = [:], stageVariables: [String: String] = [:]
  ) {
    self.version = version
    self.type = type
    self.routeARN = routeARN
    self.identitySource = identitySource
    self.routeKey = routeKey
    self.rawPath = rawPath
    self.rawQueryString = rawQueryString
    self.cookies = cookies
    self.headers = headers
    self.query = query
    self.requestContext = requestContext
    self.pathParameters = pathParameters
    self.stageVariables = stageVariables
  }

  enum CodingKeys: String, CodingKey {
    case version, type
    case routeARN = "routeArn"
    case identitySource, routeKey, rawPath, rawQueryString, cookies, headers
    case query = "queryStringParameters"
    case requestContext, pathParameters, stageVariables
  }
}
