/// What a REST API answers (AWS: “Output format of a Lambda function for proxy integration”).
/// Anything of another shape becomes a 502.
public struct RESTResponse: Codable, Hashable, Sendable {
  public var statusCode: Int
  public var headers: [String: String]?
  /// Goes together with `headers`; for the same name these count.
  public var multiValueHeaders: [String: [String]]?
  /// Base64 where `isBase64Encoded`.
  public var body: String?
  public var isBase64Encoded: Bool?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    statusCode: Int = 200, headers: [String: String]? = nil,
    multiValueHeaders: [String: [String]]? = nil, body: String? = nil, isBase64Encoded: Bool? = nil
  ) {
    self.statusCode = statusCode
    self.headers = headers
    self.multiValueHeaders = multiValueHeaders
    self.body = body
    self.isBase64Encoded = isBase64Encoded
  }
}
