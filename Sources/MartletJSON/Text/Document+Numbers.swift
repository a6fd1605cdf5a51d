extension Document {
  /// A number as an integer; nil where it is not integral, or out of the type's range.
  @inline(__always)
  func integer<T: FixedWidthInteger>(_ type: T.Type, _ entry: Entry) -> T? {
    withBytes(of: entry) { text in
      guard entry.kind == .integer, text.count <= 18 else { return Self.wideInteger(type, text) }
      var value: Int64 = 0
      let isNegative = text[0] == UInt8(ascii: "-")
      for index in (isNegative ? 1 : 0)..<text.count {
        value = value &* 10 &+ Int64(text[index] &- UInt8(ascii: "0"))
      }
      return T(exactly: isNegative ? -value : value)
    }
  }

  @inline(never)
  private static func wideInteger<T: FixedWidthInteger>(
    _ type: T.Type, _ text: UnsafeBufferPointer<UInt8>
  ) -> T? {
    WrittenNumber(text).integer(type)
  }

  /// A number as the nearest `Double`; nil where that is infinite, or 0 for a number that is not.
  func double(_ entry: Entry) -> Double? {
    withBytes(of: entry) { text in
      if let (coefficient, exponent) = Self.small(text) {
        // Both are exact, so the one rounding of this operation is that of the number.
        let value = Double(coefficient)
        if exponent == 0 { return value }
        if exponent > 0, exponent <= 22 { return value * Self.powersOfTen[exponent] }
        if exponent < 0, exponent >= -22 { return value / Self.powersOfTen[-exponent] }
      }
      return Self.nearest(Double.self, text)
    }
  }

  /// A number as the nearest `Float`, under the same conditions.
  func float(_ entry: Entry) -> Float? {
    withBytes(of: entry) { Self.nearest(Float.self, $0) }
  }

  private static func nearest<T: LosslessStringConvertible & BinaryFloatingPoint>(
    _ type: T.Type, _ text: UnsafeBufferPointer<UInt8>
  ) -> T? {
    guard let value = T(String(decoding: text, as: UTF8.self)), value.isFinite else { return nil }
    if value == 0, WrittenNumber(text).coefficient != 0 { return nil }
    return value
  }

  /// Coefficient and exponent of a number whose coefficient a `Double` holds exactly, -0 excepted.
  @inline(__always)
  private static func small(
    _ text: UnsafeBufferPointer<UInt8>
  ) -> (coefficient: Int64, exponent: Int)? {
    guard text.count <= 17 else { return nil }
    var value: Int64 = 0
    var exponent = 0
    var isFraction = false
    let isNegative = text[0] == UInt8(ascii: "-")
    for index in (isNegative ? 1 : 0)..<text.count {
      let digit = text[index] &- UInt8(ascii: "0")
      if digit < 10 {
        value = value &* 10 &+ Int64(digit)
        if isFraction { exponent &-= 1 }
      } else if text[index] == UInt8(ascii: ".") {
        isFraction = true
      } else {
        return nil
      }
    }
    guard value <= 1 << 53, value != 0 || !isNegative else { return nil }
    return (isNegative ? -value : value, exponent)
  }

  private static let powersOfTen: [23 of Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]
}
