internal import CMartlet

/// The instants of a cold start that only the process itself can see, in nanoseconds on the
/// monotonic clock, which it shares with the emulator.
struct ColdStart {
  /// Entry of `main`: what lies before it is the loader's and the Swift runtime's time.
  var main: UInt64 = 0
  var initBegin: UInt64 = 0
  var initEnd: UInt64 = 0

  static var now: UInt64 { martlet_monotonic_nanoseconds() }

  /// As a header value for the emulator, on the first `next`.
  var headerValue: String { "main=\(main), init-begin=\(initBegin), init-end=\(initEnd)" }
}
