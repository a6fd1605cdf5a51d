/// A value of a DynamoDB item (AWS: “AttributeValue” in the DynamoDB Streams API reference). Numbers
/// are texts of up to 38 digits and are kept as such.
public enum AttributeValue: Hashable, Sendable {
  case string(String)
  case number(String)
  case binary(Base64Bytes)
  case bool(Bool)
  case null
  case list([AttributeValue])
  case map([String: AttributeValue])
  case stringSet([String])
  case numberSet([String])
  case binarySet([Base64Bytes])
  /// A value of a kind that is not known here, as it came.
  case other(JSONValue)
}

extension AttributeValue: Codable {
  private enum Kind: String, CodingKey {
    case string = "S"
    case number = "N"
    case binary = "B"
    case bool = "BOOL"
    case null = "NULL"
    case list = "L"
    case map = "M"
    case stringSet = "SS"
    case numberSet = "NS"
    case binarySet = "BS"
  }

  /// Decodes an object whose one key names the kind of its value.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Kind.self)
    guard let kind = container.allKeys.first else {
      self = .other(try JSONValue(from: decoder))
      return
    }
    switch kind {
    case .string: self = .string(try container.decode(String.self, forKey: kind))
    case .number: self = .number(try container.decode(String.self, forKey: kind))
    case .binary: self = .binary(try container.decode(Base64Bytes.self, forKey: kind))
    case .bool: self = .bool(try container.decode(Bool.self, forKey: kind))
    case .null: self = .null
    case .list: self = .list(try container.decode([AttributeValue].self, forKey: kind))
    case .map: self = .map(try container.decode([String: AttributeValue].self, forKey: kind))
    case .stringSet: self = .stringSet(try container.decode([String].self, forKey: kind))
    case .numberSet: self = .numberSet(try container.decode([String].self, forKey: kind))
    case .binarySet: self = .binarySet(try container.decode([Base64Bytes].self, forKey: kind))
    }
  }

  /// Encodes the object that it was decoded from.
  public func encode(to encoder: any Encoder) throws {
    if case .other(let value) = self { return try value.encode(to: encoder) }
    var container = encoder.container(keyedBy: Kind.self)
    switch self {
    case .string(let value): try container.encode(value, forKey: .string)
    case .number(let value): try container.encode(value, forKey: .number)
    case .binary(let value): try container.encode(value, forKey: .binary)
    case .bool(let value): try container.encode(value, forKey: .bool)
    case .null: try container.encode(true, forKey: .null)
    case .list(let value): try container.encode(value, forKey: .list)
    case .map(let value): try container.encode(value, forKey: .map)
    case .stringSet(let value): try container.encode(value, forKey: .stringSet)
    case .numberSet(let value): try container.encode(value, forKey: .numberSet)
    case .binarySet(let value): try container.encode(value, forKey: .binarySet)
    case .other: break
    }
  }
}

extension AttributeValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral
{
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A number.
  public init(integerLiteral value: Int) { self = .number(String(value)) }
  /// A Boolean.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
}
