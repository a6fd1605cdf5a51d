/// What strings are searched for, eight bytes at a time.
enum StringScan {
  static let highBits: UInt64 = 0x8080_8080_8080_8080
  private static let ones: UInt64 = 0x0101_0101_0101_0101

  /// The index of the first quote, backslash or control character from `start` on; `end` where there
  /// is none. The high bits of `seen` are set if a byte before it is not ASCII.
  @inline(__always)
  static func special(
    in text: UnsafePointer<UInt8>, from start: Int, to end: Int, seen: inout UInt64
  ) -> Int {
    var index = start
    while index &+ 8 <= end {
      let word = UInt64(
        littleEndian: UnsafeRawPointer(text + index).loadUnaligned(as: UInt64.self))
      let quotes = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
      let backslashes = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
      // Each of the three finds bytes by a borrow, which can mark bytes above a true find too: only
      // the lowest mark counts.
      let found =
        ((quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes
          | (word &- ones &* 0x20) & ~word) & highBits
      if found != 0 {
        let bit = UInt64(found.trailingZeroBitCount)
        seen |= word & (1 << (bit & ~7) &- 1)
        return index &+ Int(truncatingIfNeeded: bit >> 3)
      }
      seen |= word
      index &+= 8
    }
    while index < end {
      let byte = text[index]
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
      seen |= UInt64(byte)
      index &+= 1
    }
    return index
  }

  /// What a backslash and a letter other than `u` stand for.
  static func unescaped(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: nil
    }
  }

  /// The value of four hexadecimal digits.
  static func hexadecimal(_ digits: UnsafePointer<UInt8>) -> UInt32? {
    var value: UInt32 = 0
    for index in 0..<4 {
      let digit: UInt8
      switch digits[index] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = digits[index] &- UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = digits[index] &- UInt8(ascii: "a") &+ 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = digits[index] &- UInt8(ascii: "A") &+ 10
      default: return nil
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  /// Writes what a string with escapes stands for, which is never longer than itself.
  ///
  /// - Parameter source: a string that `TapeBuilder` has found to be well-formed and paired.
  /// - Returns: how many bytes were written.
  static func unescape(
    _ source: UnsafeBufferPointer<UInt8>, into target: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    var read = 0
    var written = 0
    while read < source.count {
      let byte = source[read]
      guard byte == UInt8(ascii: "\\") else {
        target[written] = byte
        read += 1
        written += 1
        continue
      }
      if let plain = unescaped(source[read + 1]) {
        target[written] = plain
        read += 2
        written += 1
        continue
      }
      guard let base = source.baseAddress, var scalar = hexadecimal(base + read + 2) else { break }
      read += 6
      if 0xD800..<0xDC00 ~= scalar, let low = hexadecimal(base + read + 2) {
        scalar = 0x1_0000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
        read += 6
      }
      for unit in UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}")
        ?? UTF8.encodedReplacementCharacter
      {
        target[written] = unit
        written += 1
      }
    }
    return written
  }
}
