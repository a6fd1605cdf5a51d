/// A function that handles several invocations at a time in one execution environment.
///
/// Where the platform gives an environment more than one invocation at a time
/// (`AWS_LAMBDA_MAX_CONCURRENCY`, on Lambda Managed Instances), a conforming function is asked for
/// as many, on one thread: they take turns wherever one of them waits. Other functions are asked
/// for one at a time there too. Everywhere else, both are the same.
///
/// The platform does not end an invocation whose deadline passes; the runtime cancels its task.
public protocol ConcurrentFunction: Function, Sendable {
  /// Handles one event while others may be under way.
  func handle(_ event: Event, context: Context) async throws -> Output
}

extension ConcurrentFunction {
  /// True.
  public static var _isConcurrent: Bool { true }
}
