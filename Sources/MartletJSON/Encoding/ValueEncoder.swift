/// Encodes a value as what a frame stands for.
struct ValueEncoder: Encoder {
  let output: Output
  let frame: Int

  var codingPath: [any CodingKey] { output.path(to: frame) }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    output.begin(.object, in: frame)
    return KeyedEncodingContainer(MemberEncoder(output: output, frame: frame))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    output.begin(.array, in: frame)
    return ElementEncoder(output: output, frame: frame)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { self }
}

extension ValueEncoder: SingleValueEncodingContainer {
  func encodeNil() throws {
    try output.beginSingleValue(in: frame)
    output.text.append("null")
  }
  func encode(_ value: Bool) throws {
    try output.beginSingleValue(in: frame)
    output.text.append(value)
  }
  func encode(_ value: String) throws {
    try output.beginSingleValue(in: frame)
    output.text.append(quoted: value)
  }
  func encode(_ value: Double) throws {
    guard value.isFinite else { throw output.invalid(value, in: frame) }
    try output.beginSingleValue(in: frame)
    output.text.append(value)
  }
  func encode(_ value: Float) throws {
    guard value.isFinite else { throw output.invalid(value, in: frame) }
    try output.beginSingleValue(in: frame)
    output.text.append(value)
  }
  func encode<T: FixedWidthInteger & Encodable>(_ value: T) throws {
    try output.beginSingleValue(in: frame)
    output.text.append(integer: value)
  }
  // The standard library refuses these two where a container does not name them.
  func encode(_ value: Int128) throws {
    try output.beginSingleValue(in: frame)
    output.text.append(integer: value)
  }
  func encode(_ value: UInt128) throws {
    try output.beginSingleValue(in: frame)
    output.text.append(integer: value)
  }
  func encode<T: Encodable>(_ value: T) throws {
    try output.check(frame, .none)
    try output.encode(value, in: frame)
  }
}
