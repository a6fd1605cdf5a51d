/// Encodes the elements of an array.
struct ElementEncoder: UnkeyedEncodingContainer {
  let output: Output
  let frame: Int

  var codingPath: [any CodingKey] { output.path(to: frame) }
  var count: Int { frame < output.frames.count ? output.frames.elements[frame].count : 0 }

  func encodeNil() throws {
    try output.beginElement(in: frame)
    output.text.append("null")
  }
  func encode(_ value: Bool) throws {
    try output.beginElement(in: frame)
    output.text.append(value)
  }
  func encode(_ value: String) throws {
    try output.beginElement(in: frame)
    output.text.append(quoted: value)
  }
  func encode(_ value: Double) throws {
    guard value.isFinite else {
      throw output.invalid(value, in: frame, JSONKey.index(count))
    }
    try output.beginElement(in: frame)
    output.text.append(value)
  }
  func encode(_ value: Float) throws {
    guard value.isFinite else {
      throw output.invalid(value, in: frame, JSONKey.index(count))
    }
    try output.beginElement(in: frame)
    output.text.append(value)
  }
  func encode<T: FixedWidthInteger & Encodable>(_ value: T) throws {
    try output.beginElement(in: frame)
    output.text.append(integer: value)
  }
  // The standard library refuses these two where a container does not name them.
  func encode(_ value: Int128) throws {
    try output.beginElement(in: frame)
    output.text.append(integer: value)
  }
  func encode(_ value: UInt128) throws {
    try output.beginElement(in: frame)
    output.text.append(integer: value)
  }
  func encode<T: Encodable>(_ value: T) throws {
    try output.check(frame, .array)
    let state = output.state
    do {
      try output.beginElement(in: frame)
      try output.encode(value)
    } catch {
      output.restore(state)
      throw error
    }
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) -> KeyedEncodingContainer<Nested> {
    let nested = output.leaveGap(.object, in: frame)
    return KeyedEncodingContainer(MemberEncoder<Nested>(output: nested, frame: 0))
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    ElementEncoder(output: output.leaveGap(.array, in: frame), frame: 0)
  }

  func superEncoder() -> any Encoder {
    ValueEncoder(output: output.leaveGap(.none, in: frame), frame: 0)
  }
}
