internal import CMartlet
internal import Glibc
internal import Synchronization

/// Brings one response to CloudFormation: the one that it is handed or, where none is in time, a
/// failure. It has a thread of its own, so that there is an answer also where a handler never gives
/// back the thread that it runs on.
final class Courier: Sendable {
  private struct State {
    /// Set once: what is delivered.
    var response: CustomResourceResponse?
    var outcome: Result<CustomResourceResponse, DeliveryError>?
    var waiting: UnsafeContinuation<Result<CustomResourceResponse, DeliveryError>, Never>?
  }

  private let state = Mutex(State())
  /// Rung when the response is there.
  private let bell: Int32

  /// - Parameter reserve: how much time is kept for the delivery; less, where the handler would have
  ///   none: it has half a second, or half of what there is.
  init(
    for event: CustomResourceEvent, _ context: Context, reserve: Duration
  ) throws(DeliveryError) {
    bell = eventfd(0, Int32(EFD_CLOEXEC))
    guard bell >= 0 else { throw .system("eventfd", errno) }
    let time = context.remainingTime
    let kept = time - min(max(time - reserve, .milliseconds(500)), time / 2)
    // A test's clock moves without waking anybody.
    let glance = context.now == nil ? Duration.seconds(60) : .milliseconds(20)
    try onOwnThread { [self] in
      wait(glance) { context.remainingTime - kept }
      let late = event.failure(
        """
        \(context.functionName) had not come to an end \(reserve) before its deadline: give it a \
        longer timeout
        """)
      let response = state.withLock { state in
        if state.response == nil { state.response = late }
        return state.response ?? late
      }
      finish(
        Result { () throws(DeliveryError) in
          try response.send(to: event.responseURL, within: context.remainingTime)
          return response
        })
    }
  }

  deinit { close(bell) }

  /// Hands over a response.
  ///
  /// - Returns: the response that was delivered.
  func deliver(
    _ response: CustomResourceResponse
  ) async throws(DeliveryError) -> CustomResourceResponse {
    state.withLock { state in
      if state.response == nil { state.response = response }
    }
    var one: UInt64 = 1
    write(bell, &one, MemoryLayout.size(ofValue: one))
    let result = await withUnsafeContinuation { continuation in
      let outcome = state.withLock { state in
        if state.outcome == nil { state.waiting = continuation }
        return state.outcome
      }
      if let outcome { continuation.resume(returning: outcome) }
    }
    return try result.get()
  }

  /// Waits for the bell, or until no time is left.
  private func wait(_ glance: Duration, _ left: () -> Duration) {
    while left() > .zero, !isReadable(bell, within: min(left(), glance)) {}
  }

  private func finish(_ outcome: Result<CustomResourceResponse, DeliveryError>) {
    let waiting = state.withLock { state in
      state.outcome = outcome
      return state.waiting.take()
    }
    waiting?.resume(returning: outcome)
  }
}
