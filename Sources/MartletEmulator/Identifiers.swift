/// Fresh identifiers in the forms that the platform uses.
enum Identifiers {
  /// A random UUID (RFC 9562, version 4), in lower case.
  static func uuid() -> String {
    let high = random() & ~0xF000 | 0x4000
    let low = random() & ~(0b11 << 62) | 0b10 << 62
    return String(unsafeUninitializedCapacity: 36) { text in
      write(high >> 32, 8, to: text, at: 0)
      write(high >> 16, 4, to: text, at: 9)
      write(high, 4, to: text, at: 14)
      write(low >> 48, 4, to: text, at: 19)
      write(low, 12, to: text, at: 24)
      let hyphen = UInt8(ascii: "-")
      (text[8], text[13], text[18], text[23]) = (hyphen, hyphen, hyphen, hyphen)
      return 36
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
    let form: StaticString =
      "Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=0"
    let numbers = (UInt64(WallClock.seconds), random(), random(), random())
    return String(unsafeUninitializedCapacity: form.utf8CodeUnitCount) { text in
      _ = form.withUTF8Buffer { text.initialize(from: $0) }
      write(numbers.0, 8, to: text, at: 7)
      write(numbers.1, 16, to: text, at: 16)
      write(numbers.2, 8, to: text, at: 32)
      write(numbers.3, 16, to: text, at: 48)
      return form.utf8CodeUnitCount
    }
  }

  /// The ID of an X-Ray segment.
  static func segment() -> String { hex(random(), 16) }

  /// 32 hexadecimal digits, as at the end of a log stream's name.
  static func stream() -> String { hex(random(), 16) + hex(random(), 16) }

  private static func random() -> UInt64 { RandomPool().next() }

  /// The lowest digits of a number.
  private static func hex(_ number: UInt64, _ digits: Int) -> String {
    String(unsafeUninitializedCapacity: digits) { text in
      write(number, digits, to: text, at: 0)
      return digits
    }
  }

  private static func write(
    _ number: UInt64, _ digits: Int, to text: UnsafeMutableBufferPointer<UInt8>, at start: Int
  ) {
    var rest = number
    for index in stride(from: start + digits - 1, through: start, by: -1) {
      text[index] = digit(rest)
      rest >>= 4
    }
  }

  private static func digit(_ number: UInt64) -> UInt8 {
    let value = UInt8(truncatingIfNeeded: number & 0xF)
    return value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
