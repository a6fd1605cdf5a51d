extension ControlPlane {
  /// Accepts an invocation; its answer comes as an effect.
  ///
  /// - Parameter event: the event that it is an attempt to handle.
  /// - Returns: nil when no function has that name. `isThrottled` has been asked before.
  mutating func invoke(
    _ request: InvocationRequest, for event: EventID? = nil, now: Instant
  ) -> InvocationID? {
    guard let pool = pool(for: request) else { return nil }
    let id = InvocationID(number: number())
    invocations[id] = InvocationState(id: id, request: request, event: event)
    guard !isShuttingDown else {
      refuse(id)
      return id
    }
    pools[pool]?.pending.append(id)
    schedule(pool, now: now)
    return id
  }

  /// Whether all of a function's reserved concurrency is in use.
  func isThrottled(_ name: String, now: Instant) -> Bool {
    guard let function = functions[name], let most = function.configuration.reservedConcurrency
    else { return false }
    return load(of: function, now: now) >= most
  }

  /// Starts an environment that no invocation waits for; it serves those that come later.
  ///
  /// - Returns: nil when no function has that name, or when no environment of it may be started.
  mutating func start(_ name: String, now: Instant) -> EnvironmentID? {
    guard !isShuttingDown, let function = functions[name],
      environments(of: function).count < limits.environmentsPerFunction
    else { return nil }
    return start(function.configuration, in: function.shared, now: now)
  }

  @discardableResult
  private mutating func start(
    _ configuration: FunctionConfiguration, in pool: PoolID,
    phase: Timeline.InitPhase = .initialization, for request: InvocationRequest? = nil, now: Instant
  ) -> EnvironmentID {
    let id = EnvironmentID(number: number())
    var environment = EnvironmentState(
      id: id, configuration: configuration, pool: pool, tenant: pools[pool]?.tenant, phase: phase,
      startedAt: now)
    if case .managedInstances(let number) = configuration.initialization {
      environment.concurrency = ConcurrencyState(limit: number)
    }
    environments[id] = environment
    pools[pool]?.all.insert(id)
    record(.initStart(phase), environment)
    emit(.start(id, configuration, requestID: request?.requestID))
    return id
  }

  /// The same for the invocations and environments of one pool.
  mutating func schedule(_ id: PoolID, now: Instant) {
    guard !isShuttingDown, pools[id]?.pending.isEmpty == false else { return }
    while let (invocation, environment) = pools[id]?.takePair() {
      deliver(invocation, to: environment, now: now)
    }
    guard let waiting = pools[id], !waiting.pending.isEmpty else { return }
    if !waiting.concurrent.isEmpty { fillConcurrently(id, now: now) }
    if !waiting.lost.isEmpty { noticeLost(id, now: now) }
    guard let pool = pools[id], !pool.pending.isEmpty, let function = functions[pool.function]
    else { return }
    let each = function.configuration.initialization.maximumConcurrency
    let missing = (pool.pending.count - coming(for: id, now: now) + each - 1) / each
    let places = isShort(id, now: now) ? 0 : places(for: function)
    for _ in 0..<max(0, min(missing, places)) {
      if pools[id]?.resets ?? 0 > 0 {
        pools[id]?.resets -= 1
        startInInvokePhase(id, function.configuration, now: now)
      } else {
        start(function.configuration, in: id, now: now)
      }
    }
    if missing > places { makePlaces(missing - max(0, places), in: function, now: now) }
  }

  /// Tries an init phase that failed once more, as part of the invocation that waits for it
  /// (suppressed init), unless enough environments are coming for all.
  mutating func retryInit(of environment: EnvironmentState, now: Instant) {
    guard !isShuttingDown, !environment.configuration.initialization.startsAhead,
      environment.phase == .initialization, let pool = pools[environment.pool],
      let function = functions[pool.function],
      coming(for: environment.pool, now: now) < pool.pending.count
    else { return }
    startInInvokePhase(environment.pool, function.configuration, now: now)
  }

  /// Begins the oldest invocation with the start of a process: its time includes the start.
  private mutating func startInInvokePhase(
    _ pool: PoolID, _ configuration: FunctionConfiguration, now: Instant
  ) {
    guard let id = pools[pool]?.pending.first, var invocation = invocations[id] else { return }
    pools[pool]?.pending.removeFirst()
    let environment = start(
      configuration, in: pool, phase: .invoke, for: invocation.request, now: now)
    invocation.startedAt = now
    invocation.deadline = deadline(of: configuration, now: now)
    invocations[id] = invocation
    environments[environment]?.invocation = id
    if let state = environments[environment] {
      record(
        .start, state, request: invocation.request.requestID, trace: invocation.request.traceID)
    }
  }

  /// How many environments of a pool will be free soon, or fail and try again for a waiting
  /// invocation.
  func coming(for pool: PoolID, now: Instant) -> Int {
    pools[pool]?.all.reduce(0) { $0 + coming($1, now: now) } ?? 0
  }

  private func coming(_ id: EnvironmentID, now: Instant) -> Int {
    guard let environment = environments[id], let concurrency = environment.concurrency else {
      return isComing(id, now: now) ? 1 : 0
    }
    guard !environment.isStopping, !environment.isOutdated, !environment.hasFailedInit else {
      return 0
    }
    guard environment.isInitialized else { return concurrency.limit }
    let isExpected = graceEnd(of: environment).map { now < $0 } ?? false
    return isExpected ? concurrency.returning : 0
  }

  private func isComing(_ id: EnvironmentID, now: Instant) -> Bool {
    guard let environment = environments[id] else { return false }
    if environment.hasFailedInit {
      return environment.phase == .initialization
        && !environment.configuration.initialization.startsAhead
    }
    guard !environment.isStopping, !environment.isOutdated else { return false }
    switch environment.state {
    case .started: return environment.phase == .initialization
    case .responseSent: return graceEnd(of: environment).map { now < $0 } ?? false
    // The runtime waits for an event, an extension does not yet.
    case .ready where environment.invocation != nil && environment.isInitialized:
      return graceEnd(of: environment).map { now < $0 } ?? false
    case .ready where environment.invocation != nil: return false
    case .ready: return environment.restoringSince == nil
    case .restoreReady: return environment.restoringSince == nil
    default: return false
    }
  }

  func graceEnd(of environment: EnvironmentState) -> Instant? {
    environment.respondedAt.map { $0 + limits.reuseGrace }
  }

  private mutating func deliver(_ id: InvocationID, to environment: EnvironmentID, now: Instant) {
    if let state = environments[environment], state.isSnapshot {
      return restore(state, for: id, now: now)
    }
    begin(id, in: environment, now: now)
  }

  /// Begins an invocation in an environment that waits for it.
  mutating func begin(_ id: InvocationID, in environment: EnvironmentID, now: Instant) {
    guard var invocation = invocations[id], var state = environments[environment] else { return }
    invocation.startedAt = now
    invocation.deadline = deadline(of: state.configuration, now: now)
    invocations[id] = invocation
    state.invocation = id
    state.idleSince = nil
    environments[environment] = state
    record(.start, state, request: invocation.request.requestID, trace: invocation.request.traceID)
    handOver(invocation, to: environment)
  }

  /// When an invocation that begins now has to be over.
  func deadline(of configuration: FunctionConfiguration, now: Instant) -> Instant {
    now + (limits.hasTimeouts ? configuration.timeout : Limits.endless)
  }

  /// Gives an environment the event of an invocation that has begun.
  mutating func handOver(_ invocation: InvocationState, to id: EnvironmentID) {
    guard var environment = environments[id], let deadline = invocation.deadline else { return }
    if environment.isFrozen { emit(.thaw(id)) }
    environment.isFrozen = false
    environment.state = .running
    for (name, state) in environment.extensions.sorted(by: { $0.key < $1.key })
    where state.wantsInvocations {
      environment.extensions[name]?.isWaiting = false
      emit(.notify(id, name, invocation.request, deadline: deadline))
    }
    environments[id] = environment
    emit(.deliver(id, invocation.request, deadline: deadline))
  }
}
