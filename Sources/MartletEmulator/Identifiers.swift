/// Fresh identifiers in the forms that the platform uses.
enum Identifiers {
  /// A random UUID (RFC 9562, version 4), in lower case.
  static func uuid() -> String {
    var high = UInt64.random(in: .min ... .max)
    var low = UInt64.random(in: .min ... .max)
    high = high & ~0xF000 | 0x4000
    low = low & ~(0b11 << 62) | 0b10 << 62
    let digits = hex(high, 16) + hex(low, 16)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(index) { text += "-" }
      text.append(digit)
    }
    return text
  }

  /// Whether a text has the form of a UUID.
  static func isUUID(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.count == 36
      && bytes.enumerated().allSatisfy { index, byte in
        [8, 13, 18, 23].contains(index)
          ? byte == UInt8(ascii: "-") : Character(UnicodeScalar(byte)).isHexDigit
      }
  }

  /// An X-Ray trace header of a new, unsampled trace: the emulator has nowhere to send segments.
  static func trace() -> String {
    let root = "1-\(hex(UInt64(WallClock.seconds), 8))-\(hex(.random(in: .min ... .max), 16))"
    let rest = hex(.random(in: 0...0xFFFF_FFFF), 8)
    return "Root=\(root)\(rest);Parent=\(hex(.random(in: .min ... .max), 16));Sampled=0"
  }

  /// 32 hexadecimal digits, as at the end of a log stream's name.
  static func stream() -> String {
    hex(.random(in: .min ... .max), 16) + hex(.random(in: .min ... .max), 16)
  }

  private static func hex(_ number: UInt64, _ digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
