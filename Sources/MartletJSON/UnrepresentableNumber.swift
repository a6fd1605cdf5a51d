/// A number of a JSON text that the type which asks for it cannot hold, such as 1.5 for an `Int`.
public struct UnrepresentableNumber: Error, Sendable, CustomStringConvertible {
  /// What the number was to be.
  public let type: Any.Type
  /// The number as it is written; the beginning of a very long one.
  public let text: String

  /// Number and type in a sentence.
  public var description: String { "\(text) is not representable in \(type)" }
}
