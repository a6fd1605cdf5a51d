/// What an Application Load Balancer answers. Lists of values are heeded where the target group
/// has them, single ones elsewhere.
public struct LoadBalancerResponse: Codable, Hashable, Sendable {
  public var statusCode: Int
  /// `200 OK`.
  public var statusDescription: String?
  public var headers: [String: String]?
  public var multiValueHeaders: [String: [String]]?
  public var body: String?
  public var isBase64Encoded: Bool

  /// Makes one, such as for a test; every argument has a default.
  public init(
    statusCode: Int = 200, statusDescription: String? = nil, headers: [String: String]? = nil,
    multiValueHeaders: [String: [String]]? = nil, body: String? = nil, isBase64Encoded: Bool = false
  ) {
    self.statusCode = statusCode
    self.statusDescription = statusDescription
    self.headers = headers
    self.multiValueHeaders = multiValueHeaders
    self.body = body
    self.isBase64Encoded = isBase64Encoded
  }
}
