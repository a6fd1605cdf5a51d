/// Decodes the member for a superclass where the object has none: as if it were null.
struct AbsentDecoder: Decoder, SingleValueDecodingContainer {
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    throw absent([String: Any].self)
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw absent([Any].self) }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { self }

  func decodeNil() -> Bool { true }
  func decode(_ type: Bool.Type) throws -> Bool { throw absent(type) }
  func decode(_ type: String.Type) throws -> String { throw absent(type) }
  func decode(_ type: Double.Type) throws -> Double { throw absent(type) }
  func decode(_ type: Float.Type) throws -> Float { throw absent(type) }
  func decode<T: FixedWidthInteger & Decodable>(_ type: T.Type) throws -> T { throw absent(type) }
  // The standard library refuses these two where a container does not name them.
  func decode(_ type: Int128.Type) throws -> Int128 { throw absent(type) }
  func decode(_ type: UInt128.Type) throws -> UInt128 { throw absent(type) }
  func decode<T: Decodable>(_ type: T.Type) throws -> T { try T(from: self) }

  private func absent(_ type: Any.Type) -> DecodingError {
    .valueNotFound(
      type,
      .init(
        codingPath: codingPath,
        debugDescription: "Cannot get value of type \(type) -- found null value instead"))
  }
}
