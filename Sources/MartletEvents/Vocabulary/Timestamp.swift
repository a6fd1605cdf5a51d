/// A point in time that an event writes as text, kept as it was written: it is read when asked for,
/// costs nothing when not, and goes out as it came in.
///
/// Read are ISO 8601 (`2026-03-01T12:00:00Z`, with or without fraction, with an offset or none, which
/// is UTC) and the form of API Gateway's `requestTime` (`01/Mar/2026:12:00:00 +0000`).
public struct Timestamp: RawRepresentable, Codable, Hashable, Sendable, ExpressibleByStringLiteral {
  /// As the event has it.
  public var rawValue: String

  /// A time as text.
  public init(rawValue: String) { self.rawValue = rawValue }
  /// A time as text.
  public init(stringLiteral value: String) { rawValue = value }

  /// The time as ISO 8601 in UTC with milliseconds, the form that most sources use.
  public init(_ time: UnixTime) { rawValue = CivilTime(time).iso8601 }

  /// The point in time; nil where the text is of neither form.
  public var unixTime: UnixTime? {
    var text = rawValue
    return text.withUTF8 { bytes in
      var scan = TimeScan(bytes: bytes)
      return scan.iso8601() ?? scan.commonLog()
    }
  }
}
