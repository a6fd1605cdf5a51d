extension ByteBuffer {
  mutating func append(_ value: Bool) { append(value ? "true" : "false") }

  @inline(__always)
  mutating func append<T: FixedWidthInteger>(integer value: T) {
    if T.bitWidth > 64 {
      append(number: value.description)
    } else {
      append(magnitude: UInt64(truncatingIfNeeded: value.magnitude), isNegative: value < 0)
    }
  }

  private mutating func append(magnitude: UInt64, isNegative: Bool) {
    // The longest number has a sign and 20 digits.
    reserve(21)
    if isNegative { append(UInt8(ascii: "-")) }
    var length = 1
    var bound: UInt64 = 10
    while length < 20, magnitude >= bound {
      length &+= 1
      bound = length < 20 ? bound &* 10 : bound
    }
    var rest = magnitude
    var index = count &+ length
    repeat {
      index &-= 1
      start[index] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest != 0
    advance(length)
  }

  /// Appends a finite number with the fewest digits that give it back, and no fraction where there
  /// is none.
  mutating func append(_ value: Double) {
    // Not by a conversion that fails for a fraction: that needs the C library's mathematics.
    let whole = value.magnitude < 9_007_199_254_740_992 ? Int64(value) : 0
    if Double(whole) == value, whole != 0 || value.sign == .plus {
      append(integer: whole)
    } else {
      append(number: value.description)
    }
  }

  /// The same of a `Float`, whose fewest digits are others than those of a `Double` of its value.
  mutating func append(_ value: Float) { append(number: value.description) }

  /// Appends a number as it is written, without a fraction that is 0.
  mutating func append(number text: String) {
    var text = text
    text.withUTF8 { digits in
      guard let base = digits.baseAddress else { return }
      let isWhole =
        digits.count > 2 && digits[digits.count - 1] == UInt8(ascii: "0")
        && digits[digits.count - 2] == UInt8(ascii: ".")
      append(base, isWhole ? digits.count - 2 : digits.count)
    }
  }
}
