internal import CMartlet

extension ControlPlane {
  /// A moment on the clock that also counts while the machine sleeps, as `ContinuousClock` does.
  ///
  /// A number, because the layout of `ContinuousClock.Instant` is known only when the process runs:
  /// each state that holds one would be copied, compared and destroyed by way of tables.
  struct Instant: Comparable, Hashable, Sendable {
    private var nanoseconds: Int64

    static var now: Instant { Instant(nanoseconds: martlet_boottime_nanoseconds()) }

    static func + (instant: Instant, duration: Duration) -> Instant {
      Instant(nanoseconds: instant.nanoseconds + Milliseconds.nanoseconds(duration))
    }

    static func - (instant: Instant, duration: Duration) -> Instant {
      Instant(nanoseconds: instant.nanoseconds - Milliseconds.nanoseconds(duration))
    }

    static func += (instant: inout Instant, duration: Duration) { instant = instant + duration }

    static func < (a: Instant, b: Instant) -> Bool { a.nanoseconds < b.nanoseconds }

    func duration(to other: Instant) -> Duration { .nanoseconds(other.nanoseconds - nanoseconds) }
  }
}
