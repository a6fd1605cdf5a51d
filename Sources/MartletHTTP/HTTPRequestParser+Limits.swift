extension HTTPRequestParser {
  /// How much of a request is accepted.
  ///
  /// The defaults are no stricter than Lambda, which takes 1 MB of request line and header fields;
  /// the limit of the body belongs to the route and is left to the server.
  public struct Limits: Sendable, Hashable {
    /// The longest request line in bytes, without its CRLF; beyond it 414.
    public var requestLine: Int

    /// The largest header section, and trailer section, in bytes with line ends and the empty line;
    /// beyond it 431.
    public var headerBytes: Int

    /// The largest number of fields in a header or trailer section; beyond it 431.
    public var headerCount: Int

    /// The largest body in bytes, without chunk framing; beyond it 413.
    public var body: Int

    /// Creates limits.
    public init(
      requestLine: Int = 16 * 1024, headerBytes: Int = 1024 * 1024, headerCount: Int = 200,
      body: Int = .max
    ) {
      self.requestLine = requestLine
      self.headerBytes = headerBytes
      self.headerCount = headerCount
      self.body = body
    }
  }

  /// The longest chunk-size line in bytes: 16 digits and a generous extension, such as a chunk
  /// signature.
  static let longestChunkLine = 512

  /// Empty lines tolerated in front of a request line, which RFC 9112 §2.2 asks for; a peer that
  /// only ever sends empty lines must not keep the connection busy.
  static let mostEmptyLines = 4
}
