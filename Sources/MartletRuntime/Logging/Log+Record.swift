extension Log {
  /// One record, as it is about to be written.
  public struct Record: Sendable, CustomStringConvertible {
    /// How much it matters.
    public let level: Level
    /// What happened.
    public let message: String
    /// The type of the error it is about; nil where it is about none.
    public let errorType: String?
    /// The message of the error it is about; nil where it is about none.
    public let errorMessage: String?
    /// The values beside the message, those of the log included.
    public let metadata: Metadata
    /// The request it belongs to; nil outside of invocations.
    public let requestID: String?
    /// The X-Ray trace it belongs to, the `Root` of the trace header: `1-5bef4de7-…`.
    public let traceID: String?
    /// The tenant it belongs to.
    public let tenantID: String?
    let instant: Timestamp

    /// When it was made: RFC 3339, in UTC, with milliseconds.
    public var timestamp: String {
      var bytes: [UInt8] = []
      instant.append(to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }

    /// The record in the text format.
    public var description: String {
      var bytes: [UInt8] = []
      bytes.append(text: self, lineEnd: .lineFeed)
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}
