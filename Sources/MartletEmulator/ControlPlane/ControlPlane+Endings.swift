/// How invocations and environments end.
extension ControlPlane {
  /// How the process of an environment ended.
  enum Exit: Equatable {
    case status(Int32)
    case signal(Int32, name: String)
    /// It never ran, for the reason given.
    case notStarted(String)
  }

  /// The process of an environment has ended.
  mutating func exited(_ id: EnvironmentID, _ exit: Exit, now: Instant) {
    guard let environment = environments[id] else { return }
    if environment.isStopping {
      remove(environment)
    } else {
      let failure = Self.failure(exit)
      let invocation = environment.invocation.flatMap { invocations[$0] }
      record(.exit(failure.message), environment, request: invocation?.request.requestID)
      switch environment.state {
      case .started:
        remove(environment)
        failInit(environment, failure, now: now)
      case .running, .responseSent, .invocationResponse, .invocationErrorResponse:
        fail(environment, failure, now: now)
        remove(environment)
      case .initError, .ready:
        remove(environment)
      }
    }
    schedule(environment.function, now: now)
  }

  /// Ends what is overdue. Call it at `nextDeadline` or later.
  mutating func tick(now: Instant) {
    for environment in livingEnvironments {
      if let stopAt = environment.stopAt, stopAt <= now {
        stop(environment.id)
      } else if environment.state == .started, initEnd(of: environment) <= now {
        stop(environment.id)
        failInit(
          environment,
          Failure(type: "Sandbox.Timedout", message: Self.timeout(limits.initPhase)), now: now)
      } else if let invocation = environment.invocation.flatMap({ invocations[$0] }),
        let deadline = invocation.deadline, deadline <= now
      {
        timeOut(environment, invocation, now: now)
      } else if let graceEnd = graceEnd(of: environment), graceEnd <= now {
        environments[environment.id]?.respondedAt = nil
      }
    }
    for name in functions.keys.sorted() { schedule(name, now: now) }
  }

  /// When `tick` has something to do next.
  var nextDeadline: Instant? {
    var earliest: Instant?
    for environment in environments.values where !environment.isStopping {
      let isWaitedFor =
        environment.state == .responseSent
        && functions[environment.function]?.pending.isEmpty == false
      let deadlines = [
        environment.stopAt,
        environment.state == .started ? initEnd(of: environment) : nil,
        environment.invocation.flatMap { invocations[$0]?.deadline },
        isWaitedFor ? graceEnd(of: environment) : nil,
      ]
      for deadline in deadlines.compactMap({ $0 }) {
        earliest = min(earliest ?? deadline, deadline)
      }
    }
    return earliest
  }

  /// Ends every environment and fails every invocation that is still open: the emulator ends.
  mutating func shutDown(now: Instant) {
    isShuttingDown = true
    for environment in livingEnvironments {
      fail(environment, Self.shutDownFailure, now: now)
      stop(environment.id)
    }
    for name in functions.keys.sorted() {
      for id in functions[name]?.pending ?? [] { refuse(id) }
      functions[name]?.pending = []
    }
  }

  /// Answers an invocation that no environment will handle.
  mutating func refuse(_ id: InvocationID) {
    guard let invocation = invocations.removeValue(forKey: id) else { return }
    emit(.answer(id, Self.shutDownFailure.answer(requestID: invocation.request.requestID)))
  }

  private static let shutDownFailure = Failure(
    type: "Sandbox.Failure", message: "The emulator is shutting down")

  /// Oldest first, so that the same calls always have the same effects.
  private var livingEnvironments: [EnvironmentState] {
    environments.values.filter { !$0.isStopping }.sorted { $0.id.number < $1.id.number }
  }

  private func initEnd(of environment: EnvironmentState) -> Instant {
    environment.startedAt + limits.initPhase
  }

  private mutating func stop(_ id: EnvironmentID) {
    environments[id]?.isStopping = true
    emit(.stop(id))
  }

  private mutating func remove(_ environment: EnvironmentState) {
    environments[environment.id] = nil
    functions[environment.function]?.all.remove(environment.id)
    functions[environment.function]?.idle.removeAll { $0 == environment.id }
  }

  // MARK: Invocations

  /// Takes the runtime's answer. The caller gets it at once, unless it waits for the log, whose
  /// last lines are written when the runtime asks for its next event.
  mutating func settle(_ id: InvocationID, with answer: InvocationAnswer) {
    guard var invocation = invocations[id] else { return }
    invocation.answer = answer
    if !invocation.request.wantsLogTail {
      invocation.isCallerAnswered = true
      emit(.answer(id, answer))
    }
    invocations[id] = invocation
  }

  /// Ends the invocation of an environment: its last lines are logged, its caller has its answer.
  mutating func end(_ id: EnvironmentID, outcome: Timeline.Outcome, now: Instant) {
    guard var environment = environments[id], let invocationID = environment.invocation,
      let invocation = invocations.removeValue(forKey: invocationID),
      let startedAt = invocation.startedAt
    else { return }
    let requestID = invocation.request.requestID
    var outcome = outcome
    if case .success = outcome, let type = invocation.answer?.errorType { outcome = .error(type) }
    record(.end, environment, request: requestID)
    record(
      .report(
        .init(
          duration: startedAt.duration(to: now), initDuration: environment.initDuration,
          memorySize: environment.configuration.memorySize, outcome: outcome)),
      environment, request: requestID)
    environment.invocation = nil
    environment.initDuration = nil
    environment.respondedAt = nil
    environments[id] = environment
    if !invocation.isCallerAnswered, let answer = invocation.answer {
      emit(.answer(invocationID, answer))
    }
  }

  /// Fails the invocation of an environment that is lost. A caller that has its answer keeps it.
  private mutating func fail(_ environment: EnvironmentState, _ failure: Failure, now: Instant) {
    guard let id = environment.invocation, let invocation = invocations[id] else { return }
    if invocation.answer == nil {
      settle(id, with: failure.answer(requestID: invocation.request.requestID))
    }
    end(environment.id, outcome: .error(failure.type), now: now)
  }

  private mutating func timeOut(
    _ environment: EnvironmentState, _ invocation: InvocationState, now: Instant
  ) {
    let message = Self.timeout(environment.configuration.timeout)
    let requestID = invocation.request.requestID
    record(.timeout(message), environment, request: requestID)
    if invocation.answer == nil {
      let failure = Failure(type: "Sandbox.Timedout", message: message)
      settle(invocation.id, with: failure.answer(requestID: requestID))
    }
    end(environment.id, outcome: .timeout, now: now)
    environments[environment.id]?.timedOutRequest = requestID
    stop(environment.id)
  }

  /// An environment could not start. Each one that starts does so for a waiting invocation; the
  /// oldest gets the blame unless enough environments are still coming for all.
  ///
  /// - Parameter answer: makes the caller's answer for a request ID.
  mutating func failInit(
    _ environment: EnvironmentState, type: String, now: Instant,
    answer: (String) -> InvocationAnswer
  ) {
    record(.initFailed(environment.startedAt.duration(to: now), type), environment)
    guard let function = functions[environment.function], let id = function.pending.first,
      let invocation = invocations[id]
    else { return }
    let coming = function.all.count {
      $0 != environment.id && environments[$0]?.state == .started
        && environments[$0]?.isStopping == false
    }
    guard coming < function.pending.count else { return }
    functions[environment.function]?.pending.removeFirst()
    invocations[id] = nil
    let requestID = invocation.request.requestID
    record(.start, environment, request: requestID)
    record(.end, environment, request: requestID)
    record(
      .report(
        .init(
          duration: environment.startedAt.duration(to: now), initDuration: nil,
          memorySize: environment.configuration.memorySize,
          outcome: type == "Sandbox.Timedout" ? .timeout : .error(type))),
      environment, request: requestID)
    emit(.answer(id, answer(requestID)))
  }

  private mutating func failInit(
    _ environment: EnvironmentState, _ failure: Failure, now: Instant
  ) {
    failInit(environment, type: failure.type, now: now, answer: failure.answer(requestID:))
  }

  // MARK: Failures

  /// An error that the platform finds, not the function.
  struct Failure {
    var type: String
    var message: String

    func answer(requestID: String) -> InvocationAnswer {
      .failure(type, "RequestId: \(requestID) Error: \(message)")
    }
  }

  private static func failure(_ exit: Exit) -> Failure {
    switch exit {
    case .status(0):
      Failure(type: "Runtime.ExitError", message: "Runtime exited without providing a reason")
    case .status(let status):
      Failure(
        type: "Runtime.ExitError", message: "Runtime exited with error: exit status \(status)")
    case .signal(_, let name):
      Failure(type: "Runtime.ExitError", message: "Runtime exited with error: signal: \(name)")
    case .notStarted(let reason):
      Failure(type: "Runtime.InvalidEntrypoint", message: reason)
    }
  }

  private static func timeout(_ limit: Duration) -> String {
    "Task timed out after \(Milliseconds.text(limit / 1000)) seconds"
  }
}
