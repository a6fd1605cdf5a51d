/// Encodes the members of an object.
struct MemberEncoder<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let output: Output
  let frame: Int

  var codingPath: [any CodingKey] { output.path(to: frame) }

  func encodeNil(forKey key: Key) throws {
    try output.beginMember(key, in: frame)
    output.text.append("null")
  }
  func encode(_ value: Bool, forKey key: Key) throws {
    try output.beginMember(key, in: frame)
    output.text.append(value)
  }
  func encode(_ value: String, forKey key: Key) throws {
    try output.beginMember(key, in: frame)
    output.text.append(quoted: value)
  }
  func encode(_ value: Double, forKey key: Key) throws {
    guard value.isFinite else { throw output.invalid(value, in: frame, key) }
    try output.beginMember(key, in: frame)
    output.text.append(value)
  }
  func encode(_ value: Float, forKey key: Key) throws {
    guard value.isFinite else { throw output.invalid(value, in: frame, key) }
    try output.beginMember(key, in: frame)
    output.text.append(value)
  }
  func encode<T: FixedWidthInteger & Encodable>(_ value: T, forKey key: Key) throws {
    try output.beginMember(key, in: frame)
    output.text.append(integer: value)
  }
  // The standard library refuses these two where a container does not name them.
  func encode(_ value: Int128, forKey key: Key) throws {
    try output.beginMember(key, in: frame)
    output.text.append(integer: value)
  }
  func encode(_ value: UInt128, forKey key: Key) throws {
    try output.beginMember(key, in: frame)
    output.text.append(integer: value)
  }
  func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
    try output.check(frame, .object)
    let state = output.state
    do {
      try output.beginMember(key, in: frame)
      try output.encode(value)
    } catch {
      output.restore(state)
      throw error
    }
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    let nested = output.leaveGap(.object, for: key, in: frame)
    return KeyedEncodingContainer(MemberEncoder<Nested>(output: nested, frame: 0))
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    ElementEncoder(output: output.leaveGap(.array, for: key, in: frame), frame: 0)
  }

  func superEncoder() -> any Encoder {
    ValueEncoder(output: output.leaveGap(.none, for: JSONKey.super, in: frame), frame: 0)
  }

  func superEncoder(forKey key: Key) -> any Encoder {
    ValueEncoder(output: output.leaveGap(.none, for: key, in: frame), frame: 0)
  }
}
