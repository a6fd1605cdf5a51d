/// Base64 with its padding (RFC 4648 §4), as the values of strings.
package enum Base64Text {
  private static let alphabet: StaticString =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

  /// The text that stands for the bytes.
  package static func encode(_ bytes: [UInt8]) -> String {
    String(unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { text in
      var written = 0
      for start in stride(from: 0, to: bytes.count, by: 3) {
        let length = min(3, bytes.count - start)
        var bits: UInt32 = 0
        for index in 0..<3 {
          bits = bits << 8 | (index < length ? UInt32(bytes[start + index]) : 0)
        }
        for index in 0..<4 {
          let digit = alphabet.utf8Start[Int(bits >> (18 - 6 * UInt32(index)) & 63)]
          text[written] = index <= length ? digit : UInt8(ascii: "=")
          written += 1
        }
      }
      return written
    }
  }

  /// The bytes that the text stands for; nil where it is not Base64.
  package static func decode(_ text: String) -> [UInt8]? {
    var text = text
    return text.withUTF8 { text in
      guard text.count % 4 == 0 else { return nil }
      var digits = text.count
      while digits > 0, text.count - digits < 2, text[digits - 1] == UInt8(ascii: "=") {
        digits -= 1
      }
      var isValid = true
      let bytes = [UInt8](unsafeUninitializedCapacity: text.count / 4 * 3) { bytes, written in
        var bits: UInt32 = 0
        for index in 0..<digits {
          guard let value = value(text[index]) else {
            isValid = false
            return
          }
          bits = bits << 6 | value
          if index & 3 != 0 {
            bytes[written] = UInt8(truncatingIfNeeded: bits >> (6 - 2 * UInt32(index & 3)))
            written += 1
          }
        }
      }
      return isValid ? bytes : nil
    }
  }

  private static func value(_ digit: UInt8) -> UInt32? {
    switch digit {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(digit - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(digit - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
