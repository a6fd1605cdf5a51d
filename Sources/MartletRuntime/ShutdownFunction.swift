/// A function with something to do before its execution environment ends.
///
/// Conforming asks the platform to say so in advance: Lambda sends SIGTERM to a runtime only where
/// an extension is registered, so the runtime registers an internal one, which waits for nothing
/// and is no part of any invocation. SIGTERM ends the waiting for the next invocation, but no
/// invocation that is under way.
public protocol ShutdownFunction: Function {
  /// Runs once, after the last invocation; the process then ends.
  ///
  /// Lambda gives it what is left of 500 ms since SIGTERM. Its task is cancelled 100 ms before, and
  /// the process ends with the time, whatever it does. An error that it throws is logged.
  mutating func shutdown() async throws
}

extension ShutdownFunction {
  /// True.
  public static var _handlesShutdown: Bool { true }

  /// Calls `shutdown`.
  public static func _shutdown(_ function: inout Self) async throws {
    try await function.shutdown()
  }
}
