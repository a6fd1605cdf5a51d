/// JSON (RFC 8259) as text: what both ends of the product need without a decoder, and without
/// Foundation.
public enum JSONText {
  /// The deepest nesting of arrays and objects that ``validate(_:)-([UInt8])`` accepts (RFC 8259 §9
  /// allows a limit).
  public static let maximumDepth = 512

  /// Returns why the bytes are not exactly one JSON value, or `nil` when they are.
  ///
  /// Whitespace around the value is allowed, a byte order mark is not; strings must be valid UTF-8.
  /// Duplicate keys, numbers of any size and escaped lone surrogates are valid by the grammar and
  /// pass.
  public static func validate(_ bytes: [UInt8]) -> JSONError? {
    validate(bytes.span)
  }

  /// Returns why the bytes are not exactly one JSON value, or `nil` when they are.
  public static func validate(_ bytes: UnsafeRawBufferPointer) -> JSONError? {
    bytes.withMemoryRebound(to: UInt8.self) { validate($0.span) }
  }

  private static func validate(_ bytes: Span<UInt8>) -> JSONError? {
    var scanner = JSONScanner()
    do {
      try scanner.scanText(bytes)
      return nil
    } catch {
      return error
    }
  }
}
