/// Environments that are gone before an invocation comes to them.
extension ControlPlane {
  /// The next invocation in an environment whose process has ended by itself.
  ///
  /// An environment that has lost its process between invocations is not known to be lost before an
  /// invocation comes to it, which fails with that; the one after it starts a new process.
  /// Environments that wait are given invocations first.
  mutating func noticeLost(_ poolID: PoolID, now: Instant) {
    while let pool = pools[poolID], let id = pool.pending.first, !pool.lost.isEmpty {
      let lost = pool.lost[0]
      pools[poolID]?.lost.removeFirst()
      // By then it would have been retired.
      if let lifetime = limits.idleLifetime, lost.endedAt + lifetime <= now { continue }
      pools[poolID]?.pending.removeFirst()
      failAtOnce(
        id, in: lost.environment, lost.failure.type, exit: lost.failure, now: now,
        answer: lost.failure.answer(requestID:))
      countReset(of: lost.environment)
    }
  }

  /// There is no process, or no descriptor, to be had for an environment. That is the platform's
  /// failure, not the function's: what waits for it waits for other environments of the function
  /// where there are any, and fails with it where there are none.
  mutating func ranShort(_ id: EnvironmentID, _ message: String, now: Instant) {
    environments[id]?.maxMemoryUsed = Self.leastMemory
    environments[id]?.isStopping = true
    guard let environment = environments[id] else { return }
    let type = InvocationAnswer.serviceFailure
    let answer = InvocationAnswer.failure(
      type, "No environment of \(environment.function) can be started: \(message)")
    record(
      .exit(message, errorType: type), environment,
      request: environment.invocation.flatMap { invocations[$0]?.request.requestID })
    if environment.invocation == nil {
      record(.initFailed(Self.initFailure(of: environment, type, now: now)), environment)
    } else {
      failInit(environment, type: type, now: now) { _ in answer }
      // It is nothing that a second attempt would mend.
      environments[id]?.hasFailedInit = false
    }
    if pools[environment.pool]?.all == [id] {
      while let waiting = pools[environment.pool]?.pending.first {
        pools[environment.pool]?.pending.removeFirst()
        failAtOnce(waiting, in: environment, type, exit: nil, now: now) { _ in answer }
      }
    }
    shortPools[environment.pool] = now + limits.shortagePause
    remove(id, now: now)
  }

  /// Whether invocations have to wait for the environments that there are.
  func isShort(_ pool: PoolID, now: Instant) -> Bool {
    guard !shortPools.isEmpty, let until = shortPools[pool], pools[pool]?.all.isEmpty == false
    else { return false }
    return now < until
  }

  /// The init phase of an environment that is made ahead has failed. It is not tried again for the
  /// invocations that it was meant for; those for which others are coming wait for them.
  mutating func failWaiting(
    for environment: EnvironmentState, type: String, now: Instant,
    answer: (String) -> InvocationAnswer
  ) {
    let number = environment.configuration.initialization.maximumConcurrency
    for _ in 0..<number {
      guard let pool = pools[environment.pool], let id = pool.pending.first,
        pool.pending.count > coming(for: environment.pool, now: now)
      else { return }
      pools[environment.pool]?.pending.removeFirst()
      failAtOnce(id, in: environment, type, exit: nil, now: now, answer: answer)
    }
  }

  /// After a crash or a timeout the next invocation pays for the new process itself, where
  /// environments are made for invocations.
  mutating func countReset(of environment: EnvironmentState) {
    guard !environment.configuration.initialization.startsAhead else { return }
    pools[environment.pool]?.resets += 1
  }

  /// Begins and ends an invocation that no process will handle.
  mutating func failAtOnce(
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
