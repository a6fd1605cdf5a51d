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

  /// Brings waiting invocations and environments together, and starts environments for the
  /// invocations that none is about to be free for.
  mutating func schedule(_ name: String, now: Instant) {
    guard !isShuttingDown, var function = functions[name], !function.pending.isEmpty else { return }
    defer { functions[name] = function }
    while !function.pending.isEmpty, let environment = function.idle.popLast() {
      deliver(function.pending.removeFirst(), to: environment, now: now)
    }
    var coming = function.all.count { isComing($0, now: now) }
    while coming < function.pending.count, function.all.count < limits.environmentsPerFunction {
      let id = EnvironmentID(number: number())
      let environment = EnvironmentState(
        id: id, function: name, configuration: function.configuration, startedAt: now)
      environments[id] = environment
      function.all.insert(id)
      coming += 1
      record(.initStart, environment)
      emit(.start(id, function.configuration))
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
