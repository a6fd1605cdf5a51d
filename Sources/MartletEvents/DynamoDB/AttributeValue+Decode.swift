internal import MartletHTTP
internal import MartletJSON

extension AttributeValue {
  /// The value without its kinds: a set is an array, binary data a Base64 string, a number the
  /// nearest that `JSONValue` holds.
  public var json: JSONValue {
    switch self {
    case .string(let text): .string(text)
    case .number(let text): Self.number(text)
    case .binary(let data): .string(Base64.encode(data.bytes))
    case .bool(let value): .bool(value)
    case .null: .null
    case .list(let values): .array(values.map(\.json))
    case .map(let members): .object(members.mapValues(\.json))
    case .stringSet(let texts): .array(texts.map { .string($0) })
    case .numberSet(let texts): .array(texts.map(Self.number))
    case .binarySet(let data): .array(data.map { .string(Base64.encode($0.bytes)) })
    case .other(let value): value
    }
  }

  private static func number(_ text: String) -> JSONValue {
    if let integer = Int64(text) { return .integer(integer) }
    // Infinity and such are no numbers of DynamoDB's, and none of JSON's.
    if let number = Double(text), number.isFinite { return .number(number) }
    return .string(text)
  }

  /// The value as a type of one's own: a map becomes a structure, a set an array or `Set`, binary
  /// data `Base64Bytes`.
  ///
  /// - Throws: `DecodingError` where it has another shape.
  public func decode<T: Decodable>(_ type: T.Type) throws -> T { try json.decode(type) }
}

extension [String: AttributeValue] {
  /// An item, such as `record.change.newImage`, as a type of one's own.
  ///
  /// - Throws: `DecodingError` where it has another shape.
  public func decode<T: Decodable>(_ type: T.Type) throws -> T {
    try AttributeValue.map(self).decode(type)
  }
}
