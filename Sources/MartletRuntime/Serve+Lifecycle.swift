internal import MartletCurl

/// Takes the function through its environment's snapshot: what it does before, the wait, in which
/// the environment is copied, and what it does in each copy.
///
/// - Throws: what failed, once the source has it; the process has nothing left to do then.
func passThroughSnapshot<F: Function>(
  _ function: inout F, _ source: some InvocationSource
) async throws {
  do {
    try await F._beforeSnapshot(&function)
  } catch {
    await source.failInit(with: ErrorDocument(error, category: "Runtime.BeforeSnapshotError"))
    throw error
  }
  try await source.waitForRestore()
  do {
    try await F._afterRestore(&function)
  } catch {
    await source.failRestore(with: ErrorDocument(error, category: "Runtime.AfterRestoreError"))
    throw error
  }
}

/// What the function does before its environment ends. Nobody waits for it, so that an error is
/// logged and no more.
///
/// - Parameter deadline: when its task is cancelled.
func shutDown<F: Function>(
  _ function: consuming F, before deadline: ContinuousClock.Instant, on loop: RunLoop
) async {
  var function = function
  // Not shared: the task runs on the loop's thread, as this one does.
  nonisolated(unsafe) let work = {
    do {
      try await F._shutdown(&function)
    } catch {
      Log.process.error("shutdown failed", error: error)
    }
  }
  let task = Task(executorPreference: loop) { await work() }
  let timer = loop.schedule(at: deadline) { task.cancel() }
  await task.value
  timer.cancel()
}
