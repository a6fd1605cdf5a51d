extension Log {
  /// A value beside a record's message. Literals make one: `3`, `"a"`, `true`, `["a", 1]`; in the
  /// JSON format it keeps its type.
  public enum Value: Sendable, Equatable {
    /// JSON's `null`.
    case null
    /// A text.
    case string(String)
    /// A whole number.
    case int(Int)
    /// A number. What JSON has no number for is written as `"NaN"`, `"Infinity"` or `"-Infinity"`.
    case double(Double)
    /// A truth value.
    case bool(Bool)
    /// Values in order.
    case array([Value])
    /// Values by name.
    case object(Metadata)
  }
}

extension Log.Value: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// Makes a text.
  public init(stringLiteral value: String) { self = .string(value) }

  /// Makes a whole number.
  public init(integerLiteral value: Int) { self = .int(value) }

  /// Makes a number.
  public init(floatLiteral value: Double) { self = .double(value) }

  /// Makes a truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }

  /// Makes JSON's `null`.
  public init(nilLiteral: ()) { self = .null }

  /// Makes an array.
  public init(arrayLiteral values: Log.Value...) { self = .array(values) }

  /// Makes an object; of several values under one name the last stays.
  public init(dictionaryLiteral members: (String, Log.Value)...) {
    self = .object(Log.Metadata(members))
  }
}

extension Log.Value: CustomStringConvertible {
  /// The value as JSON.
  public var description: String {
    var bytes: [UInt8] = []
    bytes.append(json: self)
    bytes.escapeControls()
    return String(decoding: bytes, as: UTF8.self)
  }
}
