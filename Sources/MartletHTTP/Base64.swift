/// Base64 with padding (RFC 4648 §4), of headers and of the values of JSON strings.
public enum Base64 {
  private static let alphabet: StaticString =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

  /// The text that stands for the bytes.
  public static func encode(_ bytes: [UInt8]) -> String {
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

  /// The bytes that the text stands for; nil when it is not Base64. Missing padding is forgiven.
  public static func decode(_ text: String) -> [UInt8]? {
    var text = text
    return text.withUTF8 { text in
      var digits = text.count
      while digits > 0, text[digits - 1] == UInt8(ascii: "=") { digits -= 1 }
      guard digits % 4 != 1, text.count - digits <= 2 else { return nil }
      var isValid = true
      let bytes = [UInt8](unsafeUninitializedCapacity: digits * 3 / 4) { bytes, written in
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

  /// The same; nil also where the padding is missing.
  package static func decodePadded(_ text: String) -> [UInt8]? {
    text.utf8.count % 4 == 0 ? decode(text) : nil
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
