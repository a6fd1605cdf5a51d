/// Byte classes of the HTTP grammar, named as RFC 9110 §5.6 names them.
extension UInt8 {
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20

  /// `tchar`: what method and field names consist of.
  var isTokenByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "~"), UInt8(ascii: "*"),
      UInt8(ascii: "#")...UInt8(ascii: "'"), UInt8(ascii: "+"), UInt8(ascii: "^"),
      UInt8(ascii: "`"), UInt8(ascii: "|"):
      true
    default: false
    }
  }

  /// `SP / HTAB`, the members of `OWS`.
  var isOptionalWhitespace: Bool { self == .space || self == .tab }

  /// `field-vchar / SP / HTAB / obs-text`: no control character except HTAB.
  var isFieldValueByte: Bool { (self >= 0x20 && self != 0x7F) || self == .tab }

  /// Visible ASCII, 0x21 to 0x7E.
  var isVisible: Bool { self > 0x20 && self < 0x7F }

  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

  /// The value of a hexadecimal digit of either case, or `nil` for any other byte.
  var hexValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// The digit that writes a value below 16, in upper case; higher bits are ignored.
  static func hexDigit(_ value: UInt8) -> UInt8 {
    let nibble = value & 0x0F
    return nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "A") + (nibble - 10)
  }

  var asciiLowercased: UInt8 {
    self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
  }
}

extension Span<UInt8> {
  /// Whether all bytes are `isTokenByte`.
  var isToken: Bool {
    // The same as a set of bits: ranges would be compared one after the other for each byte.
    var isToken = true
    for index in indices {
      let byte = self[unchecked: index]
      let bits: UInt64 = byte < 64 ? 0x03FF_6CFA_0000_0000 : 0x57FF_FFFF_C7FF_FFFE
      isToken = isToken && byte < 0x80 && bits >> UInt64(byte & 63) & 1 == 1
    }
    return isToken
  }

  /// Whether all bytes are `isFieldValueByte`.
  var isFieldValue: Bool {
    for index in indices where !self[unchecked: index].isFieldValueByte { return false }
    return true
  }
}

extension StringProtocol {
  /// Compares bytes with A–Z folded, because field names, codings and options are case-insensitive
  /// only in ASCII.
  func equalsIgnoringASCIICase(_ other: some StringProtocol) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    // Strings of ours are always contiguous; views that compare byte by byte cost a runtime more
    // than the rest of an event's headers.
    let isEqual = utf8.withContiguousStorageIfAvailable { a in
      other.utf8.withContiguousStorageIfAvailable { a.equalsIgnoringASCIICase($0) }
    }
    return isEqual.flatMap { $0 }
      ?? utf8.elementsEqual(other.utf8) {
        $0 == $1 || $0.asciiLowercased == $1.asciiLowercased
      }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// From the end, because the names that come together often begin alike (`Lambda-Runtime-`).
  fileprivate func equalsIgnoringASCIICase(_ other: Self) -> Bool {
    guard count == other.count else { return false }
    var index = count
    while index > 0 {
      index -= 1
      let (a, b) = (self[index], other[index])
      guard a == b || a.asciiLowercased == b.asciiLowercased else { return false }
    }
    return true
  }
}

extension Substring {
  func trimmingOptionalWhitespace() -> Substring {
    var rest = utf8
    while let first = rest.first, first.isOptionalWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isOptionalWhitespace { rest.removeLast() }
    return Substring(rest)
  }
}
