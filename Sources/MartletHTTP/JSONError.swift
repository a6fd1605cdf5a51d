/// Why a text is not JSON.
public struct JSONError: Error, Sendable, Hashable {
  /// The byte, counted from 0, where the text stops being the beginning of any JSON text; its
  /// length when it just ends.
  public let offset: Int

  /// A sentence that ends in the offset, e.g. `expected ',' or '}' at byte 17`.
  public let reason: String

  init(_ problem: String, at offset: Int) {
    self.offset = offset
    reason = "\(problem) at byte \(offset)"
  }
}

extension JSONError: CustomStringConvertible {
  /// The reason.
  public var description: String { reason }
}
