/// A `Decimal` by its own coding: ± mantissa × 10^exponent, the mantissa in 16 bits each, lowest
/// first.
struct DecimalForm: Decodable {
  private let exponent: Int
  private let length: Int
  private let isNegative: Bool
  private let mantissa: [UInt16]

  /// Nil for an exponent that a `Decimal` cannot have. Digits that do not fit are left out.
  init?(_ number: WrittenNumber) {
    var exponent = number.exponent
    var coefficient = number.coefficient
    // Zeros at the end of a coefficient make room for the exponent.
    while exponent > 127, let scaled = WrittenNumber.scale(coefficient, by: 1) {
      coefficient = scaled
      exponent -= 1
    }
    guard -128...127 ~= exponent else { return nil }
    self.exponent = exponent
    isNegative = number.isNegative && coefficient != 0
    mantissa = (0..<8).map { UInt16(truncatingIfNeeded: coefficient >> (16 * $0)) }
    length = 8 - mantissa.reversed().prefix { $0 == 0 }.count
  }

  /// The form as its own coding has it.
  var json: [UInt8] {
    let words = mantissa.map { "\($0)" }.joined(separator: ",")
    return Array(
      """
      {"exponent":\(exponent),"isCompact":false,"isNegative":\(isNegative),"length":\(length),\
      "mantissa":[\(words)]}
      """.utf8)
  }

  /// The number in digits, without an exponent; nil for what is no number.
  var text: String? {
    guard length > 0 || !isNegative else { return nil }
    var coefficient: UInt128 = 0
    for word in mantissa.prefix(length).reversed() {
      coefficient = coefficient << 16 | UInt128(word)
    }
    guard coefficient != 0 else { return "0" }
    var digits = Array(coefficient.description.utf8)
    var exponent = exponent
    while exponent < 0, digits.last == UInt8(ascii: "0") {
      digits.removeLast()
      exponent += 1
    }
    let zero = UInt8(ascii: "0")
    if exponent >= 0 {
      digits += [UInt8](repeating: zero, count: exponent)
    } else {
      if digits.count <= -exponent {
        digits = [UInt8](repeating: zero, count: 1 - exponent - digits.count) + digits
      }
      digits.insert(UInt8(ascii: "."), at: digits.count + exponent)
    }
    return (isNegative ? "-" : "") + String(decoding: digits, as: UTF8.self)
  }
}
