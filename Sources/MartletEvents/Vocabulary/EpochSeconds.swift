/// A point in time that an event writes as seconds since 1970, with or without fraction.
public struct EpochSeconds: Codable, Hashable, Sendable, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral
{
  /// Seconds since 1970-01-01T00:00:00Z.
  public var seconds: Double

  /// So many seconds after 1970.
  public init(_ seconds: Double) { self.seconds = seconds }
  /// So many seconds after 1970.
  public init(integerLiteral value: Int64) { seconds = Double(value) }
  /// So many seconds after 1970.
  public init(floatLiteral value: Double) { seconds = value }

  /// The point in time; nil where it is further away than 64 bits count.
  public var unixTime: UnixTime? { UnixTime(secondsSince1970: seconds) }

  /// Decodes a number, or a string that holds one.
  public init(from decoder: any Decoder) throws {
    seconds = try NumberOrString<Double>(from: decoder).value
  }

  /// Encodes a number.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    // An integer as one, also where the encoder would write 1.0.
    if let whole = Int64(exactly: seconds) {
      try container.encode(whole)
    } else {
      try container.encode(seconds)
    }
  }
}
