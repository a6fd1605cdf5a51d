internal import Glibc

/// `_X_AMZN_TRACE_ID`, where tracing libraries look for the trace of the invocation that is handled.
///
/// It keeps the memory of its value itself: `setenv` never frees what it was given, and every
/// invocation has another trace.
final class TraceVariable {
  private static var assignment: StaticString { "_X_AMZN_TRACE_ID=" }
  private var entry: UnsafeMutablePointer<CChar>?
  /// The value before, kept for one invocation more: a task that outlived its invocation may be
  /// reading it on another thread.
  private var previous: UnsafeMutablePointer<CChar>?

  /// Sets the variable; nil removes it.
  func set(_ traceID: String?) {
    free(previous)
    previous = entry
    entry = traceID.flatMap(Self.entry)
    if let entry {
      putenv(entry)
    } else {
      unsetenv("_X_AMZN_TRACE_ID")
    }
  }

  /// `NAME=value` in memory of its own. A zero ends it early, as it would any variable.
  private static func entry(_ value: String) -> UnsafeMutablePointer<CChar>? {
    var value = value
    return value.withUTF8 { value in
      let start = assignment.utf8CodeUnitCount
      guard let entry = malloc(start + value.count + 1) else { return nil }
      memcpy(entry, assignment.utf8Start, start)
      // Of an empty value there may be no address.
      if let bytes = value.baseAddress { memcpy(entry + start, bytes, value.count) }
      entry.storeBytes(of: 0, toByteOffset: start + value.count, as: CChar.self)
      return entry.assumingMemoryBound(to: CChar.self)
    }
  }
}
