/// Searches that look at eight bytes at a time, because the module has no `memchr` (it imports
/// nothing) and a loop over single bytes would dominate the cost of large inputs.
enum ByteScan {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// The index of the first LF at or after `start`, or `nil`.
  static func lineFeed(in bytes: Span<UInt8>, from start: Int) -> Int? {
    let raw = bytes.bytes
    var index = start
    while index &+ 8 <= bytes.count {
      let found = zeroBytes(word(raw, index) ^ (ones &* UInt64(UInt8.lineFeed)))
      if found != 0 { return index &+ found.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < bytes.count {
      if bytes[index] == .lineFeed { return index }
      index &+= 1
    }
    return nil
  }

  /// The index of the first byte at or after `start` that a JSON string cannot hold as it is and
  /// unexamined: a quote, a backslash, a control character or a byte of a multi-byte UTF-8
  /// sequence; `bytes.count` when there is none.
  static func jsonSpecial(in bytes: Span<UInt8>, from start: Int) -> Int {
    let raw = bytes.bytes
    var index = start
    while index &+ 8 <= bytes.count {
      let word = word(raw, index)
      let quotes = zeroBytes(word ^ (ones &* UInt64(UInt8(ascii: "\""))))
      let backslashes = zeroBytes(word ^ (ones &* UInt64(UInt8(ascii: "\\"))))
      // A borrow can mark bytes *above* a true control character too; the lowest mark is always
      // true.
      let controls = (word &- (ones &* 0x20)) & ~word & highBits
      let found = quotes | backslashes | controls | (word & highBits)
      if found != 0 { return index &+ found.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x20 || byte >= 0x80 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        return index
      }
      index &+= 1
    }
    return index
  }

  /// Eight bytes with the first one lowest, so that the lowest mark found belongs to the earliest
  /// byte.
  private static func word(_ raw: RawSpan, _ index: Int) -> UInt64 {
    UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
  }

  /// Marks zero bytes with 0x80; marks above the lowest true one may be false.
  private static func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- ones) & ~word & highBits
  }
}
