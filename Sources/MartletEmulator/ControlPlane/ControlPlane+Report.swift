/// What is told of an invocation when it ends.
extension ControlPlane {
  /// The runtime has asked for its next event, by which its part of an invocation is over. Extensions
  /// are told at once: some are not done before they have heard it.
  mutating func endRuntime(of environment: EnvironmentState, now: Instant) {
    guard let id = environment.invocation, var invocation = invocations[id] else { return }
    invocation.runtimeDoneAt = now
    invocations[id] = invocation
    recordRuntimeDone(of: invocation, in: environment, outcome: .success, now: now)
  }

  /// Logs an invocation's last lines and gives its caller the answer.
  mutating func close(
    _ invocation: InvocationState, in environment: EnvironmentState, outcome: Timeline.Outcome,
    now: Instant
  ) {
    let requestID = invocation.request.requestID
    if environment.concurrency == nil, invocation.runtimeDoneAt == nil {
      recordRuntimeDone(of: invocation, in: environment, outcome: outcome, now: now)
    }
    record(.end, environment, request: requestID)
    record(
      .report(
        .init(
          duration: (invocation.startedAt ?? now).duration(to: now),
          initDuration: environment.initDuration, restoreDuration: environment.restoreDuration,
          memorySize: environment.configuration.memorySize,
          outcome: Self.outcome(outcome, of: invocation),
          isConcurrent: environment.concurrency != nil,
          spans: Self.spans(of: invocation, in: environment, now: now))),
      environment, request: requestID, trace: invocation.request.traceID)
    guard !invocation.isCallerAnswered, let answer = invocation.answer else { return }
    give(answer, to: invocation, now: now)
  }

  private mutating func recordRuntimeDone(
    of invocation: InvocationState, in environment: EnvironmentState, outcome: Timeline.Outcome,
    now: Instant
  ) {
    let startedAt = invocation.startedAt ?? now
    var spans = invocation.response?.spans(since: startedAt) ?? []
    if let doneAt = invocation.runtimeDoneAt, let response = invocation.response {
      spans.append(.init(.runtimeOverhead, from: response.endedAt, to: doneAt))
    }
    record(
      .runtimeDone(
        .init(
          duration: startedAt.duration(to: now), outcome: Self.outcome(outcome, of: invocation),
          producedBytes: invocation.response?.size, spans: spans)),
      environment, request: invocation.request.requestID, trace: invocation.request.traceID)
  }

  /// An answer may be an error, whose type is then the outcome.
  private static func outcome(
    _ outcome: Timeline.Outcome, of invocation: InvocationState
  ) -> Timeline.Outcome {
    guard case .success = outcome, let type = invocation.answer?.errorType else { return outcome }
    return .error(type)
  }

  /// The parts of an invocation that its report has.
  private static func spans(
    of invocation: InvocationState, in environment: EnvironmentState, now: Instant
  ) -> [Timeline.Span] {
    if environment.concurrency != nil {
      return invocation.response?.spans(since: invocation.startedAt ?? now) ?? []
    }
    guard let doneAt = invocation.runtimeDoneAt,
      environment.extensions.values.contains(where: \.wantsInvocations)
    else { return [] }
    return [.init(.extensionOverhead, from: doneAt, to: now)]
  }
}

/// When a runtime posted its answer.
struct ResponseTimes {
  let beganAt: ControlPlane.Instant
  let endedAt: ControlPlane.Instant
  /// In bytes.
  let size: Int

  fileprivate func spans(since startedAt: ControlPlane.Instant) -> [Timeline.Span] {
    [
      .init(.responseLatency, from: startedAt, to: beganAt),
      .init(.responseDuration, from: beganAt, to: endedAt),
    ]
  }
}
