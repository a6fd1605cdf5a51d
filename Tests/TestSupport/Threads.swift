internal import Glibc

/// Runs work on a thread of its own, apart from the pool that runs the tests: those that block a
/// thread in a loop could use the pool up.
public func onAnotherThread(_ work: @escaping @Sendable () -> Void) {
  final class Box: Sendable {
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }
  var thread = pthread_t()
  let context = Unmanaged.passRetained(Box(work)).toOpaque()
  let failure = pthread_create(
    &thread, nil,
    { context in
      Unmanaged<Box>.fromOpaque(context!).takeRetainedValue().work()
      return nil
    }, context)
  precondition(failure == 0, "no further thread")
  pthread_detach(thread)
}

/// Runs work on a thread of its own and waits for its result without blocking.
public func resultFromAnotherThread<Result: Sendable>(
  _ work: @escaping @Sendable () throws -> Result
) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    onAnotherThread { continuation.resume(with: Swift.Result { try work() }) }
  }
}
