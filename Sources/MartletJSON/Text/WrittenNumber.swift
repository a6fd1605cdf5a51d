/// A number as it is written, taken apart: ± coefficient × 10^exponent.
struct WrittenNumber {
  var isNegative = false
  /// All digits but zeros at either end, as far as they fit.
  var coefficient: UInt128 = 0
  var exponent = 0
  /// Whether digits that do not fit into the coefficient were left out.
  var isRounded = false

  /// Takes a number apart that `TapeBuilder` has found to be one.
  init(_ text: UnsafeBufferPointer<UInt8>) {
    var index = 0
    if text[0] == UInt8(ascii: "-") {
      isNegative = true
      index = 1
    }
    var isFraction = false
    var zeros = 0
    while index < text.count, text[index] | 0x20 != UInt8(ascii: "e") {
      let digit = text[index] &- UInt8(ascii: "0")
      index += 1
      guard digit < 10 else {
        isFraction = true
        continue
      }
      if isFraction { exponent -= 1 }
      // Zeros wait for a digit behind them: at the end they only move the exponent.
      if digit == 0 || isRounded {
        zeros += 1
      } else if append(digit, afterZeros: zeros) {
        zeros = 0
      } else {
        isRounded = true
        zeros += 1
      }
    }
    exponent += zeros
    if index < text.count { exponent += Self.exponent(text, from: index + 1) }
    if coefficient == 0 { exponent = 0 }
  }

  private mutating func append(_ digit: UInt8, afterZeros zeros: Int) -> Bool {
    if coefficient == 0 {
      coefficient = UInt128(digit)
      return true
    }
    guard let scaled = Self.scale(coefficient, by: zeros + 1) else { return false }
    let (sum, overflow) = scaled.addingReportingOverflow(UInt128(digit))
    if !overflow { coefficient = sum }
    return !overflow
  }

  /// The number × 10^exponent; nil where that is more than fits.
  static func scale(_ number: UInt128, by exponent: Int) -> UInt128? {
    // 10^39 is more than 128 bits.
    guard exponent < 39 else { return nil }
    var result = number
    for _ in 0..<exponent {
      let (product, overflow) = result.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      result = product
    }
    return result
  }

  /// An exponent's value; a far too large one is cut where it stays far too large for any text.
  private static func exponent(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var value = 0
    var index = start
    let sign = text[start]
    if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { index += 1 }
    while index < text.count {
      if value < 1 << 40 { value = value * 10 + Int(text[index] &- UInt8(ascii: "0")) }
      index += 1
    }
    return sign == UInt8(ascii: "-") ? -value : value
  }

  /// The number as an integer; nil where it is not integral, or more than fits.
  func integer<T: FixedWidthInteger>(_ type: T.Type) -> T? {
    guard !isRounded, exponent >= 0, let magnitude = Self.scale(coefficient, by: exponent) else {
      return nil
    }
    return Self.integer(type, magnitude, isNegative)
  }

  static func integer<T: FixedWidthInteger>(
    _ type: T.Type, _ magnitude: UInt128, _ isNegative: Bool
  ) -> T? {
    guard isNegative else { return T(exactly: magnitude) }
    if magnitude <= UInt128(Int128.max) { return T(exactly: -Int128(magnitude)) }
    return magnitude == Int128.min.magnitude ? T(exactly: Int128.min) : nil
  }
}
