extension JSONText {
  /// Returns `text` as a JSON string literal, quotes included.
  ///
  /// Escapes what RFC 8259 §7 demands, and U+2028 and U+2029, which end a line in JavaScript
  /// sources and in log viewers; everything else stays as UTF-8.
  public static func quote(_ text: String) -> String {
    var literal: [UInt8] = []
    literal.reserveCapacity(text.utf8.count + 2)
    quote(text, into: &literal)
    return String(decoding: literal, as: UTF8.self)
  }

  /// Appends `text` to `buffer` as a JSON string literal, quotes included.
  public static func quote(_ text: String, into buffer: inout [UInt8]) {
    var text = text
    buffer.append(UInt8(ascii: "\""))
    text.withUTF8 { appendEscaped($0, to: &buffer) }
    buffer.append(UInt8(ascii: "\""))
  }

  /// Copies the stretches between bytes that need a closer look in one go.
  private static func appendEscaped(
    _ bytes: UnsafeBufferPointer<UInt8>, to buffer: inout [UInt8]
  ) {
    var copied = 0
    var index = 0
    while true {
      index = ByteScan.jsonSpecial(in: bytes.span, from: index)
      guard index < bytes.count else { break }
      let isSeparator =
        index + 2 < bytes.count && bytes[index] == 0xE2 && bytes[index + 1] == 0x80
        && (bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9)
      if bytes[index] >= 0x80 && !isSeparator {
        // All of a text that is not Latin passes here; the search would stop at its every byte.
        repeat {
          index += 1
        } while index < bytes.count && bytes[index] >= 0x80 && bytes[index] != 0xE2
        continue
      }
      buffer.append(contentsOf: bytes[copied..<index])
      if isSeparator {
        buffer.append(contentsOf: (bytes[index + 2] == 0xA8 ? "\\u2028" : "\\u2029").utf8)
        index += 3
      } else {
        appendEscape(of: bytes[index], to: &buffer)
        index += 1
      }
      copied = index
    }
    buffer.append(contentsOf: bytes[copied...])
  }

  private static func appendEscape(of byte: UInt8, to buffer: inout [UInt8]) {
    let short: Unicode.Scalar? =
      switch byte {
      case UInt8(ascii: "\""): "\""
      case UInt8(ascii: "\\"): "\\"
      case 0x08: "b"
      case 0x0C: "f"
      case 0x0A: "n"
      case 0x0D: "r"
      case 0x09: "t"
      default: nil
      }
    buffer.append(UInt8(ascii: "\\"))
    if let short {
      buffer.append(UInt8(ascii: short))
    } else {
      buffer.append(contentsOf: "u00".utf8)
      buffer.append(.hexDigit(byte >> 4))
      buffer.append(.hexDigit(byte))
    }
  }
}
