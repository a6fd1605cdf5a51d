internal import CMartlet

/// How long a loop looks for events again and again before it sleeps until there is one.
///
/// To be woken on another processor takes as long as answering a small request. Where the last event
/// came soon, the next one is likely to: the loop then looks for it for a moment. Where it did not, the
/// loop sleeps at once, and so does one that is idle. Virtual machines halt their processors by the
/// same rule.
struct BusyWait {
  /// In nanoseconds: a few times what waking takes.
  static let limit: UInt64 = 100_000

  /// For how long the next wait looks, in nanoseconds.
  private(set) var window: UInt64 = 0

  /// - Parameter nanoseconds: from the beginning of a wait to its event.
  mutating func waited(_ nanoseconds: UInt64) {
    window = nanoseconds <= Self.limit ? Self.limit : 0
  }
}

extension RunLoop {
  /// From now on the loop looks for events for a tenth of a millisecond before it sleeps, as long as
  /// that finds them: less of a wait for those who send one small request after the other, for some
  /// processor time. Call it on the loop's thread.
  ///
  /// Does nothing where the process may run on one processor alone: looking would keep away those who
  /// are to send the event.
  public func lookBeforeSleeping() {
    if martlet_processor_count() > 1 { state.busyWait = BusyWait() }
  }

  /// Waits for events and passes them on.
  func waitBusily(_ busyWait: BusyWait, milliseconds: Int32) {
    let begin = martlet_monotonic_nanoseconds()
    var busyWait = busyWait
    var hasFound = false
    if busyWait.window > 0 {
      let end = begin + busyWait.window
      repeat {
        hasFound = poller.wait(milliseconds: 0) { dispatch($0, $1) }
      } while !hasFound && martlet_monotonic_nanoseconds() < end
    }
    if hasFound {
      busyWait.waited(0)
    } else {
      // What its events lead to comes after the measurement's end, and takes its time.
      var end: UInt64 = 0
      _ = poller.wait(milliseconds: milliseconds) { token, readiness in
        if end == 0 { end = martlet_monotonic_nanoseconds() }
        dispatch(token, readiness)
      }
      busyWait.waited(end > 0 ? end - begin : .max)
    }
    state.busyWait = busyWait
  }
}
