extension JSONScanner {
  /// Scans a string from its opening to its closing quote (RFC 8259 §7).
  mutating func scanString(_ bytes: Span<UInt8>) throws(JSONError) {
    offset += 1
    while true {
      offset = ByteScan.jsonSpecial(in: bytes, from: offset)
      switch byte(bytes) {
      case nil: throw JSONError("the text ends inside a string", at: offset)
      case UInt8(ascii: "\""):
        offset += 1
        return
      case UInt8(ascii: "\\"): try scanEscape(bytes)
      case let byte? where byte >= 0x80:
        // Here rather than back to the search, which would stop at each character of a text that is
        // not Latin.
        while let next = self.byte(bytes), next >= 0x80 { try scanCharacter(bytes) }
      default: throw JSONError("unescaped control character in a string", at: offset)
      }
    }
  }

  private mutating func scanEscape(_ bytes: Span<UInt8>) throws(JSONError) {
    offset += 1
    switch byte(bytes) {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      offset += 1
    case UInt8(ascii: "u"):
      offset += 1
      for _ in 0..<4 {
        guard byte(bytes)?.hexValue != nil else {
          throw JSONError("expected four hexadecimal digits after '\\u'", at: offset)
        }
        offset += 1
      }
    case nil: throw JSONError("the text ends inside a string", at: offset)
    default: throw JSONError("invalid escape in a string", at: offset)
    }
  }

  /// Scans one multi-byte character, by the table of well-formed sequences (Unicode 16, table 3-7).
  private mutating func scanCharacter(_ bytes: Span<UInt8>) throws(JSONError) {
    let lead = bytes[offset]
    // The second byte alone excludes overlong forms, surrogates and what lies beyond U+10FFFF.
    let second: ClosedRange<UInt8>
    let length: Int
    switch lead {
    case 0xC2...0xDF: (second, length) = (0x80...0xBF, 2)
    case 0xE0: (second, length) = (0xA0...0xBF, 3)
    case 0xED: (second, length) = (0x80...0x9F, 3)
    case 0xE1...0xEF: (second, length) = (0x80...0xBF, 3)
    case 0xF0: (second, length) = (0x90...0xBF, 4)
    case 0xF1...0xF3: (second, length) = (0x80...0xBF, 4)
    case 0xF4: (second, length) = (0x80...0x8F, 4)
    default: throw JSONError("invalid UTF-8 in a string", at: offset)
    }
    for index in 1..<length {
      let allowed = index == 1 ? second : 0x80...0xBF
      guard offset + index < bytes.count, allowed.contains(bytes[offset + index]) else {
        throw JSONError("invalid UTF-8 in a string", at: offset)
      }
    }
    offset += length
  }
}
