internal import Glibc

/// `_X_AMZN_TRACE_ID`, where tracing libraries look for the trace of the invocation that is handled.
///
/// It keeps the memory of its value itself: `setenv` never frees what it was given, and every
/// invocation has another trace.
final class TraceVariable {
  private static let name = "_X_AMZN_TRACE_ID"
  private var entry: UnsafeMutablePointer<CChar>?
  /// The value before, kept for one invocation more: a task that outlived its invocation may be
  /// reading it on another thread.
  private var previous: UnsafeMutablePointer<CChar>?

  /// Sets the variable; nil removes it.
  func set(_ traceID: String?) {
    free(previous)
    previous = entry
    entry = traceID.flatMap { strdup("\(Self.name)=\($0)") }
    if let entry {
      putenv(entry)
    } else {
      unsetenv(Self.name)
    }
  }
}
