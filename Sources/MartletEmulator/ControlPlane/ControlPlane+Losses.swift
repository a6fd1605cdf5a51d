/// Environments that are gone before an invocation comes to them.
extension ControlPlane {
  /// The next invocation in an environment whose process has ended by itself.
  ///
  /// An environment that has lost its process between invocations is not known to be lost before an
  /// invocation comes to it, which fails with that; the one after it starts a new process.
  /// Environments that wait are given invocations first.
  mutating func noticeLost(_ name: String, now: Instant) {
    while let function = functions[name], let id = function.pending.first, !function.lost.isEmpty {
      let lost = function.lost[0]
      functions[name]?.lost.removeFirst()
      // By then it would have been retired.
      if let lifetime = limits.idleLifetime, lost.endedAt + lifetime <= now { continue }
      functions[name]?.pending.removeFirst()
      failAtOnce(
        id, in: lost.environment, lost.failure.type, exit: lost.failure, now: now,
        answer: lost.failure.answer(requestID:))
      countReset(of: lost.environment)
    }
  }

  /// The init phase of an environment that is made ahead has failed. It is not tried again for the
  /// invocations that it was meant for; those for which others are coming wait for them.
  mutating func failWaiting(
    for environment: EnvironmentState, type: String, now: Instant,
    answer: (String) -> InvocationAnswer
  ) {
    let name = environment.function
    let number = environment.configuration.initialization.maximumConcurrency
    for _ in 0..<number {
      guard let function = functions[name], let id = function.pending.first,
        function.pending.count > coming(for: name, now: now)
      else { return }
      functions[name]?.pending.removeFirst()
      failAtOnce(id, in: environment, type, exit: nil, now: now, answer: answer)
    }
  }

  /// After a crash or a timeout the next invocation pays for the new process itself, where
  /// environments are made for invocations.
  mutating func countReset(of environment: EnvironmentState) {
    guard !environment.configuration.initialization.startsAhead else { return }
    functions[environment.function]?.resets += 1
  }

  /// Begins and ends an invocation that no process will handle.
  private mutating func failAtOnce(
    _ id: InvocationID, in environment: EnvironmentState, _ type: String, exit: Failure?,
    now: Instant, answer: (String) -> InvocationAnswer
  ) {
    guard var invocation = invocations.removeValue(forKey: id) else { return }
    let requestID = invocation.request.requestID
    invocation.startedAt = now
    invocation.answer = answer(requestID)
    var environment = environment
    environment.initDuration = nil
    environment.restoreDuration = nil
    record(.start, environment, request: requestID, trace: invocation.request.traceID)
    if let exit {
      record(.exit(exit.message, errorType: exit.type), environment, request: requestID)
    }
    close(invocation, in: environment, outcome: .error(type), now: now)
  }
}
