/// A request that is refused, with the status to answer and the reason.
///
/// After such an error the connection cannot be used any further: where the next message would
/// begin is unknown (RFC 9112 §9.6), so a server answers ``response`` with `keepAlive: false` and
/// closes.
public struct HTTPError: Error, Sendable, Hashable {
  /// The status to answer: 400, 413, 414, 417, 431, 501 or 505 when it comes from the parser.
  public let status: Int

  /// What was wrong, with the offending value escaped and shortened, e.g. `Content-Length: "12a" is
  /// not a number`.
  public let reason: String

  /// Creates an error from the status to answer and a sentence that says what was wrong.
  public init(status: Int, reason: String) {
    self.status = status
    self.reason = reason
  }

  /// The answer to the refused request: the reason as plain text.
  public var response: HTTPResponse {
    HTTPResponse(
      status: status,
      headers: ["Content-Type": "text/plain; charset=utf-8"],
      body: Array((reason + "\n").utf8))
  }

  /// A malformed message (400), the verdict on everything that has no status of its own.
  static func malformed(_ reason: String) -> HTTPError { HTTPError(status: 400, reason: reason) }
}

extension HTTPError: CustomStringConvertible {
  /// The status and the reason, for logs.
  public var description: String { "\(status): \(reason)" }
}
