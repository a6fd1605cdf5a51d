/// One word of a tape: what kind of value begins here, and two numbers about it.
///
/// - A string or a number: where its bytes begin and how many they are, a string's without quotes.
/// - An array or an object: how many values it has, and the index behind its last one. A second
///   word says where it lies: the index of what holds it and its position therein. An object has a
///   third one, see `Document.find`.
struct Entry {
  enum Kind: UInt64 {
    case null, `false`, `true`
    /// A number without fraction and exponent, and one with either.
    case integer, number
    /// A string that is as it is written, one with escapes, and one with an escape for half of a
    /// surrogate pair, which stands for no character.
    case string, escaped, unpaired
    case array, object
    /// An object that has an `unpaired` key.
    case unpairedObject
  }

  /// Texts must be shorter than this, for both numbers to fit.
  static let limit = 1 << 30

  var bits: UInt64

  init(bits: UInt64) { self.bits = bits }

  init(_ kind: Kind, length: Int = 0, offset: Int = 0) {
    bits = kind.rawValue | UInt64(length) << 4 | UInt64(offset) << 34
  }

  var kind: Kind { Kind(rawValue: bits & 15) ?? .null }
  var isContainer: Bool { bits & 15 >= Kind.array.rawValue }

  /// Bytes of a scalar; values of a container; for the second word, the position.
  var length: Int { Int(truncatingIfNeeded: bits >> 4 & 0x3FFF_FFFF) }

  /// Where a scalar's bytes begin; where a container's entries end; for the second word, what holds
  /// the container.
  var offset: Int { Int(truncatingIfNeeded: bits >> 34) }
}
