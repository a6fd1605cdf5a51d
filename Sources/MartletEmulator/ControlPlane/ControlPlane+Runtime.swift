/// What the runtime of an environment says, and what it is told.
extension ControlPlane {
  /// What a call of the Runtime API is answered with.
  enum Reply: Equatable {
    /// 202.
    case accepted
    /// A status and an error type with its message.
    case refused(status: Int, type: String, message: String)
  }

  /// What `next` is answered with.
  enum NextReply {
    /// Nothing yet: the event comes as a `deliver` effect.
    case wait
    /// The event that the environment handles already: asking again repeats it.
    case event(InvocationRequest, deadline: Instant)
    case refused(Reply)
  }

  /// The runtime asks for an event, by which it also ends its init phase or the last invocation.
  ///
  /// - Parameter isOver: whether the call cannot be answered any more; for environments with several
  ///   invocations.
  mutating func next(_ id: EnvironmentID, isOver: Bool = false, now: Instant) -> NextReply {
    guard var environment = environments[id], !environment.isStopping else {
      return .refused(Self.gone)
    }
    if environment.concurrency != nil {
      return askConcurrently(environment, isOver: isOver, now: now)
    }
    switch environment.state {
    case .running:
      guard let invocation = environment.invocation.flatMap({ invocations[$0] }),
        let deadline = invocation.deadline
      else { return .refused(Self.gone) }
      return .event(invocation.request, deadline: deadline)
    case .ready:
      return .wait
    case .started, .responseSent, .restoring:
      if environment.state == .responseSent { endRuntime(of: environment, now: now) }
      environment.state = .ready
      environments[id] = environment
    case .initError, .invocationResponse, .invocationErrorResponse, .restoreReady, .restoreError:
      return .refused(Self.refusal(from: environment.state, to: .ready))
    }
    becomeFree(id, now: now)
    return .wait
  }

  /// Ends the init phase or the invocation of an environment whose runtime and extensions have all
  /// asked for their next events.
  mutating func becomeFree(_ id: EnvironmentID, now: Instant) {
    guard var environment = environments[id], !environment.isStopping,
      environment.state == .ready || environment.state == .restoreReady,
      environment.externals?.unregistered.isEmpty ?? true,
      environment.extensions.values.allSatisfy(\.isWaiting)
    else { return }
    if environment.concurrency != nil { return becomeReady(environment, now: now) }
    guard environment.idleSince == nil else { return }
    if environment.restoringSince != nil { return endRestore(environment, now: now) }
    if !environment.isInitialized {
      if environment.configuration.initialization == .snapStart {
        return becomeSnapshot(environment, now: now)
      }
      let duration = environment.startedAt.duration(to: now)
      environment.isInitialized = true
      // What the invocation pays for is part of its own duration.
      if environment.phase == .initialization { environment.initDuration = duration }
      environments[id] = environment
      record(.initDone(duration, environment.phase), environment)
      if let invocation = environment.invocation.flatMap({ invocations[$0] }) {
        return handOver(invocation, to: id)
      }
    } else {
      end(id, outcome: .success, now: now)
    }
    if environment.isOutdated {
      if let state = environments[id] { retire(state, now: now) }
      return schedule(environment.function, now: now)
    }
    environments[id]?.idleSince = now
    pools[environment.pool]?.idle.append(id)
    schedule(environment.function, now: now)
  }

  /// An answer that the runtime posts.
  struct PostedAnswer {
    var requestID: String
    /// The echoed attempt; nil where the runtime does not echo it.
    var invocationID: String?
    var body: [UInt8]
    /// When it began to come.
    var beganAt: Instant
    /// How large the body is, also where it was too large to be kept.
    var size: Int
    /// The response mode's header, where it is not empty.
    var mode: String? = nil
    /// The category of an error; nil for `/response`.
    var errorType: String? = nil
    /// Whether it ends a response that `beginResponse` began; the error then came behind it.
    var isStreamed = false
    var errorDetails: [UInt8]? = nil
    /// What is wrong with a streamed response that did not come whole.
    var flaw: Flaw? = nil

    enum Flaw: Equatable {
      case tooLarge(limit: Int)
      /// It broke off, or went on with what is no part of it.
      case truncated
    }

    /// Whether it names a mode that there is not.
    var hasUnknownMode: Bool {
      !isStreamed && errorType == nil && mode.map { $0 != "streaming" } ?? false
    }
  }

  /// The runtime answers its invocation with `/response` or `/error`.
  mutating func answer(_ posted: PostedAnswer, from id: EnvironmentID, now: Instant) -> Reply {
    let target: RuntimeState =
      posted.errorType == nil || posted.isStreamed ? .invocationResponse : .invocationErrorResponse
    if let refusal = refusal(of: posted, from: id, to: target) { return refusal }
    let isConcurrent = environments[id]?.concurrency != nil
    let (reply, answer) = judge(posted, isConcurrent: isConcurrent)
    let times = ResponseTimes(beganAt: posted.beganAt, endedAt: now, size: posted.size)
    if isConcurrent {
      takeConcurrently(answer, times, to: posted.requestID, from: id, now: now)
      return reply
    }
    guard var environment = environments[id],
      let invocation = environment.invocation.flatMap({ invocations[$0] })
    else { return Self.gone }

    // A refused mode leaves the runtime unable to go on.
    environment.state = posted.hasUnknownMode ? .invocationResponse : .responseSent
    environment.isStreaming = false
    environment.respondedAt = now
    environments[id] = environment
    settle(invocation.id, with: answer, times, isBroken: posted.flaw == .truncated)
    return reply
  }

  /// What the runtime is told about its answer, and what the caller gets.
  private func judge(
    _ posted: PostedAnswer, isConcurrent: Bool
  ) -> (Reply, InvocationAnswer) {
    var answer = InvocationAnswer(payload: posted.body, errorType: posted.errorType)
    answer.errorDetails = posted.errorDetails
    // How much of a streamed response there may be was decided while it came.
    guard !posted.isStreamed else {
      return posted.flaw.map { Self.judge($0, size: posted.size) } ?? (.accepted, answer)
    }
    if posted.hasUnknownMode {
      return (
        .refused(
          status: 400, type: "InvalidFunctionResponseMode",
          message: "Invalid function response mode"),
        .failure(
          "Runtime.InvalidResponseModeHeader", "Invalid response mode: \(posted.mode ?? "")")
      )
    }
    let limit =
      posted.errorType == nil ? limits.responseSize : errorLimit(isConcurrent: isConcurrent)
    guard posted.size > limit else { return (.accepted, answer) }
    return Self.judge(.tooLarge(limit: limit), size: posted.size)
  }

  private static func judge(
    _ flaw: PostedAnswer.Flaw, size: Int
  ) -> (Reply, InvocationAnswer) {
    switch flaw {
    case .tooLarge(let limit):
      (
        tooLarge(limit),
        .failure(
          "Function.ResponseSizeTooLarge",
          "Response payload size (\(size) bytes) exceeded maximum allowed payload size "
            + "(\(limit) bytes).")
      )
    case .truncated:
      (truncated, .failure("Runtime.TruncatedResponse", "The response ended before its end."))
    }
  }

  /// For a body that ends before its end.
  static let truncated = Reply.refused(
    status: 400, type: "TruncatedHTTPRequest", message: "HTTP request detected as truncated")

  /// How large an error may be, in bytes.
  func errorLimit(isConcurrent: Bool) -> Int {
    isConcurrent ? ConcurrencyState.mostErrorBytes : limits.responseSize
  }

  static func tooLarge(_ limit: Int) -> Reply {
    .refused(
      status: 413, type: "RequestEntityTooLarge",
      message: "Exceeded maximum allowed payload size (\(limit) bytes).")
  }

  /// The runtime begins to stream its response; `answer` ends it.
  ///
  /// - Returns: the refusal, or nil where the response may come.
  mutating func beginResponse(_ posted: PostedAnswer, from id: EnvironmentID) -> Reply? {
    if let refusal = refusal(of: posted, from: id, to: .invocationResponse) { return refusal }
    if environments[id]?.concurrency != nil {
      if let invocation = invocation(posted.requestID, of: id) {
        invocations[invocation]?.isStreaming = true
      }
      return nil
    }
    environments[id]?.state = .invocationResponse
    environments[id]?.isStreaming = true
    return nil
  }

  private func refusal(
    of posted: PostedAnswer, from id: EnvironmentID, to target: RuntimeState
  ) -> Reply? {
    guard let environment = environments[id] else { return Self.gone }
    if environment.concurrency != nil {
      return concurrentRefusal(of: posted, from: environment, to: target)
    }
    if environment.timedOutRequest == posted.requestID { return Self.gone }
    guard let invocation = environment.invocation.flatMap({ invocations[$0] }),
      invocation.request.requestID == posted.requestID
    else { return .refused(status: 400, type: "InvalidRequestID", message: "Invalid request ID") }
    if let attempt = posted.invocationID, attempt != invocation.request.invocationID {
      return .refused(
        status: 400, type: "InvalidInvocationId", message: "Invalid invocation ID")
    }
    let isDue =
      posted.isStreamed ? environment.isStreaming : environment.state == .running
    guard isDue, !environment.isStopping else {
      return Self.refusal(from: environment.state, to: target)
    }
    return nil
  }

  /// The runtime reports that its init phase failed. The caller is told at once; the process may
  /// still log and exit by itself. An error that is too large for callers is not taken, and the
  /// process's exit then is the error.
  mutating func initError(
    _ id: EnvironmentID, type: String, body: [UInt8], size: Int, now: Instant
  ) -> Reply {
    guard var environment = environments[id], !environment.isStopping else { return Self.gone }
    guard environment.state == .started else {
      return Self.refusal(from: environment.state, to: .initError)
    }
    let limit = errorLimit(isConcurrent: environment.concurrency != nil)
    guard size <= limit else { return Self.tooLarge(limit) }
    environment.state = .initError
    environment.stopAt = now + limits.exitGrace
    environments[id] = environment
    failInit(environment, type: type, now: now) { _ in .init(payload: body, errorType: type) }
    return .accepted
  }

  /// For an environment that has ended, or is about to.
  static let gone = Reply.refused(
    status: 410, type: "InvokeTimeout", message: "Invoke timeout")

  static func refusal(from: RuntimeState, to: RuntimeState) -> Reply {
    .refused(
      status: 403, type: "InvalidStateTransition",
      message: "State transition from \(from.rawValue) to \(to.rawValue) failed for runtime. "
        + "Error: State transition is not allowed")
  }
}
