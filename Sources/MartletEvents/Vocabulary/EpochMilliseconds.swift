/// A point in time that an event writes as milliseconds since 1970.
public struct EpochMilliseconds: Codable, Hashable, Sendable, ExpressibleByIntegerLiteral {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public var milliseconds: Int64

  /// So many milliseconds after 1970.
  public init(_ milliseconds: Int64) { self.milliseconds = milliseconds }
  /// So many milliseconds after 1970.
  public init(integerLiteral value: Int64) { milliseconds = value }

  /// The point in time.
  public var unixTime: UnixTime {
    let rest = (milliseconds % 1000 + 1000) % 1000
    return UnixTime(
      seconds: milliseconds / 1000 - (milliseconds % 1000 < 0 ? 1 : 0),
      nanoseconds: Int32(rest) * 1_000_000)
  }

  /// Decodes a number, or a string that holds one, or a time in the forms that `Timestamp` reads:
  /// examples of Firehose's have such.
  public init(from decoder: any Decoder) throws {
    do {
      milliseconds = try NumberOrString<Int64>(from: decoder).value
    } catch {
      guard let text = try? Timestamp(from: decoder), let time = text.unixTime else { throw error }
      // The years of a text have four digits, so that this fits.
      milliseconds = time.seconds * 1000 + Int64(time.nanoseconds / 1_000_000)
    }
  }

  /// Encodes a number.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }
}
