/// A value that somebody else chose must not write a log line of its own, nor move a terminal's
/// cursor. Of UTF-8, these are the bytes below 0x20 and 0x7F, the C1 controls (0xC2 and 0x80 to
/// 0x9F), and U+2028 and U+2029 (0xE2 0x80 and 0xA8 or 0xA9), which end lines.
extension [UInt8] {
  /// In text: makes each line end from `start` on the one that is wanted, and each other control
  /// character but the tab a space. Never makes the bytes more.
  mutating func replaceControls(from start: Int, lineEnd: LineEnd) {
    guard var written = self[start...].firstIndex(where: { $0.mayBeginControl }) else { return }
    var index = written
    while index < count {
      let byte = self[index]
      let length = controlLength(at: index)
      switch (length, byte) {
      case (0, _), (_, 0x09): self[written] = byte
      case (_, 0x0D) where index + 1 < count && self[index + 1] == 0x0A:
        // The line feed that follows is the same line end.
        index += 1
        continue
      case (_, 0x0A), (_, 0x0D): self[written] = lineEnd.rawValue
      default: self[written] = 0x20
      }
      written += 1
      index += Swift.max(1, length)
    }
    removeLast(count - written)
  }

  /// In JSON: escapes what its grammar leaves alone. Outside of strings JSON has none of these.
  mutating func escapeControls(from start: Int = 0) {
    guard let first = self[start...].firstIndex(where: { $0 == 0x7F || $0 == 0xC2 }) else { return }
    let rest = Array(self[first...])
    removeLast(rest.count)
    var index = 0
    while index < rest.count {
      let length = rest.controlLength(at: index)
      if length == 0 {
        append(rest[index])
        index += 1
      } else {
        let scalar = rest[index + length - 1]
        append(contentsOf: #"\u00"#.utf8)
        append(.lowerHexDigit(scalar >> 4))
        append(.lowerHexDigit(scalar & 0x0F))
        index += length
      }
    }
  }

  /// How many bytes the control character at `index` has; 0 where there is none.
  private func controlLength(at index: Int) -> Int {
    let byte = self[index]
    if byte < 0x20 || byte == 0x7F { return 1 }
    if byte == 0xC2 { return index + 1 < count && self[index + 1] < 0xA0 ? 2 : 0 }
    guard byte == 0xE2, index + 2 < count, self[index + 1] == 0x80 else { return 0 }
    return self[index + 2] & 0xFE == 0xA8 ? 3 : 0
  }
}

extension UInt8 {
  fileprivate var mayBeginControl: Bool {
    (self < 0x20 && self != 0x09) || self == 0x7F || self == 0xC2 || self == 0xE2
  }

  fileprivate static func lowerHexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
