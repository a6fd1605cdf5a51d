extension ControlPlane {
  /// Accepts an invocation; its answer comes as an effect.
  ///
  /// - Returns: nil when no function has that name.
  mutating func invoke(_ request: InvocationRequest, now: Instant) -> InvocationID? {
    guard functions[request.function] != nil else { return nil }
    let id = InvocationID(number: number())
    invocations[id] = InvocationState(id: id, request: request)
    guard !isShuttingDown else {
      refuse(id)
      return id
    }
    functions[request.function]?.pending.append(id)
    schedule(request.function, now: now)
    return id
  }

  /// Starts an environment that no invocation waits for; it serves those that come later.
  ///
  /// - Returns: nil when no function has that name, or when no environment of it may be started.
  mutating func start(_ name: String, now: Instant) -> EnvironmentID? {
    guard !isShuttingDown, let function = functions[name],
      function.all.count < limits.environmentsPerFunction
    else { return nil }
    return start(function.configuration, now: now)
  }

  private mutating func start(
    _ configuration: FunctionConfiguration, now: Instant
  ) -> EnvironmentID {
    let id = EnvironmentID(number: number())
    let environment = EnvironmentState(
      id: id, function: configuration.name, configuration: configuration, startedAt: now)
    environments[id] = environment
    functions[configuration.name]?.all.insert(id)
    record(.initStart, environment)
    emit(.start(id, configuration))
    return id
  }

  /// Brings waiting invocations and environments together, and starts environments for the
  /// invocations that none is about to be free for.
  mutating func schedule(_ name: String, now: Instant) {
    guard !isShuttingDown, var function = functions[name], !function.pending.isEmpty else { return }
    while !function.pending.isEmpty, let environment = function.idle.popLast() {
      deliver(function.pending.removeFirst(), to: environment, now: now)
    }
    functions[name] = function
    let coming = function.all.count { isComing($0, now: now) }
    let places = limits.environmentsPerFunction - function.all.count
    for _ in 0..<max(0, min(function.pending.count - coming, places)) {
      _ = start(function.configuration, now: now)
    }
  }

  /// Whether an environment will be free soon: it starts, or has just answered.
  private func isComing(_ id: EnvironmentID, now: Instant) -> Bool {
    guard let environment = environments[id], !environment.isStopping else { return false }
    switch environment.state {
    case .started: return true
    case .responseSent: return graceEnd(of: environment).map { now < $0 } ?? false
    default: return false
    }
  }

  func graceEnd(of environment: EnvironmentState) -> Instant? {
    environment.respondedAt.map { $0 + limits.reuseGrace }
  }

  private mutating func deliver(_ id: InvocationID, to environment: EnvironmentID, now: Instant) {
    guard var invocation = invocations[id], var state = environments[environment] else { return }
    let deadline = now + state.configuration.timeout
    invocation.startedAt = now
    invocation.deadline = deadline
    invocations[id] = invocation
    state.state = .running
    state.invocation = id
    environments[environment] = state
    record(.start, state, request: invocation.request.requestID)
    emit(.deliver(environment, invocation.request, deadline: deadline))
  }
}
