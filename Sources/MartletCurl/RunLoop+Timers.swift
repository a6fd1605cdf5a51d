extension RunLoop {
  /// A timer that can be taken back before it fires.
  public struct Timer {
    fileprivate let entry: TimerQueue.Entry
    fileprivate unowned let loop: RunLoop

    /// Takes the timer back; nothing happens when it has fired already.
    public func cancel() {
      let removed = loop.state.timers.cancel(entry)
      // What the action holds goes away only here: its deinit may come back to the loop's state.
      withExtendedLifetime(removed) {}
    }
  }

  /// Runs `action` on the loop's thread at an instant. Call it on that thread.
  @discardableResult
  public func schedule(
    at deadline: ContinuousClock.Instant, _ action: @escaping () -> Void
  ) -> Timer {
    let entry = state.timers.schedule(at: deadline, action)
    if state.timers.isFirst(entry) { state.alarm?.isSet = false }
    return Timer(entry: entry, loop: self)
  }

  /// Suspends the calling task until an instant, without a thread of its own (`Task.sleep` would
  /// start the default pool). Call it on the loop's thread.
  ///
  /// - Throws: `CancellationError` as soon as the task is cancelled.
  public func sleep(until deadline: ContinuousClock.Instant) async throws(CancellationError) {
    let sleeper = Sleeper(loop: self)
    await withTaskCancellationHandler {
      await withUnsafeContinuation { sleeper.begin(until: deadline, $0) }
    } onCancel: {
      submit { sleeper.wake() }
    }
    if Task.isCancelled { throw CancellationError() }
  }

  /// Suspends the calling task for a time; see `sleep(until:)`.
  public func sleep(for duration: Duration) async throws(CancellationError) {
    try await sleep(until: .now + duration)
  }
}

/// One sleeping task.
///
/// Sharing is safe: both methods run on the loop's thread alone; a cancellation from another
/// thread comes through `RunLoop.submit`.
private final class Sleeper: @unchecked Sendable {
  private let loop: RunLoop
  private var continuation: UnsafeContinuation<Void, Never>?
  private var timer: RunLoop.Timer?
  private var isOver = false

  init(loop: RunLoop) { self.loop = loop }

  func begin(
    until deadline: ContinuousClock.Instant, _ continuation: UnsafeContinuation<Void, Never>
  ) {
    // A task that was cancelled before it slept does not sleep at all.
    if isOver { return continuation.resume() }
    self.continuation = continuation
    timer = loop.schedule(at: deadline) { self.wake() }
  }

  func wake() {
    isOver = true
    timer?.cancel()
    timer = nil
    continuation?.resume()
    continuation = nil
  }
}
