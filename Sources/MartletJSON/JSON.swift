/// Values of `Codable` types from and to JSON (RFC 8259), without Foundation.
///
/// What it reads and writes is what FoundationEssentials' `JSONDecoder` and `JSONEncoder` with
/// `[.sortedKeys, .withoutEscapingSlashes]` read and write, Foundation's own types included: `Data`
/// is a Base64 string, `URL` a string, `Decimal` a number. It differs where it is stricter:
///
/// - the whole text has to be valid, also where no type looks at it;
/// - a number is an integer's only if it is integral to its last digit;
/// - two keys are the same if their code units are (RFC 8259 §8.3).
///
/// A key that an object has twice counts where it stands first. Arrays and objects may be nested
/// 512 deep, both ways.
public enum JSON {
  /// Decodes a value from a JSON text in UTF-8, with or without a byte order mark.
  ///
  /// - Throws: `DecodingError`, each with the coding path of the value at fault. The keys of a coding
  ///   path are those of the text: `stringValue` is what the object has, and only a place in an array
  ///   has an `intValue`. A number that its type cannot hold is `dataCorrupted` with ``UnrepresentableNumber`` as the
  ///   underlying error; a text that is not JSON is `dataCorrupted` with the place and the reason.
  public static func decode<T: Decodable>(_ type: T.Type, from bytes: [UInt8]) throws -> T {
    try Document(bytes).decode(type, at: .root)
  }

  /// Encodes a value as JSON in UTF-8: no white space, each object's keys in the order of their
  /// bytes, floating-point numbers with the fewest digits that give them back.
  ///
  /// - Throws: `EncodingError` with the coding path of a value that JSON cannot hold: infinity and
  ///   NaN, what is nested deeper than 512, or a type that encodes two kinds of value at one place.
  public static func encode<T: Encodable>(_ value: T) throws -> [UInt8] {
    let output = Output()
    try output.encodeRoot(value)
    return output.text.bytes
  }
}
