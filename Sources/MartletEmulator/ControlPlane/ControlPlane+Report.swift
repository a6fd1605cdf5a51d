/// What is told of an invocation when it ends.
extension ControlPlane {
  /// The runtime has asked for its next event, by which its part of an invocation is over. Extensions
  /// are told at once: some are not done before they have heard it. Where there are none, it is told
  /// with the report.
  mutating func endRuntime(of environment: EnvironmentState, now: Instant) {
    guard !environment.extensions.isEmpty, let id = environment.invocation,
      let invocation = invocations[id]
    else { return }
    record(
      .runtimeDone(Self.runtimeDone(of: invocation, outcome: .success, now: now)), environment,
      request: invocation.request.requestID, trace: invocation.request.traceID)
    invocations[id]?.runtimeDoneAt = now
  }

  /// Logs an invocation's last lines and gives its caller the answer.
  mutating func close(
    _ invocation: InvocationState, in environment: EnvironmentState, outcome: Timeline.Outcome,
    now: Instant
  ) {
    let requestID = invocation.request.requestID
    record(.end, environment, request: requestID)
    var report = Report(
      duration: (invocation.startedAt ?? now).duration(to: now),
      initDuration: environment.initDuration, restoreDuration: environment.restoreDuration,
      memorySize: environment.configuration.memorySize,
      maxMemoryUsed: environment.maxMemoryUsed, outcome: Self.outcome(outcome, of: invocation))
    if environment.concurrency != nil {
      report.isConcurrent = true
      report.spans = invocation.response?.spans(since: invocation.startedAt ?? now) ?? []
    } else if let doneAt = invocation.runtimeDoneAt {
      report.spans = [.init(.extensionOverhead, from: doneAt, to: now)]
    } else {
      report.runtimeDone = Self.runtimeDone(of: invocation, outcome: outcome, now: now)
    }
    record(.report(report), environment, request: requestID, trace: invocation.request.traceID)
    guard !invocation.isCallerAnswered, let answer = invocation.answer else { return }
    give(answer, to: invocation, now: now)
  }

  /// - Parameter outcome: `success` where the runtime has asked for its next event, whatever it has
  ///   answered.
  private static func runtimeDone(
    of invocation: InvocationState, outcome: Timeline.Outcome, now: Instant
  ) -> Timeline.RuntimeDone {
    Timeline.RuntimeDone(
      startedAt: invocation.startedAt ?? now, endedAt: now,
      outcome: Self.outcome(outcome, of: invocation), response: invocation.response,
      hasAsked: outcome == .success)
  }

  /// An answer may be an error, whose type is then the outcome.
  private static func outcome(
    _ outcome: Timeline.Outcome, of invocation: InvocationState
  ) -> Timeline.Outcome {
    guard case .success = outcome, let type = invocation.answer?.errorType else { return outcome }
    return .error(type)
  }
}

/// When a runtime posted its answer.
struct ResponseTimes: Hashable {
  let beganAt: ControlPlane.Instant
  let endedAt: ControlPlane.Instant
  /// In bytes.
  let size: Int

  func spans(since startedAt: ControlPlane.Instant) -> [Timeline.Span] {
    [
      .init(.responseLatency, from: startedAt, to: beganAt),
      .init(.responseDuration, from: beganAt, to: endedAt),
    ]
  }
}
