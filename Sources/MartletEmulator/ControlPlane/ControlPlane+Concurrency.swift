/// Environments that have several invocations at a time (Lambda Managed Instances).
///
/// Their invocations end with the answer, not with the next call of `next`, because a poller that
/// asks again may be another one. They are never frozen, and an invocation that takes too long is
/// over for its caller alone: the code goes on, and its answer is refused when it comes.
extension ControlPlane {
  /// A poller of the runtime asks for an event.
  mutating func askConcurrently(
    _ environment: EnvironmentState, isOver: Bool, now: Instant
  ) -> NextReply {
    var environment = environment
    guard var concurrency = environment.concurrency else { return .refused(Self.gone) }
    guard environment.state == .started || environment.state == .ready else {
      return .refused(Self.refusal(from: environment.state, to: .ready))
    }
    guard concurrency.waiting < ConcurrencyState.mostWaiting else {
      return .refused(
        .refused(
          status: 500, type: "Runtime.TooManyIdleRuntimes",
          message: "More than \(ConcurrencyState.mostWaiting) calls wait for an event"))
    }
    if !isOver { concurrency.waiting += 1 }
    concurrency.returning = max(0, concurrency.returning - 1)
    environment.concurrency = concurrency
    environment.state = .ready
    environments[environment.id] = environment
    becomeFree(environment.id, now: now)
    return .wait
  }

  /// A poller that waited is gone.
  mutating func abandonNext(_ id: EnvironmentID) {
    guard let waiting = environments[id]?.concurrency?.waiting, waiting > 0 else { return }
    environments[id]?.concurrency?.waiting = waiting - 1
  }

  /// The runtime and all extensions are ready, or a poller has come back.
  mutating func becomeReady(_ environment: EnvironmentState, now: Instant) {
    let id = environment.id
    if !environment.isInitialized {
      environments[id]?.isInitialized = true
      environments[id]?.idleSince = now
      // The first of its pollers has asked; the others are on their way.
      let limit = environment.concurrency?.limit ?? 1
      environments[id]?.concurrency?.returning = limit - 1
      environments[id]?.respondedAt = now
      pools[environment.pool]?.concurrent.insert(id)
      record(.initDone(environment.startedAt.duration(to: now), environment.phase), environment)
    }
    schedule(environment.function, now: now)
  }

  /// Gives what waits to environments that have room, the one that handles least first.
  mutating func fillConcurrently(_ poolID: PoolID, now: Instant) {
    while let pool = pools[poolID], let next = pool.pending.first, let id = roomiest(of: pool) {
      pools[poolID]?.pending.removeFirst()
      deliverConcurrently(next, to: id, now: now)
    }
  }

  private func roomiest(of pool: Pool) -> EnvironmentID? {
    var best: (id: EnvironmentID, running: Int)?
    for id in pool.concurrent {
      guard let state = environments[id]?.concurrency, state.room > 0,
        environments[id]?.isOutdated == false
      else { continue }
      let running = state.running.count
      if let found = best, (found.running, found.id.number) < (running, id.number) { continue }
      best = (id, running)
    }
    return best?.id
  }

  private mutating func deliverConcurrently(
    _ id: InvocationID, to environmentID: EnvironmentID, now: Instant
  ) {
    guard var invocation = invocations[id], var environment = environments[environmentID] else {
      return
    }
    let deadline = deadline(of: environment.configuration, now: now)
    invocation.startedAt = now
    invocation.deadline = deadline
    invocations[id] = invocation
    environment.concurrency?.waiting -= 1
    environment.concurrency?.running.append(id)
    environment.idleSince = nil
    environments[environmentID] = environment
    record(
      .start, environment, request: invocation.request.requestID,
      trace: invocation.request.traceID)
    emit(.deliver(environmentID, invocation.request, deadline: deadline))
  }

  // MARK: Answers

  /// The invocation of an environment that an answer is for.
  func invocation(_ requestID: String, of id: EnvironmentID) -> InvocationID? {
    guard let environment = environments[id] else { return nil }
    let candidates = environment.concurrency?.running ?? environment.invocation.map { [$0] } ?? []
    return candidates.first { invocations[$0]?.request.requestID == requestID }
  }

  /// Why an answer is not taken; nil where it is.
  func concurrentRefusal(
    of posted: PostedAnswer, from environment: EnvironmentState, to target: RuntimeState
  ) -> Reply? {
    guard let concurrency = environment.concurrency, !environment.isStopping else {
      return Self.gone
    }
    let invocation = invocation(posted.requestID, of: environment.id).flatMap { invocations[$0] }
    // Later attempts have the same request ID, so the attempt's own comes first.
    let isLate = concurrency.late.contains { attempt in
      attempt.requestID == posted.requestID
        && (posted.invocationID.map { $0 == attempt.invocationID } ?? (invocation == nil))
    }
    if isLate { return Self.gone }
    guard let invocation else {
      return .refused(status: 400, type: "InvalidRequestID", message: "Invalid request ID")
    }
    if let attempt = posted.invocationID, attempt != invocation.request.invocationID {
      return .refused(status: 400, type: "InvalidInvocationId", message: "Invalid invocation ID")
    }
    guard posted.isStreamed == invocation.isStreaming else {
      return Self.refusal(
        from: invocation.isStreaming ? .invocationResponse : .running, to: target)
    }
    return nil
  }

  /// Takes an answer that is not refused.
  mutating func takeConcurrently(
    _ answer: InvocationAnswer, _ response: ResponseTimes? = nil, to requestID: String,
    from id: EnvironmentID, now: Instant
  ) {
    guard let invocationID = invocation(requestID, of: id),
      let function = environments[id]?.function
    else { return }
    settle(invocationID, with: answer, response)
    environments[id]?.concurrency?.returning += 1
    environments[id]?.respondedAt = now
    endConcurrently(invocationID, in: id, outcome: .success, now: now)
    schedule(function, now: now)
  }

  private mutating func endConcurrently(
    _ invocationID: InvocationID, in id: EnvironmentID, outcome: Timeline.Outcome, now: Instant
  ) {
    environments[id]?.concurrency?.running.removeAll { $0 == invocationID }
    if environments[id]?.concurrency?.running.isEmpty == true { environments[id]?.idleSince = now }
    guard let environment = environments[id],
      let invocation = invocations.removeValue(forKey: invocationID)
    else { return }
    close(invocation, in: environment, outcome: outcome, now: now)
    if environment.isOutdated, environment.load == 0, !environment.isStopping {
      retire(environment, now: now)
    }
  }

  // MARK: Ends

  /// Fails all that an environment handles.
  mutating func failConcurrently(
    _ environment: EnvironmentState, _ failure: Failure, isExit: Bool, now: Instant
  ) {
    for id in environment.concurrency?.running ?? [] {
      guard let requestID = invocations[id]?.request.requestID else { continue }
      if isExit {
        record(
          .exit(failure.message, errorType: failure.type), environment, request: requestID)
      }
      settle(id, with: failure.answer(requestID: requestID))
      endConcurrently(id, in: environment.id, outcome: .error(failure.type), now: now)
    }
  }

  /// Ends what is overdue in an environment; its code goes on.
  mutating func timeOutConcurrently(_ environment: EnvironmentState, now: Instant) {
    for id in environment.concurrency?.running ?? [] {
      guard let invocation = invocations[id], let deadline = invocation.deadline, deadline <= now
      else { continue }
      let message = Self.timeout(environment.configuration.timeout)
      let requestID = invocation.request.requestID
      record(.timeout(message), environment, request: requestID)
      settle(
        id,
        with: Failure(type: "Sandbox.Timedout", message: message).answer(requestID: requestID))
      environments[environment.id]?.concurrency?.isLate(invocation.request)
      endConcurrently(id, in: environment.id, outcome: .timeout, now: now)
    }
  }

  /// Pollers that have not asked again soon after their answers are not waited for any longer.
  mutating func giveUpPollers(of environment: EnvironmentState, now: Instant) {
    guard environment.concurrency != nil, let end = graceEnd(of: environment), end <= now else {
      return
    }
    environments[environment.id]?.concurrency?.returning = 0
    environments[environment.id]?.respondedAt = nil
  }

  /// When the first of an environment's invocations is overdue.
  func concurrentDeadline(of environment: EnvironmentState) -> Instant? {
    environment.concurrency?.running.compactMap { invocations[$0]?.deadline }.min()
  }
}
