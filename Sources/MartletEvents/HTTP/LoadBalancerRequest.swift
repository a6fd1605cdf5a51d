/// A request from an Application Load Balancer (AWS: “Use Lambda functions as targets of an
/// Application Load Balancer”). A target group either has single values or, with
/// `lambda.multi_value_headers.enabled`, lists.
public struct LoadBalancerRequest: SampledEvent {
  public var requestContext: RequestContext?
  public var method: String
  public var path: String
  /// Not decoded; the last value of each.
  public var query: [String: String]?
  /// Not decoded.
  public var multiValueQuery: [String: [String]]?
  /// Names in lower case.
  public var headers: [String: String]?
  public var multiValueHeaders: [String: [String]]?
  public var body: String?
  public var isBase64Encoded: Bool

  /// Makes one, such as for a test; every argument has a default.
  public init(
    requestContext: RequestContext? = nil, method: String = "GET", path: String = "/",
    query: [String: String]? = nil, multiValueQuery: [String: [String]]? = nil,
    headers: [String: String]? = nil, multiValueHeaders: [String: [String]]? = nil,
    body: String? = nil, isBase64Encoded: Bool = false
  ) {
    self.requestContext = requestContext
    self.method = method
    self.path = path
    self.query = query
    self.multiValueQuery = multiValueQuery
    self.headers = headers
    self.multiValueHeaders = multiValueHeaders
    self.body = body
    self.isBase64Encoded = isBase64Encoded
  }

  enum CodingKeys: String, CodingKey {
    case requestContext
    case method = "httpMethod"
    case path
    case query = "queryStringParameters"
    case multiValueQuery = "multiValueQueryStringParameters"
    case headers, multiValueHeaders, body, isBase64Encoded
  }
}

extension LoadBalancerRequest {
  /// The load balancer's part.
  public struct RequestContext: Codable, Hashable, Sendable {
    public var loadBalancer: TargetGroup?

    /// Makes one, such as for a test; every argument has a default.
    public init(loadBalancer: TargetGroup? = nil) {
      self.loadBalancer = loadBalancer
    }

    enum CodingKeys: String, CodingKey {
      case loadBalancer = "elb"
    }
  }
}

extension LoadBalancerRequest {
  /// The target group that the function is registered with.
  public struct TargetGroup: Codable, Hashable, Sendable {
    public var targetGroupARN: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(targetGroupARN: String? = nil) {
      self.targetGroupARN = targetGroupARN
    }

    enum CodingKeys: String, CodingKey {
      case targetGroupARN = "targetGroupArn"
    }
  }
}
