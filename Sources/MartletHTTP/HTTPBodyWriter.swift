/// Frames the body of a response that is written piece by piece.
///
/// ``HTTPResponse/serializeHead(into:answering:keepAlive:)`` makes one. Each piece may be sent as
/// soon as it is written; the message is complete only after ``finish(trailers:into:)``, so a
/// server that fails in between closes the connection without it and the client sees a truncated
/// message rather than a short one.
public struct HTTPBodyWriter: Sendable, Hashable {
  enum Framing: Sendable {
    /// The answer has no body: HEAD, 1xx, 204, 304.
    case none
    case chunked
    /// HTTP/1.0 knows no chunks; the end of the connection ends the body (RFC 9112 §6.3 item 8).
    case untilClose
  }

  let framing: Framing

  /// Whether the connection can be used for another request after this answer.
  ///
  /// False if the head said so, and false for HTTP/1.0, where only closing ends a body of unknown
  /// length.
  public let keepsAlive: Bool

  /// Appends one piece of the body; an empty piece writes nothing, since an empty chunk would end
  /// the message.
  public func write(_ piece: [UInt8], into buffer: inout [UInt8]) {
    guard !piece.isEmpty else { return }
    switch framing {
    case .none: break
    case .untilClose: buffer.append(contentsOf: piece)
    case .chunked:
      buffer.append(contentsOf: String(piece.count, radix: 16).utf8)
      buffer.append(contentsOf: "\r\n".utf8)
      buffer.append(contentsOf: piece)
      buffer.append(contentsOf: "\r\n".utf8)
    }
  }

  /// Appends what ends the message; trailers are written only where the framing has room for them.
  public func finish(trailers: HTTPHeaders = HTTPHeaders(), into buffer: inout [UInt8]) {
    guard framing == .chunked else { return }
    buffer.append(contentsOf: "0\r\n".utf8)
    for (name, value) in trailers where !TrailerRules.forbids(name) {
      HTTPResponse.append(name, value, to: &buffer)
    }
    buffer.append(contentsOf: "\r\n".utf8)
  }
}

extension HTTPResponse {
  /// Appends only the head to `buffer`, for a body whose length is not known yet, and returns the
  /// writer of that body.
  ///
  /// The body is sent in chunks, or until the connection closes when the client speaks HTTP/1.0
  /// (RFC 9112 §6.3). ``body`` is not written. Otherwise as
  /// ``serialize(into:answering:keepAlive:)``.
  public func serializeHead(
    into buffer: inout [UInt8], answering head: HTTPRequestHead?, keepAlive: Bool
  ) -> HTTPBodyWriter {
    let chunks = head?.minorVersion != 0
    appendStatusLineAndFields(to: &buffer)
    var keepsAlive = keepAlive
    if !isInterim {
      if mayHaveBody && chunks { HTTPResponse.append("Transfer-Encoding", "chunked", to: &buffer) }
      if mayHaveBody && !chunks && head?.method != "HEAD" { keepsAlive = false }
      HTTPResponse.appendConnection(to: &buffer, answering: head, keepAlive: keepsAlive)
    }
    buffer.append(contentsOf: "\r\n".utf8)
    let hasBody = mayHaveBody && head?.method != "HEAD"
    let framing: HTTPBodyWriter.Framing = !hasBody ? .none : chunks ? .chunked : .untilClose
    return HTTPBodyWriter(framing: framing, keepsAlive: keepsAlive)
  }
}
