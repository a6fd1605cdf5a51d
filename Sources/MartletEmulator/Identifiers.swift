/// Fresh identifiers in the forms that the platform uses.
enum Identifiers {
  /// A random UUID (RFC 9562, version 4), in lower case.
  static func uuid() -> String {
    let high = random() & ~0xF000 | 0x4000
    let low = random() & ~(0b11 << 62) | 0b10 << 62
    return String(unsafeUninitializedCapacity: 36) { text in
      var index = 0
      for position in 0..<32 {
        if [8, 12, 16, 20].contains(position) {
          text[index] = UInt8(ascii: "-")
          index += 1
        }
        let number = position < 16 ? high : low
        text[index] = digit(number >> UInt64(60 - 4 * (position % 16)))
        index += 1
      }
      return index
    }
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
    let root = "1-\(hex(UInt64(WallClock.seconds), 8))-\(hex(random(), 16))"
    return "Root=\(root)\(hex(random(), 8));Parent=\(hex(random(), 16));Sampled=0"
  }

  /// 32 hexadecimal digits, as at the end of a log stream's name.
  static func stream() -> String { hex(random(), 16) + hex(random(), 16) }

  private static func random() -> UInt64 { RandomPool().next() }

  /// The lowest digits of a number.
  private static func hex(_ number: UInt64, _ digits: Int) -> String {
    String(unsafeUninitializedCapacity: digits) { text in
      for index in 0..<digits { text[index] = digit(number >> UInt64(4 * (digits - 1 - index))) }
      return digits
    }
  }

  private static func digit(_ number: UInt64) -> UInt8 {
    let value = UInt8(truncatingIfNeeded: number & 0xF)
    return value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
