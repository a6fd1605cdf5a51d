/// Decodes the value at one place.
struct ValueDecoder: Decoder {
  let document: Document
  let place: Place

  var codingPath: [any CodingKey] { document.path(to: place) }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    try document.keyedContainer(type, at: place)
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try document.unkeyedContainer(at: place)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { self }
}

extension ValueDecoder: SingleValueDecodingContainer {
  func decodeNil() -> Bool { document[Int(place.index)].kind == .null }
  func decode(_ type: Bool.Type) throws -> Bool { try document.bool(at: place) }
  func decode(_ type: String.Type) throws -> String { try document.string(at: place) }
  func decode(_ type: Double.Type) throws -> Double { try document.double(at: place) }
  func decode(_ type: Float.Type) throws -> Float { try document.float(at: place) }
  func decode<T: FixedWidthInteger & Decodable>(_ type: T.Type) throws -> T {
    try document.integer(type, at: place)
  }
  // The standard library refuses these two where a container does not name them.
  func decode(_ type: Int128.Type) throws -> Int128 { try document.integer(type, at: place) }
  func decode(_ type: UInt128.Type) throws -> UInt128 { try document.integer(type, at: place) }
  func decode<T: Decodable>(_ type: T.Type) throws -> T { try document.decode(type, at: place) }
}
