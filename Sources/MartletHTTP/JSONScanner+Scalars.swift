extension JSONScanner {
  mutating func scanScalar(_ bytes: Span<UInt8>) throws(JSONError) {
    switch byte(bytes) {
    case UInt8(ascii: "\""): try scanString(bytes)
    case UInt8(ascii: "t"): try scanLiteral("true", bytes)
    case UInt8(ascii: "f"): try scanLiteral("false", bytes)
    case UInt8(ascii: "n"): try scanLiteral("null", bytes)
    case let byte? where byte == UInt8(ascii: "-") || byte.isDigit: try scanNumber(bytes)
    default: throw JSONError("expected a value", at: offset)
    }
  }

  private mutating func scanLiteral(
    _ literal: StaticString, _ bytes: Span<UInt8>
  ) throws(JSONError) {
    for index in 0..<literal.utf8CodeUnitCount {
      guard byte(bytes) == literal.utf8Start[index] else {
        throw JSONError("expected '\(literal)'", at: offset)
      }
      offset += 1
    }
  }

  /// `[ minus ] int [ frac ] [ exp ]` (RFC 8259 §6).
  private mutating func scanNumber(_ bytes: Span<UInt8>) throws(JSONError) {
    if byte(bytes) == UInt8(ascii: "-") { offset += 1 }
    if byte(bytes) == UInt8(ascii: "0") {
      offset += 1
      // Without this, `01` would be told off for the 1 being no comma.
      if let next = byte(bytes), next.isDigit {
        throw JSONError("a number must not begin with 0", at: offset)
      }
    } else {
      try scanDigits(bytes)
    }
    if byte(bytes) == UInt8(ascii: ".") {
      offset += 1
      try scanDigits(bytes)
    }
    if byte(bytes) == UInt8(ascii: "e") || byte(bytes) == UInt8(ascii: "E") {
      offset += 1
      if byte(bytes) == UInt8(ascii: "+") || byte(bytes) == UInt8(ascii: "-") { offset += 1 }
      try scanDigits(bytes)
    }
  }

  private mutating func scanDigits(_ bytes: Span<UInt8>) throws(JSONError) {
    let start = offset
    while let next = byte(bytes), next.isDigit { offset += 1 }
    if offset == start { throw JSONError("expected a digit", at: offset) }
  }
}
