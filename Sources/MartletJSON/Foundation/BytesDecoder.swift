/// Decodes an array of bytes that is no text: what a `Data` asks for.
struct BytesDecoder: Decoder, UnkeyedDecodingContainer {
  let bytes: [UInt8]
  let codingPath: [any CodingKey]
  private(set) var currentIndex = 0

  init(bytes: [UInt8], codingPath: [any CodingKey]) {
    self.bytes = bytes
    self.codingPath = codingPath
  }

  var userInfo: [CodingUserInfoKey: Any] { [:] }
  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { self }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { throw onlyBytes() }
  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    throw onlyBytes()
  }

  var count: Int? { bytes.count }
  var isAtEnd: Bool { currentIndex >= bytes.count }
  mutating func decodeNil() throws -> Bool { false }

  mutating func decode(_ type: UInt8.Type) throws -> UInt8 {
    guard !isAtEnd else { throw onlyBytes() }
    defer { currentIndex += 1 }
    return bytes[currentIndex]
  }

  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { throw onlyBytes() }
  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    throw onlyBytes()
  }
  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    throw onlyBytes()
  }
  mutating func superDecoder() throws -> any Decoder { throw onlyBytes() }

  /// For a `Data` that would be coded in another way than today's.
  private func onlyBytes() -> DecodingError {
    .dataCorrupted(
      .init(codingPath: codingPath, debugDescription: "Base64 holds \(bytes.count) bytes only."))
  }
}
