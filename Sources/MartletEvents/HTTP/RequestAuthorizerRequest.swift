/// What a REST or WebSocket API, or an HTTP API with the format 1.0, asks a Lambda authorizer of
/// type REQUEST (AWS: “Input to an API Gateway Lambda authorizer”).
public struct RequestAuthorizerRequest: SampledEvent {
  public var type: String?
  /// `1.0` from an HTTP API.
  public var version: String?
  /// The method that is asked for, of a REST or WebSocket API.
  public var methodARN: String?
  /// The route that is asked for, of an HTTP API.
  public var routeARN: String?
  public var identitySource: String?
  public var authorizationToken: String?
  public var resource: String?
  public var path: String?
  public var method: String?
  public var headers: [String: String]
  public var multiValueHeaders: [String: [String]]
  public var query: [String: String]
  public var multiValueQuery: [String: [String]]
  public var pathParameters: [String: String]
  public var stageVariables: [String: String]
  public var requestContext: RESTRequest.RequestContext?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    type: String? = "REQUEST", version: String? = nil, methodARN: String? = nil,
    routeARN: String? = nil, identitySource: String? = nil, authorizationToken: String? = nil,
    resource: String? = nil, path: String? = nil, method: String? = nil,
    headers: [String: String] = [:], multiValueHeaders: [String: [String]] = [:],
    query: [String: String] = [:], multiValueQuery: [String: [String]] = [:],
    pathParameters: [String: String] = [:], stageVariables: [String: String] = [:],
    requestContext: RESTRequest.RequestContext? = nil
  ) {
    self.type = type
    self.version = version
    self.methodARN = methodARN
    self.routeARN = routeARN
    self.identitySource = identitySource
    self.authorizationToken = authorizationToken
    self.resource = resource
    self.path = path
    self.method = method
    self.headers = headers
    self.multiValueHeaders = multiValueHeaders
    self.query = query
    self.multiValueQuery = multiValueQuery
    self.pathParameters = pathParameters
    self.stageVariables = stageVariables
    self.requestContext = requestContext
  }

  enum CodingKeys: String, CodingKey {
    case type, version
    case methodARN = "methodArn"
    case routeARN = "routeArn"
    case identitySource, authorizationToken, resource, path
    case method = "httpMethod"
    case headers, multiValueHeaders
    case query = "queryStringParameters"
    case multiValueQuery = "multiValueQueryStringParameters"
    case pathParameters, stageVariables, requestContext
  }
}
