internal import MartletCurl

/// Serves several invocations at a time: as many tasks as the source gives invocations, which take
/// turns on the loop's thread.
///
/// A task whose source is lost ends alone; the others go on.
///
/// - Throws: what ended the last one.
func serveConcurrently<F: Function>(
  _ function: F, from source: some InvocationSource, on loop: RunLoop
) async throws {
  source.didInit(pollers: source.concurrency)
  var lastFailure: RuntimeError?
  // Not shared: all tasks run on the loop's thread, as this one does. That `handle` may be called
  // again while it waits is what the function has promised (`ConcurrentFunction`).
  nonisolated(unsafe) let poller = {
    do throws(RuntimeError) {
      try await poll(function, source, on: loop)
      lastFailure = nil
    } catch {
      Log.process.error("one of \(source.concurrency) pollers has ended", error: error)
      lastFailure = error
    }
  }
  TrapReport.useSlots(source.concurrency)
  var pollers: [Task<Void, Never>] = []
  for slot in 0..<Int32(source.concurrency) {
    pollers.append(
      Task(executorPreference: loop) { await TrapReport.slot.withValue(slot) { await poller() } })
  }
  for poller in pollers { await poller.value }
  if let lastFailure { throw lastFailure }
}

/// Handles one invocation after the other, each in a task of its own, which is cancelled when its
/// deadline passes: the platform tells its caller then, and does not end the code.
private func poll<F: Function>(
  _ function: F, _ source: some InvocationSource, on loop: RunLoop
) async throws(RuntimeError) {
  while let invocation = try await source.next() {
    let (deadline, log) = (invocation.context.deadline, invocation.context.log)
    var waiting: Invocation? = consume invocation
    var function = function
    // Not shared, as the pollers are not.
    nonisolated(unsafe) let handling = { () async -> RuntimeError? in
      guard let invocation = waiting.take() else { return nil }
      do throws(RuntimeError) {
        try await handle(invocation, with: &function, from: source)
        return nil
      } catch {
        return error
      }
    }
    let task = Task(executorPreference: loop) { await handling() }
    let timer = loop.schedule(at: deadline) {
      log.warn("the deadline has passed; cancelling the handler")
      task.cancel()
    }
    let failure = await task.value
    timer.cancel()
    if let failure {
      source.pollerDidEnd()
      throw failure
    }
  }
}
