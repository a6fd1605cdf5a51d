/// What an HTTP API or a function URL answers (payload format 2.0). Without `statusCode` the
/// platform takes the whole output for a JSON body, so it is always written.
public struct HTTPResponse: Codable, Hashable, Sendable {
  public var statusCode: Int
  public var headers: [String: String]?
  /// Understood by function URLs and HTTP APIs of the format 1.0.
  public var multiValueHeaders: [String: [String]]?
  /// Each becomes a `set-cookie` field.
  public var cookies: [String]?
  /// Base64 where `isBase64Encoded`.
  public var body: String?
  public var isBase64Encoded: Bool?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    statusCode: Int = 200, headers: [String: String]? = nil,
    multiValueHeaders: [String: [String]]? = nil, cookies: [String]? = nil, body: String? = nil,
    isBase64Encoded: Bool? = nil
  ) {
    self.statusCode = statusCode
    self.headers = headers
    self.multiValueHeaders = multiValueHeaders
    self.cookies = cookies
    self.body = body
    self.isBase64Encoded = isBase64Encoded
  }
}
