/// A point in time, counted from 1970-01-01T00:00:00Z without leap seconds: what the platform's
/// texts and numbers of several kinds come down to, to be compared and subtracted.
public struct UnixTime: Hashable, Sendable {
  /// Whole seconds, rounded down.
  public var seconds: Int64
  /// What is to be added to them, below a billion.
  public var nanoseconds: Int32

  /// A point in time.
  public init(seconds: Int64, nanoseconds: Int32 = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// The time that lies `seconds` after 1970; nil where that is not a number, or further away than
  /// 64 bits count.
  public init?(secondsSince1970 seconds: Double) {
    let whole = seconds.rounded(.down)
    guard let exact = Int64(exactly: whole) else { return nil }
    self.seconds = exact
    nanoseconds = Int32(min(((seconds - whole) * 1e9).rounded(), 999_999_999))
  }

  /// Seconds since 1970; a `Double` keeps microseconds of today.
  public var secondsSince1970: Double { Double(seconds) + Double(nanoseconds) / 1e9 }

  /// The time from one point to another.
  public static func - (end: UnixTime, start: UnixTime) -> Duration {
    .seconds(end.seconds) - .seconds(start.seconds)
      + .nanoseconds(Int64(end.nanoseconds) - Int64(start.nanoseconds))
  }
}

extension UnixTime: Comparable {
  /// Whether one point lies before another.
  public static func < (one: UnixTime, other: UnixTime) -> Bool {
    (one.seconds, one.nanoseconds) < (other.seconds, other.nanoseconds)
  }
}
