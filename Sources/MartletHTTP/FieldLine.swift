/// One header or trailer field: `name ":" OWS value OWS` (RFC 9112 §5).
struct FieldLine {
  var name: String
  var value: String

  /// Parses a line that is not empty, without its CRLF.
  init(_ line: Span<UInt8>) throws(HTTPError) {
    var colon = 0
    while colon < line.count, line[colon].isTokenByte { colon += 1 }
    guard colon > 0, colon < line.count, line[colon] == UInt8(ascii: ":") else {
      throw FieldLine.nameError(line, at: colon)
    }
    name = String(ascii: line.extracting(..<colon))
    value = try FieldLine.value(line, from: colon + 1)
  }

  private static func value(_ line: Span<UInt8>, from start: Int) throws(HTTPError) -> String {
    var (start, end) = (start, line.count)
    while start < end, line[start].isOptionalWhitespace { start += 1 }
    while end > start, line[end - 1].isOptionalWhitespace { end -= 1 }
    var combined: UInt8 = 0
    for index in start..<end {
      guard line[index].isFieldValueByte else {
        throw .malformed("header field \(Excerpt.quote(line)) contains a control character")
      }
      combined |= line[index]
    }
    let value = line.extracting(start..<end)
    return combined < 0x80 ? String(ascii: value) : String(fieldValue: value)
  }

  /// Says why no name ends at `index`, the first byte that cannot be part of one.
  private static func nameError(_ line: Span<UInt8>, at index: Int) -> HTTPError {
    let excerpt = Excerpt.quote(line)
    guard index < line.count else { return .malformed("header field \(excerpt) has no colon") }
    switch line[index] {
    case .space, .tab:
      return index == 0
        ? .malformed("header field \(excerpt) begins with whitespace: folding is not accepted")
        : .malformed("header field \(excerpt) has whitespace before its colon or no colon")
    case UInt8(ascii: ":"):
      return .malformed("header field \(excerpt) has an empty name")
    default:
      return .malformed("header field \(excerpt) has a name that is not a token")
    }
  }
}
