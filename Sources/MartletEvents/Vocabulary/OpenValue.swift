/// A word of the platform's of which there may be more than are named: an unknown one is kept as it
/// came and written as it was, so that a new value is never an error.
///
/// Compare it as an enumeration's case: `if record.eventName == .insert`.
public protocol OpenValue:
  RawRepresentable, Codable, Hashable, Sendable, ExpressibleByStringLiteral,
  CustomStringConvertible
where RawValue == String {
  /// A value that may be one that is not named.
  init(rawValue: String)
}

extension OpenValue {
  /// A value that may be one that is not named.
  public init(stringLiteral value: String) { self.init(rawValue: value) }
  /// As the platform writes it.
  public var description: String { rawValue }
}
