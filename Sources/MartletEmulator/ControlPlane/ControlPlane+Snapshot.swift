/// Environments that are kept as a snapshot and restored for their first invocation (Lambda
/// SnapStart). A snapshot is here the process itself, stopped until it is needed: what it did before
/// is done once, what it does afterwards is part of the restore phase, as there.
extension ControlPlane {
  /// What `/restore/next` is answered with.
  enum RestoreReply: Equatable {
    /// Nothing yet: the end of the snapshot comes as a `restore` effect.
    case wait
    /// The environment knows no snapshots: 404.
    case unknown
    case refused(Reply)
  }

  /// The runtime is ready to be kept as a snapshot, by which it ends its init phase.
  mutating func restoreNext(_ id: EnvironmentID, now: Instant) -> RestoreReply {
    guard let environment = environments[id], !environment.isStopping else {
      return .refused(Self.gone)
    }
    guard environment.configuration.initialization == .snapStart else { return .unknown }
    guard environment.state == .started else {
      return .refused(Self.refusal(from: environment.state, to: .restoreReady))
    }
    environments[id]?.state = .restoreReady
    becomeFree(id, now: now)
    return .wait
  }

  /// The environment is complete. A runtime that asks for an event at once has nothing to do when
  /// it is restored.
  mutating func becomeSnapshot(_ environment: EnvironmentState, now: Instant) {
    var environment = environment
    environment.isInitialized = true
    environment.isSnapshot = true
    environment.idleSince = now
    environment.isFrozen = limits.freezeDelay != nil
    environments[environment.id] = environment
    record(.initDone(environment.startedAt.duration(to: now), environment.phase), environment)
    if environment.isFrozen { emit(.freeze(environment.id)) }
    pools[environment.pool]?.idle.append(environment.id)
    schedule(environment.function, now: now)
  }

  /// Restores a snapshot for an invocation, which begins when the runtime asks for it.
  mutating func restore(_ environment: EnvironmentState, for id: InvocationID, now: Instant) {
    var environment = environment
    environment.isSnapshot = false
    environment.idleSince = nil
    environment.invocation = id
    environment.restoringSince = now
    if environment.isFrozen { emit(.thaw(environment.id)) }
    environment.isFrozen = false
    record(.restoreStart, environment, request: nil)
    if environment.state == .restoreReady {
      environment.state = .restoring
      emit(.restore(environment.id))
    }
    environments[environment.id] = environment
    if environment.state == .ready { endRestore(environment, now: now) }
  }

  /// The restored runtime has asked for its first event.
  mutating func endRestore(_ environment: EnvironmentState, now: Instant) {
    guard let since = environment.restoringSince, let invocation = environment.invocation else {
      return
    }
    let duration = since.duration(to: now)
    environments[environment.id]?.restoringSince = nil
    environments[environment.id]?.restoreDuration = duration
    record(.restoreReport(.init(duration: duration)), environment)
    begin(invocation, in: environment.id, now: now)
  }

  /// When the restore phase is over its limit.
  func restoreEnd(of environment: EnvironmentState) -> Instant? {
    guard environment.state != .restoreError else { return nil }
    return environment.restoringSince.map { $0 + limits.restorePhase }
  }

  /// The runtime reports that it cannot go on from the snapshot. It may still log and exit.
  mutating func restoreError(
    _ id: EnvironmentID, type: String, body: [UInt8], size: Int, now: Instant
  ) -> RestoreReply {
    guard let environment = environments[id], !environment.isStopping else {
      return .refused(Self.gone)
    }
    guard environment.configuration.initialization == .snapStart else { return .unknown }
    guard environment.state == .restoring else {
      return .refused(Self.refusal(from: environment.state, to: .restoreError))
    }
    let limit = errorLimit(isConcurrent: false)
    guard size <= limit else { return .refused(Self.tooLarge(limit)) }
    environments[id]?.state = .restoreError
    environments[id]?.stopAt = now + limits.exitGrace
    let text = String(decoding: body, as: UTF8.self)
    failRestore(
      environment,
      .failure(
        "SnapStartException", "The afterRestore() runtime hook encountered an error: \(text)"),
      type: type, now: now)
    return .wait
  }

  mutating func timeOutRestore(_ environment: EnvironmentState, now: Instant) {
    failRestore(
      environment,
      .failure(
        "SnapStartTimeoutException",
        "Lambda couldn't restore the snapshot within the timeout limit."),
      type: "Sandbox.Timedout", now: now)
    stop(environment.id, .timeout, now: now)
  }

  /// The caller that the snapshot was restored for gets an error of the call itself: what the runtime
  /// reports, or that the restore phase took too long. Its invocation never began.
  mutating func failRestore(
    _ environment: EnvironmentState, _ answer: InvocationAnswer, type: String, now: Instant
  ) {
    guard let id = endRestore(environment, failing: type, now: now),
      let invocation = invocations.removeValue(forKey: id)
    else { return }
    give(answer, to: invocation, now: now)
  }

  /// The caller gets what went wrong as the answer of an invocation, which begins and ends with it, so
  /// that the log has what it has of each.
  mutating func failRestore(
    _ environment: EnvironmentState, _ failure: Failure, isExit: Bool, now: Instant
  ) {
    guard let id = endRestore(environment, failing: failure.type, now: now) else { return }
    failAtOnce(
      id, in: environment, failure.type, exit: isExit ? failure : nil, now: now,
      answer: failure.answer(requestID:))
  }

  /// - Returns: the invocation that the snapshot was restored for.
  private mutating func endRestore(
    _ environment: EnvironmentState, failing type: String, now: Instant
  ) -> InvocationID? {
    guard let since = environment.restoringSince else { return nil }
    environments[environment.id]?.restoringSince = nil
    environments[environment.id]?.invocation = nil
    record(
      .restoreReport(.init(duration: since.duration(to: now), errorType: type)), environment)
    return environment.invocation
  }
}
