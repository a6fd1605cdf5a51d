extension ByteBuffer {
  /// Appends a string literal, quotes included, and with no escapes but those that RFC 8259 §7
  /// demands; false if it needed any.
  @inline(__always)
  @discardableResult
  mutating func append(quoted text: String) -> Bool {
    if let isPlain = text.utf8.withContiguousStorageIfAvailable({ append(quoted: $0) }) {
      return isPlain
    }
    return Array(text.utf8).withUnsafeBufferPointer { append(quoted: $0) }
  }

  mutating func append(quoted bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    reserve(bytes.count &+ 2)
    append(UInt8(ascii: "\""))
    var isPlain = true
    if let base = bytes.baseAddress {
      var seen: UInt64 = 0
      var copied = 0
      while true {
        let index = StringScan.special(in: base, from: copied, to: bytes.count, seen: &seen)
        append(base + copied, index &- copied)
        guard index < bytes.count else { break }
        isPlain = false
        appendEscape(of: base[index])
        copied = index &+ 1
      }
    }
    append(UInt8(ascii: "\""))
    return isPlain
  }

  private mutating func appendEscape(of byte: UInt8) {
    append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
    case 0x08: append(UInt8(ascii: "b"))
    case 0x0C: append(UInt8(ascii: "f"))
    case 0x0A: append(UInt8(ascii: "n"))
    case 0x0D: append(UInt8(ascii: "r"))
    case 0x09: append(UInt8(ascii: "t"))
    default:
      append("u00")
      append(UInt8(ascii: "0") &+ byte >> 4)
      let low = byte & 15
      append(low < 10 ? UInt8(ascii: "0") &+ low : UInt8(ascii: "a") &+ low &- 10)
    }
  }
}
