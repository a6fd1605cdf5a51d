extension HTTPResponse {
  /// Appends the head and body to `buffer`, so that one write sends both.
  ///
  /// `Content-Length` is added unless the status is 1xx, 204 or 304; those answers and answers to
  /// HEAD carry no body, the latter with the length they would have had (RFC 9110 §8.6, §9.3.2).
  /// `Connection: close` is added when `keepAlive` is false, and `Connection: keep-alive` when an
  /// HTTP/1.0 client is kept, who would not assume it. `Connection`, `Content-Length` and
  /// `Transfer-Encoding` among ``headers`` are not written: a second opinion on where a message
  /// ends is how responses get smuggled.
  ///
  /// - Parameters:
  ///   - buffer: Where the bytes go; what it holds stays, which lets pipelined answers share a
  ///     write.
  ///   - head: The request answered, or `nil` when not even its request line could be read.
  ///   - keepAlive: Whether the server keeps the connection open afterwards.
  ///   - date: The value of a `Date` field behind ``headers``, or `nil` for none.
  ///   - mostCopied: How long a body may be, in bytes, to be appended; a longer one is left to the
  ///     caller, who can send it without a copy.
  /// - Returns: Whether a body is left.
  @discardableResult
  public func serialize(
    into buffer: inout [UInt8], answering head: HTTPRequestHead?, keepAlive: Bool,
    date: String? = nil, mostCopied: Int = .max
  ) -> Bool {
    let hasBody = mayHaveBody && head?.method != "HEAD"
    let isCopied = hasBody && body.count <= mostCopied
    // Only for a fresh buffer: exact reservations on one that already grows would defeat its
    // doubling.
    if buffer.isEmpty {
      buffer.reserveCapacity(256 + headers.count * 48 + (isCopied ? body.count : 0))
    }
    appendStatusLineAndFields(to: &buffer)
    if let date { HTTPResponse.append("Date", date, to: &buffer) }
    if !isInterim {
      if mayHaveBody { HTTPResponse.append("Content-Length", String(body.count), to: &buffer) }
      HTTPResponse.appendConnection(to: &buffer, answering: head, keepAlive: keepAlive)
    }
    buffer.append(text: "\r\n")
    if isCopied { buffer.append(contentsOf: body) }
    return hasBody && !isCopied
  }

  /// The status as written: a number that is not three digits would break the status line.
  private var wireStatus: Int { (100...999).contains(status) ? status : 500 }

  /// Whether more responses to the same request follow (RFC 9110 §15.2).
  var isInterim: Bool { wireStatus < 200 }

  /// Whether the status permits a body and hence a length (RFC 9110 §8.6).
  var mayHaveBody: Bool { !isInterim && wireStatus != 204 && wireStatus != 304 }

  func appendStatusLineAndFields(to buffer: inout [UInt8]) {
    let phrase = HTTPResponse.reasonPhrase(for: wireStatus)
    buffer.append(text: "HTTP/1.1 ")
    buffer.append(text: String(wireStatus))
    buffer.append(text: " ")
    buffer.append(text: phrase)
    buffer.append(text: "\r\n")
    for (name, value) in headers where !HTTPResponse.isFraming(name) {
      HTTPResponse.append(name, value, to: &buffer)
    }
  }

  static func appendConnection(
    to buffer: inout [UInt8], answering head: HTTPRequestHead?, keepAlive: Bool
  ) {
    if !keepAlive {
      append("Connection", "close", to: &buffer)
    } else if head?.minorVersion == 0 {
      append("Connection", "keep-alive", to: &buffer)
    }
  }

  /// Writes one field line, or nothing when the name is no token.
  ///
  /// Control characters in the value become spaces (RFC 9110 §5.5): CR and LF would let whoever
  /// chose the value write header fields, or whole responses, of their own.
  static func append(_ name: String, _ value: String, to buffer: inout [UInt8]) {
    let start = buffer.count
    buffer.append(text: name)
    guard buffer.count > start, buffer.span.extracting(start...).isToken else {
      buffer.removeLast(buffer.count - start)
      return
    }
    buffer.append(text: ": ")
    let valueStart = buffer.count
    buffer.append(text: value)
    if !buffer.span.extracting(valueStart...).isFieldValue {
      for index in valueStart..<buffer.count where !buffer[index].isFieldValueByte {
        buffer[index] = .space
      }
    }
    buffer.append(text: "\r\n")
  }

  private static func isFraming(_ name: String) -> Bool {
    switch name.utf8.count {
    case 10: name.equalsIgnoringASCIICase("Connection")
    case 14: name.equalsIgnoringASCIICase("Content-Length")
    case 17: name.equalsIgnoringASCIICase("Transfer-Encoding")
    default: false
    }
  }
}
