internal import MartletRuntime
internal import Synchronization

/// What comes first: an invocation's answer, or its deadline.
final class Race: Sendable {
  private struct State {
    var outcome: LocalAnswer??
    var continuation: UnsafeContinuation<LocalAnswer?, Never>?
  }

  private let state = Mutex(State())

  /// - Parameter answer: nil for the deadline. The second one to come changes nothing.
  func finish(with answer: LocalAnswer?) {
    let continuation = state.withLock { state -> UnsafeContinuation<LocalAnswer?, Never>? in
      guard state.outcome == nil else { return nil }
      state.outcome = .some(answer)
      return state.continuation.take()
    }
    continuation?.resume(returning: answer)
  }

  func outcome() async -> LocalAnswer? {
    await withUnsafeContinuation { continuation in
      let outcome = state.withLock { state -> LocalAnswer?? in
        if state.outcome == nil { state.continuation = continuation }
        return state.outcome
      }
      if let outcome { continuation.resume(returning: outcome) }
    }
  }
}

/// Says when a deadline has passed, by a test's clock or the real one.
struct DeadlineTimer {
  private let stop: @Sendable () -> Void

  init(
    _ deadline: ContinuousClock.Instant, clock: TestClock?, _ action: @escaping @Sendable () -> Void
  ) {
    if let clock {
      let id = clock.schedule(at: deadline, action)
      stop = { clock.cancel(id) }
    } else {
      let task = Task {
        do { try await Task.sleep(until: deadline, clock: .continuous) } catch { return }
        action()
      }
      stop = { task.cancel() }
    }
  }

  func cancel() { stop() }
}
