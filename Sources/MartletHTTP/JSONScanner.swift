/// The strict RFC 8259 grammar, walked once from left to right.
///
/// A loop with a stack of open brackets instead of recursion: how deep a peer nests its arrays must
/// not decide how much stack is used.
struct JSONScanner {
  var offset = 0

  /// For each open bracket whether it is an object's.
  private var isObject: [Bool] = []

  mutating func scanText(_ bytes: Span<UInt8>) throws(JSONError) {
    var valueIsDue = true
    while valueIsDue {
      skipWhitespace(bytes)
      if try !openContainer(bytes) { continue }
      valueIsDue = try closeContainers(bytes)
    }
    guard offset == bytes.count else {
      throw JSONError("unexpected bytes after the value", at: offset)
    }
  }

  /// Scans what begins a value; false when that opened a container whose first value comes next.
  private mutating func openContainer(_ bytes: Span<UInt8>) throws(JSONError) -> Bool {
    let opening = byte(bytes)
    guard opening == UInt8(ascii: "{") || opening == UInt8(ascii: "[") else {
      try scanScalar(bytes)
      return true
    }
    guard isObject.count < JSONText.maximumDepth else {
      throw JSONError("nested deeper than \(JSONText.maximumDepth)", at: offset)
    }
    offset += 1
    skipWhitespace(bytes)
    if opening == UInt8(ascii: "{") {
      if byte(bytes) == UInt8(ascii: "}") {
        offset += 1
        return true
      }
      isObject.append(true)
      try scanKey(bytes, orElse: "expected a key or '}'")
    } else {
      if byte(bytes) == UInt8(ascii: "]") {
        offset += 1
        return true
      }
      isObject.append(false)
    }
    return false
  }

  /// Scans what may follow a value: closing brackets, then a comma; true when another value is due.
  private mutating func closeContainers(_ bytes: Span<UInt8>) throws(JSONError) -> Bool {
    while true {
      skipWhitespace(bytes)
      guard let inObject = isObject.last else { return false }
      switch byte(bytes) {
      case UInt8(ascii: ","):
        offset += 1
        skipWhitespace(bytes)
        if inObject { try scanKey(bytes, orElse: "expected a key") }
        return true
      case UInt8(ascii: "}") where inObject, UInt8(ascii: "]") where !inObject:
        offset += 1
        isObject.removeLast()
      default:
        throw JSONError(inObject ? "expected ',' or '}'" : "expected ',' or ']'", at: offset)
      }
    }
  }

  private mutating func scanKey(
    _ bytes: Span<UInt8>, orElse problem: String
  ) throws(JSONError) {
    guard byte(bytes) == UInt8(ascii: "\"") else { throw JSONError(problem, at: offset) }
    try scanString(bytes)
    skipWhitespace(bytes)
    guard byte(bytes) == UInt8(ascii: ":") else { throw JSONError("expected ':'", at: offset) }
    offset += 1
  }

  mutating func skipWhitespace(_ bytes: Span<UInt8>) {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x09, 0x0A, 0x0D: offset += 1
      default: return
      }
    }
  }

  /// The byte at the offset, or `nil` at the end.
  func byte(_ bytes: Span<UInt8>) -> UInt8? {
    offset < bytes.count ? bytes[offset] : nil
  }
}
