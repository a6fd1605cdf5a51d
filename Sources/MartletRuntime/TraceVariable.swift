internal import Glibc

/// `_X_AMZN_TRACE_ID`, where tracing libraries look for the trace of the invocation that is handled.
///
/// It keeps the memory of its value itself: `setenv` never frees what it was given, and every
/// invocation has another trace.
final class TraceVariable {
  private static let name = "_X_AMZN_TRACE_ID"
  private var entry: UnsafeMutablePointer<CChar>?

  /// Sets the variable; nil removes it.
  func set(_ traceID: String?) {
    let old = entry
    entry = traceID.flatMap { strdup("\(Self.name)=\($0)") }
    if let entry {
      putenv(entry)
    } else {
      unsetenv(Self.name)
    }
    free(old)
  }
}
