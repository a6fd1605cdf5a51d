extension TapeBuilder {
  mutating func scanLiteral(_ first: UInt8) -> Entry? {
    switch first {
    case UInt8(ascii: "t"): scanLiteral("true", .true)
    case UInt8(ascii: "f"): scanLiteral("false", .false)
    case UInt8(ascii: "n"): scanLiteral("null", .null)
    default: nil
    }
  }

  private mutating func scanLiteral(_ literal: StaticString, _ kind: Entry.Kind) -> Entry? {
    let length = literal.utf8CodeUnitCount
    guard end &- offset >= length else { return nil }
    for index in 0..<length where text[offset &+ index] != literal.utf8Start[index] { return nil }
    offset &+= length
    return Entry(kind)
  }

  /// `[ minus ] int [ frac ] [ exp ]` (RFC 8259 §6).
  mutating func scanNumber() -> Entry? {
    let start = offset
    var kind = Entry.Kind.integer
    if text[offset] == UInt8(ascii: "-") { offset &+= 1 }
    let first = offset
    guard scanDigits() else { return nil }
    if text[first] == UInt8(ascii: "0") && offset > first &+ 1 { return nil }
    if offset < end && text[offset] == UInt8(ascii: ".") {
      kind = .number
      offset &+= 1
      guard scanDigits() else { return nil }
    }
    if offset < end && text[offset] | 0x20 == UInt8(ascii: "e") {
      kind = .number
      offset &+= 1
      if offset < end && (text[offset] == UInt8(ascii: "+") || text[offset] == UInt8(ascii: "-")) {
        offset &+= 1
      }
      guard scanDigits() else { return nil }
    }
    return Entry(kind, length: offset &- start, offset: start)
  }

  @inline(__always)
  private mutating func scanDigits() -> Bool {
    let start = offset
    while offset < end && text[offset] &- UInt8(ascii: "0") < 10 { offset &+= 1 }
    return offset > start
  }
}
