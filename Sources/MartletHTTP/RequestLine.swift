/// `METHOD SP target SP HTTP/1.x`, with exactly one space each time (RFC 9112 §3).
///
/// RFC 9112 lets a server split at any whitespace; the exact form is demanded here because that
/// leniency is where servers disagree about the target.
struct RequestLine {
  var method: String
  var target: String
  var minorVersion: Int

  /// Longer than any registered method, with room for inventions.
  private static let longestMethod = 32

  init(_ line: Span<UInt8>) throws(HTTPError) {
    let methodEnd = RequestLine.end(of: line, from: 0) { $0.isTokenByte }
    guard methodEnd > 0, methodEnd < line.count, line[methodEnd] == .space else {
      throw .malformed("request line \(Excerpt.quote(line)) has no method before a single space")
    }
    let targetEnd = RequestLine.end(of: line, from: methodEnd + 1) { $0.isVisible }
    guard targetEnd > methodEnd + 1, targetEnd < line.count, line[targetEnd] == .space else {
      throw .malformed(
        "request line \(Excerpt.quote(line)) has no visible ASCII target between single spaces")
    }
    let version = line.extracting((targetEnd + 1)...)
    minorVersion = try RequestLine.minorVersion(version)
    // After the version, so that what is not HTTP at all is called malformed and not unimplemented.
    guard methodEnd <= RequestLine.longestMethod else {
      throw HTTPError(
        status: 501, reason: "method \(Excerpt.quote(line.extracting(..<methodEnd))) is too long")
    }
    method = String(ascii: line.extracting(..<methodEnd))
    target = String(ascii: line.extracting((methodEnd + 1)..<targetEnd))
    try RequestLine.checkAuthority(of: target)
  }

  private static func end(
    of line: Span<UInt8>, from start: Int, while belongs: (UInt8) -> Bool
  ) -> Int {
    var index = start
    while index < line.count, belongs(line[index]) { index += 1 }
    return index
  }

  /// `HTTP/` and two digits around a dot, in upper case (RFC 9112 §2.3).
  private static func minorVersion(_ version: Span<UInt8>) throws(HTTPError) -> Int {
    let prefix: StaticString = "HTTP/"
    var isVersion = version.count == 8
    if isVersion {
      for index in 0..<5 where version[index] != prefix.utf8Start[index] { isVersion = false }
      isVersion =
        isVersion && version[5].isDigit && version[6] == UInt8(ascii: ".") && version[7].isDigit
    }
    guard isVersion else {
      throw .malformed("\(Excerpt.quote(version)) is not an HTTP version")
    }
    let minor = version[7] - UInt8(ascii: "0")
    guard version[5] == UInt8(ascii: "1"), minor <= 1 else {
      throw HTTPError(
        status: 505, reason: "\(Excerpt.quote(version)) is not HTTP/1.0 or HTTP/1.1")
    }
    return Int(minor)
  }
}
