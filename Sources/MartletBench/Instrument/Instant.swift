internal import CMartlet

/// A point on the monotonic clock, which all processes of a machine share.
struct Instant: Comparable {
  var nanoseconds: UInt64

  static var now: Instant { Instant(nanoseconds: martlet_monotonic_nanoseconds()) }

  static func < (left: Instant, right: Instant) -> Bool { left.nanoseconds < right.nanoseconds }

  static func + (instant: Instant, duration: Duration) -> Instant {
    Instant(nanoseconds: instant.nanoseconds + UInt64(clamping: duration.inNanoseconds))
  }

  func duration(to later: Instant) -> Duration {
    .nanoseconds(Int64(clamping: later.nanoseconds) - Int64(clamping: nanoseconds))
  }
}

extension Duration {
  /// Whole nanoseconds.
  var inNanoseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }
}
