/// How the body of a request ends (RFC 9112 §6.3), decided once from a complete header section.
enum BodyFraming: Equatable {
  case length(Int)
  case chunked

  /// Decides the framing, or refuses what different parsers could frame differently.
  ///
  /// - Parameter limit: The largest body accepted, in bytes; a chunked one is measured while it
  ///   arrives.
  init(of head: HTTPRequestHead, limit: Int) throws(HTTPError) {
    var hosts = 0
    var length: Int?
    var codings: [String] = []
    // One walk over the fields; the length of a name rules out almost all of them.
    for (name, value) in head.headers {
      switch name.utf8.count {
      case 4 where name.equalsIgnoringASCIICase("Host"):
        hosts += 1
        try BodyFraming.checkHost(value)
      case 6 where name.equalsIgnoringASCIICase("Expect"):
        try BodyFraming.checkExpect(value)
      case 14 where name.equalsIgnoringASCIICase("Content-Length"):
        length = try BodyFraming.length(value, agreeingWith: length)
      case 17 where name.equalsIgnoringASCIICase("Transfer-Encoding"):
        codings.append(value)
      default: continue
      }
    }
    if hosts > 1 { throw .malformed("more than one Host header field") }
    if hosts == 0 && head.minorVersion >= 1 { throw .malformed("no Host header field") }
    if !codings.isEmpty {
      try BodyFraming.checkChunked(codings, hasLength: length != nil, head)
      self = .chunked
    } else {
      let length = length ?? 0
      if length > limit {
        throw HTTPError(
          status: 413, reason: "Content-Length: a body of \(length) bytes exceeds \(limit) bytes")
      }
      self = .length(length)
    }
  }

  /// `1*DIGIT`, or a list of it: a sender may have merged repeated fields, which is harmless while
  /// all agree (RFC 9110 §8.6).
  private static func length(_ value: String, agreeingWith known: Int?) throws(HTTPError) -> Int {
    // Almost always a number and nothing else.
    if known == nil, value.utf8.count < 19, value.utf8.allSatisfy(\.isDigit),
      let length = Int(value)
    {
      return length
    }
    var known = known
    for member in value.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      let length = try number(Substring(member).trimmingOptionalWhitespace())
      if let known, known != length {
        throw .malformed("Content-Length: \(known) and \(length) differ")
      }
      known = length
    }
    // `split` never returns nothing here, so this is the number just read.
    return known ?? 0
  }

  private static func number(_ digits: Substring) throws(HTTPError) -> Int {
    guard !digits.isEmpty, digits.utf8.allSatisfy(\.isDigit) else {
      throw .malformed("Content-Length: \(Excerpt.quote(digits)) is not a number")
    }
    guard let number = Int(digits) else {
      throw .malformed("Content-Length: \(Excerpt.quote(digits)) is too large")
    }
    return number
  }

  /// Everything about Transfer-Encoding that RFC 9112 §6.1 calls an error or a likely attack.
  private static func checkChunked(
    _ codings: [String], hasLength: Bool, _ head: HTTPRequestHead
  ) throws(HTTPError) {
    if hasLength { throw .malformed("both Transfer-Encoding and Content-Length") }
    if head.minorVersion == 0 { throw .malformed("Transfer-Encoding in an HTTP/1.0 request") }
    guard codings.count == 1, codings[0].equalsIgnoringASCIICase("chunked") else {
      let all = codings.joined(separator: ", ")
      throw HTTPError(
        status: 501, reason: "Transfer-Encoding: \(Excerpt.quote(all)) is not just \"chunked\"")
    }
  }
}
