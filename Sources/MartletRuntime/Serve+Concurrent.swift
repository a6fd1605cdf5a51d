internal import MartletCurl

/// Serves several invocations at a time: as many tasks as the source gives invocations, which take
/// turns on the loop's thread.
///
/// A task that gets no further invocation ends alone; the others go on. Where the platform fails to
/// take an answer, it wants the process to end: all of them do.
///
/// - Throws: what ended all, or else the last one.
func serveConcurrently<F: Function>(
  _ function: F, from source: some InvocationSource, on loop: RunLoop
) async throws {
  source.didInit(pollers: source.concurrency)
  var lastFailure: RuntimeError?
  var answerFailure: RuntimeError?
  // Not shared: all tasks run on the loop's thread, as this one does. That `handle` may be called
  // again while it waits is what the function has promised (`ConcurrentFunction`).
  nonisolated(unsafe) let poller = {
    do throws(RuntimeError) {
      if let failure = try await poll(function, source, on: loop) { answerFailure = failure }
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
  if let failure = answerFailure ?? lastFailure { throw failure }
}

/// Handles one invocation after the other.
///
/// - Returns: why the platform could not take an answer, or nil at the end of the invocations.
/// - Throws: why there was no further invocation.
private func poll<F: Function>(
  _ function: F, _ source: some InvocationSource, on loop: RunLoop
) async throws(RuntimeError) -> RuntimeError? {
  while let invocation = try await source.next() {
    var function = function
    do throws(RuntimeError) {
      try await handleUntilDeadline(invocation, with: &function, from: source, on: loop)
    } catch {
      TrapReport.end()
      source.endPolling()
      return error
    }
  }
  return nil
}

/// Handles an invocation in a task of its own, which is cancelled when the deadline passes: where
/// the platform tells its caller then, and does not end the code.
func handleUntilDeadline<F: Function>(
  _ invocation: consuming Invocation, with function: inout F, from source: some InvocationSource,
  on loop: RunLoop
) async throws(RuntimeError) {
  let (deadline, log) = (invocation.context.deadline, invocation.context.log)
  var waiting: Invocation? = consume invocation
  var handler = function
  // Not shared: the task runs on the loop's thread, as this one does.
  nonisolated(unsafe) let handling = { () async -> RuntimeError? in
    guard let invocation = waiting.take() else { return nil }
    do throws(RuntimeError) {
      try await handle(invocation, with: &handler, from: source)
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
  function = handler
  if let failure { throw failure }
}
