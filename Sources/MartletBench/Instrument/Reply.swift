/// A response that is always the same.
struct Reply: Sendable {
  private let text: StaticString

  private init(_ text: StaticString) { self.text = text }

  var bytes: UnsafePointer<UInt8> { text.utf8Start }
  var count: Int { text.utf8CodeUnitCount }

  /// Lambda's own words, here and below.
  static let accepted = Reply(
    """
    HTTP/1.1 202 Accepted\r
    Content-Type: application/json\r
    Content-Length: 16\r
    \r
    {"status":"OK"}

    """)

  static let notTheRequest = Reply(
    """
    HTTP/1.1 400 Bad Request\r
    Content-Type: application/json\r
    Content-Length: 68\r
    \r
    {"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}
    """)

  static let notFound = Reply(
    """
    HTTP/1.1 404 Not Found\r
    Content-Length: 0\r
    \r

    """)

  static let pong = Reply(
    """
    HTTP/1.1 200 OK\r
    Content-Type: text/plain; charset=utf-8\r
    Content-Length: 4\r
    \r
    pong
    """)

  /// For a body that waits to be wanted.
  static let goOn = Reply("HTTP/1.1 100 Continue\r\n\r\n")
}
