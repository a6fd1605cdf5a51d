public import Martlet

/// What a function's environment has in a test.
public struct TestOptions: Sendable {
  /// How long one invocation may take. Long, so that no machine reaches it by being slow: a test of
  /// a deadline brings its clock.
  public var timeout: Duration
  /// In megabytes.
  public var memorySize: Int
  /// The time of the function's platform; nil for the real one. Only in process: another process's
  /// time cannot be moved.
  public var clock: TestClock?
  /// Changes the context of each invocation before the function gets it. Only in process.
  public var context: (@Sendable (inout Context) -> Void)?

  /// Makes options; every one has a default.
  public init(
    timeout: Duration = .seconds(60), memorySize: Int = 128, clock: TestClock? = nil,
    context: (@Sendable (inout Context) -> Void)? = nil
  ) {
    self.timeout = timeout
    self.memorySize = memorySize
    self.clock = clock
    self.context = context
  }
}
