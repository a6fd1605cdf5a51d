internal import MartletJSON

extension JSONValue {
  /// The member of an object; nil where this is none, or has none of that name.
  public subscript(name: String) -> JSONValue? {
    if case .object(let members) = self { members[name] } else { nil }
  }

  /// The element of an array; nil where this is none, or is shorter.
  public subscript(index: Int) -> JSONValue? {
    if case .array(let elements) = self, elements.indices.contains(index) {
      elements[index]
    } else {
      nil
    }
  }

  /// The text of a string; nil for other values.
  public var string: String? { if case .string(let text) = self { text } else { nil } }

  /// The value of a number without fraction; nil for other values.
  public var integer: Int64? { if case .integer(let value) = self { value } else { nil } }

  /// The value of a number; nil for other values.
  public var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// The value of a Boolean; nil for other values.
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

  /// The value as a type of one's own.
  ///
  /// - Throws: `DecodingError` where it has another shape.
  public func decode<T: Decodable>(_ type: T.Type) throws -> T {
    try JSON.decode(type, from: JSON.encode(self))
  }
}

// `nil` is no literal of it: it would be `.null` where an absent member is meant.
extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A number.
  public init(integerLiteral value: Int64) { self = .integer(value) }
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A Boolean.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// An array.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// An object; of two values for one name the last counts.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(elements) { $1 })
  }
}
