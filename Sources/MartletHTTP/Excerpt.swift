/// An offending value as error messages show it: quoted, shortened and free of control characters.
///
/// The reason of an error goes into an answer, a log line and a terminal, so bytes from the peer
/// must not reach any of them as they are.
enum Excerpt {
  private static let longest = 40

  /// Returns `"…"` around at most 40 bytes, everything but visible ASCII and the space as `\xNN`.
  static func quote(_ bytes: Span<UInt8>) -> String {
    var text: [UInt8] = [UInt8(ascii: "\"")]
    for index in 0..<min(bytes.count, longest) { append(bytes[index], to: &text) }
    if bytes.count > longest { text.append(contentsOf: "…".utf8) }
    text.append(UInt8(ascii: "\""))
    return String(decoding: text, as: UTF8.self)
  }

  static func quote(_ text: some StringProtocol) -> String {
    let bytes = Array(text.utf8)
    return quote(bytes.span)
  }

  private static func append(_ byte: UInt8, to text: inout [UInt8]) {
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
      text.append(UInt8(ascii: "\\"))
      text.append(byte)
    } else if byte.isVisible || byte == .space {
      text.append(byte)
    } else {
      text.append(contentsOf: "\\x".utf8)
      text.append(UInt8.hexDigit(byte >> 4))
      text.append(UInt8.hexDigit(byte))
    }
  }
}
