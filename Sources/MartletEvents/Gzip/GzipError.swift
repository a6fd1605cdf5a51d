/// Bytes that are not the gzip file they should be.
public struct GzipError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, and where it shows.
  public let description: String

  init(_ description: String) { self.description = description }
}
