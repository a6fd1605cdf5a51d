internal import CMartlet
internal import Glibc
public import MartletCurl

/// A local Lambda: serves functions through the Invoke API and runs each of them as custom-runtime
/// processes.
///
/// The emulator is the control plane's hands: it passes on what processes and callers say, does
/// what the control plane decides and tells the time. It lives on a loop's thread.
public actor Emulator {
  nonisolated let loop: RunLoop
  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    loop.asUnownedSerialExecutor()
  }

  let waitsForDebugger: Bool
  var controlPlane: ControlPlane
  var environments: [EnvironmentID: ExecutionEnvironment] = [:]
  var callers: [InvocationID: Caller] = [:]
  /// Who waits for an environment to ask for its first event.
  var starters: [EnvironmentID: UnsafeContinuation<StartOutcome?, Never>] = [:]
  /// The functions that are served and that callers have named by their names alone, as most do.
  var plainNames: [String: FunctionName] = [:]
  var tails: [String: LogTail] = [:]
  let feed: TimelineFeed
  var timer: (deadline: ControlPlane.Instant, RunLoop.Timer)?
  /// While processes are looked at.
  var memoryTimer: RunLoop.Timer?
  private var listeners: [Listener] = []
  /// Each with the environment whose Runtime API it belongs to, or nil for the Invoke API.
  var connections: [Int: (connection: HTTPConnection, environment: EnvironmentID?)] = [:]
  /// Where events are kept; nil where they do not survive this emulator.
  let journal: EventJournal?
  /// What is to go wrong; see `inject`.
  var faults: [Fault] = []
  /// Where invocations are recorded; nil where they are not.
  var recorder: InvocationRecorder?
  /// Control groups that their last processes have not left yet, and until when that is waited for.
  var leaving: [(group: CPUShare.Group, deadline: ControlPlane.Instant)] = []
  private var isPerforming = false
  var lastToken = 0
  /// Tasks that accept or serve connections or wait for a process, and who waits for their end.
  private var openTasks = 0
  private var idleWaiters: [UnsafeContinuation<Void, Never>] = []

  /// Makes an emulator that serves functions on a loop.
  ///
  /// - Parameters:
  ///   - maximumEnvironments: how many processes each function may have at a time, one at least;
  ///     invocations beyond them wait.
  ///   - freezes: whether an environment's processes are stopped while it waits for an event, as
  ///     on Lambda, so that what they do in the background, and their connections, wait too.
  ///   - state: the folder in which events for asynchronous invocation are kept until they are
  ///     handled; it is made when there are any. Without one they are in memory, no more than 64 MB at
  ///     a time, and end with the emulator.
  ///   - waitsForDebugger: whether each new process waits until a debugger has attached to it; no
  ///     timeout counts then, and nothing is stopped or retired.
  public init(
    _ functions: [FunctionConfiguration], maximumEnvironments: Int = 64, freezes: Bool = true,
    state: String? = nil, waitsForDebugger: Bool = false, on loop: RunLoop
  ) {
    self.loop = loop
    feed = TimelineFeed(on: loop)
    self.waitsForDebugger = waitsForDebugger
    journal = state.map { EventJournal(folder: $0) }
    var limits = ControlPlane.Limits()
    if !freezes { limits.freezeDelay = nil }
    if waitsForDebugger { limits.suspendTimeouts() }
    limits.environmentsPerFunction = max(1, maximumEnvironments)
    controlPlane = ControlPlane(limits: limits)
    for function in functions { controlPlane.add(function) }
  }

  /// The functions' names, sorted.
  public var functionNames: [String] { controlPlane.functions.keys.sorted() }

  var responseLimit: Int { controlPlane.limits.responseSize }

  /// Passes on everything that happens from now on, with its line in Lambda's log where it has one.
  public func observe(_ observer: @escaping @Sendable (Timeline.Entry, [UInt8]?) -> Void) {
    feed.observe(observer)
  }

  /// Who waits for an answer.
  enum Caller {
    case continuation(UnsafeContinuation<InvocationAnswer?, Never>)
    case channel(ResponseChannel, requestID: String)
  }

  /// Invokes a function and waits for its answer; nil when no function has that name. All of the
  /// reserved concurrency being in use is an answer with the error `TooManyRequestsException`.
  public func invoke(_ request: InvocationRequest) async -> InvocationAnswer? {
    guard !isThrottled(request.function) else {
      return .failure(InvokeError.throttled.name, InvokeError.throttled.message)
    }
    return await invoke(admitted: request)
  }

  /// Invokes a function after `isThrottled` has been asked.
  func invoke(admitted request: InvocationRequest) async -> InvocationAnswer? {
    recordEvent(request)
    if request.wantsLogTail { tails[request.requestID] = LogTail() }
    defer { if request.wantsLogTail { tails[request.requestID] = nil } }
    // All in one step, here and in `next`: an async call may pass through the loop before its
    // closure runs, and an answer that came in between would find nobody waiting.
    let answer: InvocationAnswer? = await withUnsafeContinuation { continuation in
      guard let id = controlPlane.invoke(request, now: .now) else {
        return continuation.resume(returning: nil)
      }
      callers[id] = .continuation(continuation)
      perform()
    }
    guard var answer else { return nil }
    feed.showAll()
    recordAnswer(answer, to: request.requestID)
    if request.wantsLogTail { answer.logTail = tails[request.requestID]?.bytes }
    return answer
  }

  /// Whether all of a function's reserved concurrency is in use.
  func isThrottled(_ function: String) -> Bool {
    controlPlane.isThrottled(function, now: .now) || !faults.isEmpty && meets(.throttled)
  }

  /// Starts an execution environment without invoking it, and waits until it asks for its first
  /// event; it then serves later invocations. Nil when no function has that name, or when it has as
  /// many environments as it may.
  public func start(_ function: String) async -> StartOutcome? {
    defer { feed.showAll() }
    return await withUnsafeContinuation { continuation in
      guard let id = controlPlane.start(function, now: .now) else {
        return continuation.resume(returning: nil)
      }
      starters[id] = continuation
      perform()
    }
  }

  /// Serves the Invoke API.
  ///
  /// - Returns: where it listens.
  /// - Throws: `TransportError` where the address cannot be listened on.
  public func listen(host: String, port: UInt16) throws(TransportError) -> Listener.Address {
    let listener = try Listener(host: host, port: port, on: loop)
    endIdleConnections(for: listener)
    listeners.append(listener)
    let index = listeners.count - 1
    run { emulator in
      // A connection may still come out of `accept` after the listener is closed.
      while let socket = try? await emulator.listeners[index].accept(),
        !emulator.controlPlane.isShuttingDown
      {
        emulator.serve(socket, of: nil)
      }
    }
    return listener.address
  }

  /// Ends every process and every connection; returns when none is left.
  public func shutdown() async {
    for listener in listeners { listener.close() }
    controlPlane.shutDown(now: .now)
    perform()
    for environment in environments.values { await environment.waitForExit() }
    for entry in connections.values { entry.connection.socket.close() }
    timer?.1.cancel()
    timer = nil
    memoryTimer?.cancel()
    memoryTimer = nil
    journal?.letGo()
    await withUnsafeContinuation { continuation in
      if openTasks == 0 { continuation.resume() } else { idleWaiters.append(continuation) }
    }
    feed.end()
  }

  // MARK: What runtimes say

  /// What a call of `next` comes to.
  enum NextOutcome {
    case event(InvocationRequest, deadline: ControlPlane.Instant)
    case refused(ControlPlane.Reply)
    /// For an extension: the environment ends.
    case shutDown(ShutdownReason, deadline: ControlPlane.Instant)
    /// The environment has ended or the caller is gone.
    case ended
  }

  /// Waits for an environment's next event.
  ///
  /// - Parameters:
  ///   - isOver: whether the caller may be gone already, where no event is given twice: then it has
  ///     asked, and none is chosen for it.
  ///   - whenFinished: is given what to call when the caller has finished sending.
  ///   - whenAbandoned: is given what to call when the caller is gone.
  func next(
    _ id: EnvironmentID, isOver: Bool, coldStartMarks: String?,
    whenFinished: (@escaping () -> Void) -> Void,
    whenAbandoned: (@escaping () -> Void) -> Void
  ) async -> NextOutcome {
    guard let environment = environments[id] else { return .ended }
    if environment.marks.firstNext == 0 {
      environment.marks.firstNext = martlet_monotonic_nanoseconds()
      environment.measureMemory()
      environment.measureFamily()
    }
    if let coldStartMarks { environment.marks.read(header: coldStartMarks) }
    // What the function wrote before it asked belongs to the invocation that ends now.
    environment.process.output.drain()
    // Where several invocations write, a line without an end may still be continued.
    if !environment.isConcurrent { environment.lines.finish { publish(.log($0), environment) } }
    return await withUnsafeContinuation { continuation in
      switch controlPlane.next(id, isOver: isOver, now: .now) {
      case .event(let request, let deadline):
        continuation.resume(returning: .event(request, deadline: deadline))
      case .refused(let reply):
        continuation.resume(returning: .refused(reply))
      case .wait where isOver:
        continuation.resume(returning: .ended)
        perform()
      case .wait:
        // An environment whose first event was given up without an answer has had its cold start.
        if !environment.isConcurrent { environment.marks.firstEvent = 0 }
        lastToken += 1
        let token = lastToken
        environment.endDoubtful()
        environment.waiting.append((token, continuation))
        // Strong, which costs less: the connection forgets them with the end of the call.
        let abandon = { [self] in
          guard environment.abandon(token) else { return }
          assumeIsolated { $0.controlPlane.abandonNext(id) }
        }
        whenAbandoned(abandon)
        whenFinished(environment.isConcurrent ? abandon : { environment.doubt(token) })
        perform()
      }
    }
  }

  /// - Parameter marks: what the process says about its first invocation.
  func answer(
    _ posted: ControlPlane.PostedAnswer, from id: EnvironmentID, marks: String?
  ) -> ControlPlane.Reply {
    // Now, because the process may end before it asks for its next event.
    checkMemory(of: id)
    // The answer ends the invocation there, and what was written before it belongs to it.
    if let environment = environments[id], environment.isConcurrent {
      environment.process.output.drain()
    }
    let reply = controlPlane.answer(posted, from: id, now: .now)
    if reply == .accepted, let environment = environments[id], environment.marks.firstEvent != 0,
      environment.firstRequestID == posted.requestID
    {
      if let marks { environment.marks.read(header: marks) }
      let breakdown = environment.marks.breakdown(answeredAt: martlet_monotonic_nanoseconds())
      environment.marks.firstEvent = 0
      publish(.coldStart(breakdown), environment, requestID: posted.requestID)
    }
    perform()
    return reply
  }

  /// - Parameter size: of the body, also where it was too large to be kept.
  func initError(
    _ id: EnvironmentID, type: String, body: [UInt8], size: Int
  ) -> ControlPlane.Reply {
    environments[id]?.process.output.drain()
    checkMemory(of: id)
    let reply = controlPlane.initError(id, type: type, body: body, size: size, now: .now)
    perform()
    return reply
  }

  // MARK: What the control plane decides

  func perform() {
    // What is decided while an effect is performed comes behind the effects that are decided already:
    // an environment that was to be stopped, and is then given an event, must not be stopped after it.
    guard !isPerforming else { return }
    isPerforming = true
    defer { isPerforming = false }
    // An environment that cannot be started is news for the control plane, which decides again.
    while true {
      for entry in controlPlane.takeEntries() { publish(entry) }
      let effects = controlPlane.takeEffects()
      guard !effects.isEmpty else { break }
      for effect in effects { perform(effect) }
    }
    setTimer()
  }

  private func perform(_ effect: Effect) {
    switch effect {
    case .start(let id, let configuration, let requestID):
      start(id, configuration, requestID)
      watchMemory()
    case .deliver(let id, let request, let deadline): deliver(id, request, deadline)
    case .notify(let id, let name, let request, let deadline):
      environments[id]?.notify(name, .event(request, deadline: deadline))
    case .restore(let id): environments[id]?.restore()
    case .answer(let id, let answer): give(answer, to: callers.removeValue(forKey: id))
    case .attempt(let id): attempt(id)
    case .keep(_, let requestID, let failures): keep(requestID, failures: failures)
    case .conclude(let outcome): conclude(outcome)
    case .freeze(let id): environments[id]?.freeze()
    case .thaw(let id): environments[id]?.thaw()
    case .shutDown(let id, let identifier, let reason, let deadline):
      environments[id]?.thaw()
      deliverTelemetry(of: id)
      environments[id]?.notify(identifier, .shutDown(reason, deadline: deadline))
    case .stopExtension(let id, let name): environments[id]?.extensions[name]?.signal(SIGKILL)
    case .terminate(let id):
      environments[id]?.process.signal(SIGTERM)
      // A stopped process takes the signal when it goes on.
      environments[id]?.process.thaw()
    case .stop(let id): environments[id]?.process.signal(SIGKILL)
    }
  }

  private func give(_ answer: InvocationAnswer, to caller: Caller?) {
    switch caller {
    case nil: break
    case .continuation(let continuation)?: continuation.resume(returning: answer)
    case .channel(let channel, let requestID)?:
      var answer = answer
      answer.logTail = tails.removeValue(forKey: requestID)?.bytes
      channel.finish(answer)
    }
  }

  private func deliver(
    _ id: EnvironmentID, _ request: InvocationRequest, _ deadline: ControlPlane.Instant
  ) {
    guard let environment = environments[id] else { return }
    if environment.marks.isFirstEvent {
      environment.marks.firstEvent = martlet_monotonic_nanoseconds()
      environment.firstRequestID = request.requestID
      environment.marks.isFirstEvent = false
    }
    environment.deliver(.event(request, deadline: deadline))
    watchMemory()
  }

  // MARK: Tasks

  /// Starts a task of the emulator. It prefers the loop, because a task without a preference, even
  /// one of an actor, comes back from its waits by way of the default pool.
  func run(_ work: @escaping @Sendable (isolated Emulator) async -> Void) {
    openTasks += 1
    loop.resumeAsActor()
    Task(executorPreference: loop) {
      await work(self)
      await self.taskEnded()
    }
  }

  private func taskEnded() {
    openTasks -= 1
    guard openTasks == 0 else { return }
    for waiter in idleWaiters { waiter.resume() }
    idleWaiters = []
  }
}
