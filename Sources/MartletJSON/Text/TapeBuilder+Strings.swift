extension TapeBuilder {
  /// Scans a string from behind its opening quote to behind its closing one (RFC 8259 §7).
  mutating func scanString() -> Entry? {
    let start = offset
    var kind = Entry.Kind.string
    var seen: UInt64 = 0
    while true {
      offset = StringScan.special(in: text, from: offset, to: end, seen: &seen)
      guard offset < end else { return nil }
      if text[offset] == UInt8(ascii: "\"") { break }
      guard text[offset] == UInt8(ascii: "\\"), let escape = scanEscape() else { return nil }
      if kind != .unpaired { kind = escape }
    }
    let length = offset &- start
    if seen & StringScan.highBits != 0 {
      let bytes = UnsafeBufferPointer(start: text + start, count: length)
      guard (try? UTF8Span(validating: bytes.span)) != nil else { return nil }
    }
    offset &+= 1
    return Entry(kind, length: length, offset: start)
  }

  /// Scans an escape, the second one of a surrogate pair with the first; `escaped` or `unpaired`.
  private mutating func scanEscape() -> Entry.Kind? {
    guard end &- offset >= 2 else { return nil }
    let letter = text[offset &+ 1]
    guard letter == UInt8(ascii: "u") else {
      guard StringScan.unescaped(letter) != nil else { return nil }
      offset &+= 2
      return .escaped
    }
    guard let unit = unit(at: offset) else { return nil }
    offset &+= 6
    switch unit {
    case 0xD800..<0xDC00:
      guard let second = self.unit(at: offset), 0xDC00..<0xE000 ~= second else { return .unpaired }
      offset &+= 6
      return .escaped
    case 0xDC00..<0xE000: return .unpaired
    default: return .escaped
    }
  }

  /// The UTF-16 code unit of an escape `\uXXXX`; nil where there is none.
  private func unit(at index: Int) -> UInt32? {
    guard end &- index >= 6, text[index] == UInt8(ascii: "\\"),
      text[index &+ 1] == UInt8(ascii: "u")
    else { return nil }
    return StringScan.hexadecimal(text + index + 2)
  }
}
