/// The request line and header fields of an HTTP/1.0 or HTTP/1.1 request (RFC 9112 §3, §5).
public struct HTTPRequestHead: Sendable, Hashable {
  /// The method as it was sent; methods are case-sensitive (RFC 9110 §9.1).
  public var method: String

  /// The request target as it was sent, percent-escapes included, in any of the forms of RFC 9112
  /// §3.2.
  public var target: String

  /// The minor version: 1 for HTTP/1.1, 0 for HTTP/1.0.
  public var minorVersion: Int

  /// The header fields in the order they came.
  public var headers: HTTPHeaders

  /// Creates a request head; nothing is checked.
  public init(
    method: String, target: String, minorVersion: Int = 1, headers: HTTPHeaders = HTTPHeaders()
  ) {
    self.method = method
    self.target = target
    self.minorVersion = minorVersion
    self.headers = headers
  }
}
