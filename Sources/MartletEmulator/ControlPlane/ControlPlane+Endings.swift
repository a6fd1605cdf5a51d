/// How invocations and environments end.
extension ControlPlane {
  /// How the process of an environment ended.
  enum Exit: Equatable {
    case status(Int32)
    case signal(Int32, name: String)
    /// It never ran, for the reason given.
    case notStarted(String)
    /// It never ran, because an extension could not be started for the reason given.
    case extensionNotStarted(String)
  }

  /// The process of an environment has ended.
  mutating func exited(_ id: EnvironmentID, _ exit: Exit, now: Instant) {
    if case .notStarted = exit { environments[id]?.maxMemoryUsed = Self.leastMemory }
    guard let environment = environments[id] else { return }
    if !environment.isStopping { lose(environment, Self.failure(exit), now: now) }
    guard !awaitExtensions(of: id, now: now) else {
      return schedule(environment.function, now: now)
    }
    remove(id, now: now)
  }

  /// What is told of an environment whose process did not come to run its executable: whole megabytes,
  /// rounded up as always, of what it was until then.
  static let leastMemory = 1

  /// All processes of an environment have ended.
  mutating func remove(_ id: EnvironmentID, now: Instant) {
    guard let environment = environments.removeValue(forKey: id) else { return }
    pools[environment.pool]?.all.remove(id)
    pools[environment.pool]?.leave(id)
    if environment.hasFailedInit { retryInit(of: environment, now: now) }
    forgetPool(environment.pool)
    schedule(environment.function, now: now)
  }

  /// An environment cannot go on: its invocation fails, or its init phase does.
  mutating func lose(_ environment: EnvironmentState, _ failure: Failure, now: Instant) {
    let invocation = environment.invocation.flatMap { invocations[$0] }
    if environment.concurrency?.running.isEmpty == false {
      return failConcurrently(environment, failure, isExit: true, now: now)
    }
    // What ends a restore phase is told within the invocation that it fails.
    if environment.restoringSince == nil {
      record(
        .exit(failure.message, errorType: failure.type), environment,
        request: invocation?.request.requestID)
    }
    switch environment.state {
    case .initError, .restoreError: break
    case _ where !environment.isInitialized:
      failInit(environment, type: failure.type, now: now, answer: failure.answer(requestID:))
    default: lose(initialized: environment, failure, now: now)
    }
  }

  private mutating func lose(
    initialized environment: EnvironmentState, _ failure: Failure, now: Instant
  ) {
    let invocation = environment.invocation.flatMap { invocations[$0] }
    if environment.restoringSince != nil {
      failRestore(environment, failure, isExit: true, now: now)
    } else if invocation == nil, !environment.isSnapshot, environment.concurrency == nil {
      pools[environment.pool]?.lost.append(
        LostEnvironment(environment: environment, failure: failure, endedAt: now))
    } else {
      fail(environment, failure, now: now)
      countReset(of: environment)
    }
  }

  /// The processes of an environment use more memory than its function has.
  mutating func exceededMemory(_ id: EnvironmentID, now: Instant) {
    guard let environment = environments[id], !environment.isStopping else { return }
    environments[id]?.timedOutRequest =
      environment.invocation.flatMap { invocations[$0]?.request.requestID }
    lose(
      environment,
      Failure(
        type: "Runtime.OutOfMemory", message: "Runtime exited with error: signal: killed"),
      now: now)
    stop(id, .failure, now: now)
  }

  /// Ends what is overdue. Call it at `nextDeadline` or later.
  mutating func tick(now: Instant) {
    for environment in environments.values.sorted(by: { $0.id.number < $1.id.number }) {
      giveUpPollers(of: environment, now: now)
      if let stopAt = environment.stopAt, stopAt <= now {
        if environment.externals != nil {
          goOnEnding(environment, now: now)
        } else {
          stop(environment.id, .spindown, now: now)
        }
      } else if let initEnd = initEnd(of: environment), initEnd <= now {
        stop(environment.id, .timeout, now: now)
        failInit(
          environment,
          Failure(type: "Sandbox.Timedout", message: Self.timeout(initLimit(of: environment))),
          now: now)
      } else if let end = restoreEnd(of: environment), end <= now {
        timeOutRestore(environment, now: now)
      } else if let deadline = concurrentDeadline(of: environment), deadline <= now {
        timeOutConcurrently(environment, now: now)
      } else if let invocation = environment.invocation.flatMap({ invocations[$0] }),
        let deadline = invocation.deadline, deadline <= now
      {
        timeOut(environment, invocation, now: now)
      } else if environment.concurrency == nil, let graceEnd = graceEnd(of: environment),
        graceEnd <= now
      {
        environments[environment.id]?.respondedAt = nil
      } else if let end = retirement(of: environment), end <= now {
        retire(environment, now: now)
      } else if let instant = freezing(of: environment), instant <= now {
        environments[environment.id]?.isFrozen = true
        emit(.freeze(environment.id))
      }
    }
    attemptDueEvents(now: now)
    if !shortPools.isEmpty { shortPools = shortPools.filter { $0.value > now } }
    for name in functions.keys.sorted() { schedule(name, now: now) }
  }

  /// When `tick` has something to do next.
  var nextDeadline: Instant? {
    var earliest: Instant?
    func consider(_ instant: Instant?) {
      guard let instant else { return }
      earliest = min(earliest ?? instant, instant)
    }
    for environment in environments.values {
      consider(environment.stopAt)
      guard !environment.isStopping else { continue }
      consider(initEnd(of: environment))
      consider(environment.invocation.flatMap { invocations[$0]?.deadline })
      consider(restoreEnd(of: environment))
      consider(concurrentDeadline(of: environment))
      consider(freezing(of: environment))
      consider(retirement(of: environment))
      if [.responseSent, .ready].contains(environment.state)
        || environment.concurrency?.returning ?? 0 > 0,
        pools[environment.pool]?.pending.isEmpty == false
      {
        consider(graceEnd(of: environment))
      }
    }
    if !isShuttingDown { consider(retries.first?.instant) }
    if !shortPools.isEmpty { consider(shortPools.values.min()) }
    return earliest
  }

  /// When the init phase is over its limit; nil for one that is part of an invocation, whose
  /// deadline is its limit.
  private func initEnd(of environment: EnvironmentState) -> Instant? {
    guard !environment.isInitialized, !environment.isStopping, environment.phase == .initialization,
      environment.state != .initError
    else { return nil }
    return environment.startedAt + initLimit(of: environment)
  }

  private func initLimit(of environment: EnvironmentState) -> Duration {
    guard environment.configuration.initialization.startsAhead else { return limits.initPhase }
    return max(limits.longInitPhase, environment.configuration.timeout)
  }

  private func freezing(of environment: EnvironmentState) -> Instant? {
    guard let idleSince = environment.idleSince, let delay = limits.freezeDelay,
      !environment.isFrozen, !environment.isStopping, environment.concurrency == nil
    else { return nil }
    return idleSince + delay
  }

  private func retirement(of environment: EnvironmentState) -> Instant? {
    guard let idleSince = environment.idleSince, let lifetime = limits.idleLifetime,
      !environment.isStopping
    else { return nil }
    return idleSince + lifetime
  }

  /// Ends every environment and fails every invocation that is still open: the emulator ends.
  mutating func shutDown(now: Instant) {
    isShuttingDown = true
    for environment in livingEnvironments {
      failConcurrently(environment, Self.shutDownFailure, isExit: false, now: now)
      fail(environment, Self.shutDownFailure, now: now)
      retire(environment, now: now)
    }
    for pool in pools.keys.sorted(by: { $0.number < $1.number }) {
      for id in pools[pool]?.pending ?? [] { refuse(id) }
      pools[pool]?.pending = []
    }
  }

  /// Answers an invocation that no environment will handle.
  mutating func refuse(_ id: InvocationID) {
    guard let invocation = invocations.removeValue(forKey: id) else { return }
    guard invocation.event == nil else { return }
    emit(.answer(id, Self.shutDownFailure.answer(requestID: invocation.request.requestID)))
  }

  private static let shutDownFailure = Failure(
    type: "Sandbox.Failure", message: "The emulator is shutting down")

  /// Oldest first, so that the same calls always have the same effects.
  private var livingEnvironments: [EnvironmentState] {
    environments.values.filter { !$0.isStopping }.sorted { $0.id.number < $1.id.number }
  }

  /// Ends an environment in the way Lambda does: its processes have a moment for SIGTERM where one
  /// of them has registered an extension, and none where nobody has.
  mutating func retire(_ environment: EnvironmentState, now: Instant) {
    // Managed Instances tell their runtime in any case.
    guard
      !environment.extensions.isEmpty || environment.concurrency != nil
        || environment.externals != nil
    else {
      return stop(environment.id, .spindown, now: now)
    }
    leave(environment.id)
    guard environment.externals == nil else { return beginEnding(environment.id, now: now) }
    environments[environment.id]?.stopAt =
      now + (environment.concurrency == nil ? limits.shutdownGrace : limits.runtimeShutdown)
    emit(.terminate(environment.id))
  }

  /// Ends the runtime's process at once. Extensions with processes of their own are told why.
  mutating func stop(_ id: EnvironmentID, _ reason: ShutdownReason, now: Instant) {
    leave(id)
    environments[id]?.stopAt = nil
    if let externals = environments[id]?.externals {
      guard !externals.isRuntimeStopped, !externals.hasRuntimeExited else { return }
      environments[id]?.externals?.isRuntimeStopped = true
    }
    emit(.stop(id))
    tellExtensions(of: id, reason, now: now)
  }

  /// From now on an environment gets no event, and nothing it says counts.
  mutating func leave(_ id: EnvironmentID) {
    guard let pool = environments[id]?.pool else { return }
    environments[id]?.isStopping = true
    environments[id]?.idleSince = nil
    pools[pool]?.leave(id)
  }

  // MARK: Invocations

  /// Takes the runtime's answer. The caller gets it at once, unless it waits for the log, whose
  /// last lines are written when the runtime asks for its next event.
  ///
  /// - Parameters:
  ///   - response: when the runtime posted it; nil where it is not the runtime's own.
  ///   - isBroken: whether the response broke off. That may be the first that is seen of the
  ///     runtime's end, so the caller waits until what comes next tells.
  mutating func settle(
    _ id: InvocationID, with answer: InvocationAnswer, _ response: ResponseTimes? = nil,
    isBroken: Bool = false
  ) {
    guard var invocation = invocations[id] else { return }
    invocation.answer = answer
    invocation.response = response
    invocation.isBroken = isBroken
    if !invocation.request.wantsLogTail, invocation.event == nil, !isBroken {
      invocation.isCallerAnswered = true
      emit(.answer(id, answer))
    }
    invocations[id] = invocation
  }

  /// Ends the invocation of an environment: its last lines are logged, its caller has its answer.
  mutating func end(_ id: EnvironmentID, outcome: Timeline.Outcome, now: Instant) {
    guard var environment = environments[id], let invocationID = environment.invocation,
      let invocation = invocations.removeValue(forKey: invocationID)
    else { return }
    let reported = environment
    environment.invocation = nil
    environment.initDuration = nil
    environment.restoreDuration = nil
    environment.respondedAt = nil
    environments[id] = environment
    close(invocation, in: reported, outcome: outcome, now: now)
  }

  /// Gives the caller of an invocation that is over its answer.
  mutating func give(_ answer: InvocationAnswer, to invocation: InvocationState, now: Instant) {
    if let event = invocation.event {
      eventAnswered(event, answer, now: now)
    } else {
      emit(.answer(invocation.id, answer))
    }
  }

  /// Fails the invocation of an environment that is lost. A caller that has its answer keeps it.
  private mutating func fail(_ environment: EnvironmentState, _ failure: Failure, now: Instant) {
    guard let id = environment.invocation, let invocation = invocations[id] else { return }
    if environment.restoringSince != nil {
      return failRestore(environment, failure, isExit: false, now: now)
    }
    fail(invocation, failure)
    end(environment.id, outcome: .error(failure.type), now: now)
  }

  /// An invocation's environment cannot go on with it.
  ///
  /// On Lambda an invocation ends only when the runtime asks for its next event, so what goes wrong
  /// after its answer is an error of the invocation, whose caller gets the function's own body with
  /// it. Here a caller has the answer as soon as the runtime posts it and keeps it: to hold it back
  /// until the runtime's next call would make each invocation as long as what a function does after
  /// its answer, for the sake of a failure that the log reports in any case. Who waits for that call
  /// anyway, for the log's tail or with an event to try again, is told as on Lambda.
  private mutating func fail(_ invocation: InvocationState, _ failure: Failure) {
    let answer = failure.answer(requestID: invocation.request.requestID)
    guard let own = invocation.answer, !invocation.isBroken else {
      return settle(invocation.id, with: answer)
    }
    // The end of the emulator is no failure of the function's.
    guard own.errorType == nil, !isShuttingDown else { return }
    invocations[invocation.id]?.answer?.errorType = answer.errorType
    invocations[invocation.id]?.answer?.errorDetails = answer.payload
  }

  private mutating func timeOut(
    _ environment: EnvironmentState, _ invocation: InvocationState, now: Instant
  ) {
    let message = Self.timeout(environment.configuration.timeout)
    let requestID = invocation.request.requestID
    if !environment.isInitialized {
      record(
        .initFailed(Self.initFailure(of: environment, "Sandbox.Timedout", now: now)), environment,
        request: requestID)
    }
    record(.timeout(message), environment, request: requestID)
    fail(invocation, Failure(type: "Sandbox.Timedout", message: message))
    end(environment.id, outcome: .timeout, now: now)
    environments[environment.id]?.timedOutRequest = requestID
    countReset(of: environment)
    stop(environment.id, .timeout, now: now)
  }

  /// An environment could not start. The first time it is tried again, for an invocation that
  /// waits then; the second time the invocation fails with it.
  ///
  /// - Parameter answer: makes the caller's answer for a request ID.
  mutating func failInit(
    _ environment: EnvironmentState, type: String, now: Instant,
    answer: (String) -> InvocationAnswer
  ) {
    let invocation = environment.invocation.flatMap { invocations[$0] }
    record(
      .initFailed(Self.initFailure(of: environment, type, now: now)), environment,
      request: invocation?.request.requestID)
    environments[environment.id]?.hasFailedInit = true
    if environment.configuration.initialization.startsAhead {
      return failWaiting(for: environment, type: type, now: now, answer: answer)
    }
    guard let invocation else { return }
    settle(invocation.id, with: answer(invocation.request.requestID))
    end(environment.id, outcome: .error(type), now: now)
    countReset(of: environment)
  }

  private mutating func failInit(
    _ environment: EnvironmentState, _ failure: Failure, now: Instant
  ) {
    failInit(environment, type: failure.type, now: now, answer: failure.answer(requestID:))
  }

  static func initFailure(
    of environment: EnvironmentState, _ type: String, now: Instant
  ) -> Timeline.InitFailure {
    .init(
      duration: environment.startedAt.duration(to: now), errorType: type, phase: environment.phase)
  }
}
