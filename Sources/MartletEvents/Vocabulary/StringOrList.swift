/// One string or a list of them, as policies and the like may have it; written as it came.
public struct StringOrList: Codable, Hashable, Sendable, ExpressibleByStringLiteral,
  ExpressibleByArrayLiteral
{
  /// The strings, in order.
  public var values: [String]
  private var isList: Bool

  /// A list, or one string where there is one.
  public init(_ values: [String]) {
    self.values = values
    isList = values.count != 1
  }
  /// One string.
  public init(stringLiteral value: String) { self.init([value]) }
  /// A list, or one string where there is one.
  public init(arrayLiteral elements: String...) { self.init(elements) }

  /// Decodes a string or an array of strings.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(String.self) {
      values = [value]
      isList = false
    } else {
      values = try container.decode([String].self)
      isList = true
    }
  }

  /// Encodes what it was decoded from; a list of another number than one always as a list.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if !isList, values.count == 1 {
      try container.encode(values[0])
    } else {
      try container.encode(values)
    }
  }
}
