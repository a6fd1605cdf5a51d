extension MemberDecoder {
  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try document.keyedContainer(type, at: place(key))
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try document.unkeyedContainer(at: place(key))
  }

  func superDecoder() throws -> any Decoder { decoder(JSONKey.super) }
  func superDecoder(forKey key: Key) throws -> any Decoder { decoder(key) }

  /// A decoder of a member that may be missing: then it decodes null.
  private func decoder(_ key: some CodingKey) -> any Decoder {
    let index = document.find(key, in: object, table)
    guard index != 0 else { return AbsentDecoder(codingPath: codingPath + [key]) }
    return ValueDecoder(
      document: document, place: Place(index: index, parent: object, position: 0))
  }
}
