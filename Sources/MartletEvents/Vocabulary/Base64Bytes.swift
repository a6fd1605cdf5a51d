internal import MartletHTTP
internal import MartletJSON

/// Bytes that an event carries as a Base64 string (RFC 4648 §4, with padding).
public struct Base64Bytes: Hashable, Sendable, ExpressibleByArrayLiteral {
  /// The bytes themselves.
  public var bytes: [UInt8]

  /// Carries bytes.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }
  /// Carries a text in UTF-8.
  public init(_ text: String) { bytes = Array(text.utf8) }
  /// Carries bytes.
  public init(arrayLiteral elements: UInt8...) { bytes = elements }

  /// The bytes as a text in UTF-8; what is no UTF-8 is replaced by U+FFFD.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The bytes as JSON.
  ///
  /// - Throws: `DecodingError` where they are not JSON, or JSON of another shape.
  public func decode<T: Decodable>(_ type: T.Type) throws -> T {
    try JSON.decode(type, from: bytes)
  }
}

extension Base64Bytes: Codable {
  /// Decodes a string.
  ///
  /// - Throws: `DecodingError` where it is not Base64.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let bytes = Base64.decodePadded(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "A string of \(text.utf8.count) bytes is not Base64.")
    }
    self.bytes = bytes
  }

  /// Encodes a string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(Base64.encode(bytes))
  }
}
