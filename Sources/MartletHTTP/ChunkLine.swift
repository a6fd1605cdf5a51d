/// The line in front of a chunk: its size and, skipped, its extensions (RFC 9112 §7.1, §7.1.1).
enum ChunkLine {
  private static let mostDigits = 16

  /// Reads the size in bytes from a line without its CRLF.
  static func size(_ line: Span<UInt8>) throws(HTTPError) -> Int {
    var size: UInt64 = 0
    var index = 0
    while index < line.count, let digit = line[index].hexValue {
      guard index < mostDigits else {
        throw .malformed("chunk size \(Excerpt.quote(line)) has more than \(mostDigits) digits")
      }
      // Sixteen digits fill 64 bits exactly, so nothing is shifted out.
      size = size << 4 | UInt64(digit)
      index += 1
    }
    guard index > 0 else {
      throw .malformed("chunk size \(Excerpt.quote(line)) does not begin with a hexadecimal digit")
    }
    guard let size = Int(exactly: size) else {
      throw .malformed("chunk size \(Excerpt.quote(line)) is too large")
    }
    try skipExtensions(line, from: index)
    return size
  }

  /// Whitespace is tolerated only in front of a `;`, where the grammar has it; anything else after
  /// the digits is a number another parser may read differently (`5 6`, `0x5`).
  private static func skipExtensions(_ line: Span<UInt8>, from end: Int) throws(HTTPError) {
    var index = end
    while index < line.count, line[index].isOptionalWhitespace { index += 1 }
    if index == line.count && index == end { return }
    guard index < line.count, line[index] == UInt8(ascii: ";") else {
      throw .malformed("chunk size \(Excerpt.quote(line)) is not a hexadecimal number")
    }
    while index < line.count {
      guard line[index].isFieldValueByte else {
        throw .malformed("chunk extension \(Excerpt.quote(line)) contains a control character")
      }
      index += 1
    }
  }
}
