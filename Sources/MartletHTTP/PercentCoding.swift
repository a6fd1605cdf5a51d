/// Percent-encoding of one segment of a URL path (RFC 3986 §2.1).
public enum PercentCoding {
  /// Returns the segment with its escapes decoded.
  ///
  /// `nil` when a `%` is not followed by two hexadecimal digits, or the result is not UTF-8. `+`
  /// stays as it is. Split a path at its slashes before decoding, or an escaped slash becomes a
  /// separator.
  public static func decode(_ segment: some StringProtocol) -> String? {
    // Names and IDs seldom have escapes.
    let isPlain = segment.utf8.withContiguousStorageIfAvailable { !$0.contains(UInt8(ascii: "%")) }
    if isPlain == true { return String(segment) }
    return decode(segment.utf8, plusIsSpace: false)
  }

  /// Returns the segment with every byte of its UTF-8 escaped that is not unreserved (RFC 3986
  /// §2.3).
  ///
  /// Escapes more than a path needs (`:` and `$` too), which is what AWS clients do with function
  /// names and ARNs.
  public static func encode(_ segment: some StringProtocol) -> String {
    // Request IDs need nothing; and a view that goes byte by byte costs much in another module.
    let needsNothing = segment.utf8.withContiguousStorageIfAvailable { bytes in
      bytes.allSatisfy(isUnreserved)
    }
    if needsNothing == true { return String(segment) }
    var encoded: [UInt8] = []
    encoded.reserveCapacity(segment.utf8.count)
    for byte in segment.utf8 {
      if isUnreserved(byte) {
        encoded.append(byte)
      } else {
        encoded.append(UInt8(ascii: "%"))
        encoded.append(.hexDigit(byte >> 4))
        encoded.append(.hexDigit(byte))
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }

  static func decode(_ bytes: some Collection<UInt8>, plusIsSpace: Bool) -> String? {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var rest = bytes.makeIterator()
    while let byte = rest.next() {
      if byte == UInt8(ascii: "%") {
        guard let high = rest.next()?.hexValue, let low = rest.next()?.hexValue else { return nil }
        decoded.append(high << 4 | low)
      } else {
        decoded.append(plusIsSpace && byte == UInt8(ascii: "+") ? .space : byte)
      }
    }
    return String(validating: decoded, as: UTF8.self)
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
