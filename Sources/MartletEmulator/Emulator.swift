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

  private var controlPlane: ControlPlane
  private var environments: [EnvironmentID: ExecutionEnvironment] = [:]
  private var callers: [InvocationID: UnsafeContinuation<InvocationAnswer, Never>] = [:]
  private var tails: [String: LogTail] = [:]
  private var observers: [@Sendable (Timeline.Entry, [UInt8]?) -> Void] = []
  private var timer: (deadline: ControlPlane.Instant, RunLoop.Timer)?
  private var listeners: [Listener] = []
  private var connections: [ObjectIdentifier: Socket] = [:]
  private var lastToken = 0

  /// Makes an emulator that serves functions on a loop.
  ///
  /// - Parameter maximumEnvironments: how many processes each function may have at a time;
  ///   invocations beyond them wait.
  public init(
    _ functions: [FunctionConfiguration], maximumEnvironments: Int = 64, on loop: RunLoop
  ) {
    self.loop = loop
    var limits = ControlPlane.Limits()
    limits.environmentsPerFunction = maximumEnvironments
    controlPlane = ControlPlane(limits: limits)
    for function in functions { controlPlane.add(function) }
  }

  /// The functions' names, sorted.
  public var functionNames: [String] { controlPlane.functions.keys.sorted() }

  var responseLimit: Int { controlPlane.limits.responseSize }

  /// Passes on everything that happens from now on, with its line in Lambda's log where it has one.
  public func observe(_ observer: @escaping @Sendable (Timeline.Entry, [UInt8]?) -> Void) {
    observers.append(observer)
  }

  /// Invokes a function and waits for its answer; nil when no function has that name.
  public func invoke(_ request: InvocationRequest) async -> InvocationAnswer? {
    if request.wantsLogTail { tails[request.requestID] = LogTail() }
    defer { tails[request.requestID] = nil }
    guard let id = controlPlane.invoke(request, now: .now) else { return nil }
    var answer = await withUnsafeContinuation { continuation in
      callers[id] = continuation
      perform()
    }
    answer.logTail = tails[request.requestID]?.bytes
    return answer
  }

  /// Serves the Invoke API.
  ///
  /// - Returns: where it listens.
  /// - Throws: `TransportError` where the address cannot be listened on.
  public func listen(host: String, port: UInt16) throws(TransportError) -> Listener.Address {
    let listener = try Listener(host: host, port: port, on: loop)
    listeners.append(listener)
    Task {
      while let socket = try? await listener.accept() {
        connections[ObjectIdentifier(socket)] = socket
        Task {
          await HTTPConnection(socket, on: loop).serve { head, connection in
            await InvokeRoutes().answer(head, connection, self)
          }
          connections[ObjectIdentifier(socket)] = nil
        }
      }
    }
    return listener.address
  }

  /// Ends every process and every connection; returns when no process is left.
  public func shutdown() async {
    for listener in listeners { listener.close() }
    controlPlane.shutDown(now: .now)
    perform()
    for environment in environments.values { _ = await environment.process.waitForExit() }
    for socket in connections.values { socket.close() }
    timer?.1.cancel()
  }

  // MARK: What runtimes say

  /// What a call of `next` comes to.
  enum NextOutcome {
    case event(InvocationRequest, deadline: ControlPlane.Instant)
    case refused(ControlPlane.Reply)
    /// The environment has ended or the caller is gone.
    case ended
  }

  /// Waits for an environment's next event.
  ///
  /// - Parameter whenAbandoned: is given what to call when the caller is gone.
  func next(
    _ id: EnvironmentID, coldStartMarks: String?, whenAbandoned: (@escaping () -> Void) -> Void
  ) async -> NextOutcome {
    guard let environment = environments[id] else { return .ended }
    if environment.marks.firstNext == 0 {
      environment.marks.firstNext = martlet_monotonic_nanoseconds()
      if let coldStartMarks { environment.marks.read(header: coldStartMarks) }
    }
    // What the function wrote before it asked belongs to the invocation that ends now.
    environment.process.output.drain()
    switch controlPlane.next(id, now: .now) {
    case .event(let request, let deadline): return .event(request, deadline: deadline)
    case .refused(let reply): return .refused(reply)
    case .wait: break
    }
    lastToken += 1
    let token = lastToken
    whenAbandoned { [weak environment] in environment?.abandon(token) }
    let delivery = await withUnsafeContinuation { continuation in
      environment.waiting.append((token, continuation))
      perform()
    }
    return delivery.map { .event($0.request, deadline: $0.deadline) } ?? .ended
  }

  func answer(
    _ posted: ControlPlane.PostedAnswer, from id: EnvironmentID
  ) -> ControlPlane.Reply {
    let reply = controlPlane.answer(posted, from: id, now: .now)
    if let environment = environments[id], environment.marks.firstEvent != 0 {
      let breakdown = environment.marks.breakdown(answeredAt: martlet_monotonic_nanoseconds())
      environment.marks.firstEvent = 0
      publish(.coldStart(breakdown), environment, requestID: posted.requestID)
    }
    perform()
    return reply
  }

  func initError(_ id: EnvironmentID, type: String, body: [UInt8]) -> ControlPlane.Reply {
    environments[id]?.process.output.drain()
    let reply = controlPlane.initError(id, type: type, body: body, now: .now)
    perform()
    return reply
  }

  // MARK: What the control plane decides

  private func perform() {
    for entry in controlPlane.takeEntries() { publish(entry) }
    for effect in controlPlane.takeEffects() {
      switch effect {
      case .start(let id, let configuration): start(id, configuration)
      case .deliver(let id, let request, let deadline): deliver(id, request, deadline)
      case .answer(let id, let answer): callers.removeValue(forKey: id)?.resume(returning: answer)
      case .stop(let id): environments[id]?.process.signal(SIGKILL)
      }
    }
    setTimer()
  }

  private func deliver(
    _ id: EnvironmentID, _ request: InvocationRequest, _ deadline: ControlPlane.Instant
  ) {
    guard let environment = environments[id] else { return }
    if environment.marks.isFirstEvent {
      environment.marks.firstEvent = martlet_monotonic_nanoseconds()
      environment.marks.isFirstEvent = false
    }
    environment.deliver(.init(request: request, deadline: deadline))
  }

  private func setTimer() {
    let deadline = controlPlane.nextDeadline
    guard deadline != timer?.deadline else { return }
    timer?.1.cancel()
    timer = deadline.map { deadline in
      (
        deadline,
        loop.schedule(at: deadline) { [weak self] in
          self?.assumeIsolated { $0.tick() }
        }
      )
    }
  }

  private func tick() {
    timer = nil
    controlPlane.tick(now: .now)
    perform()
  }

  // MARK: Environments

  private func start(_ id: EnvironmentID, _ configuration: FunctionConfiguration) {
    do {
      let environment = try ExecutionEnvironment(id, configuration, on: loop) {
        [weak self] bytes in
        // Read here and now, on the loop's thread, which is the actor's.
        nonisolated(unsafe) let bytes = bytes
        self?.assumeIsolated { $0.wrote(id, bytes) }
      }
      environments[id] = environment
      Task { exited(environment, await environment.process.waitForExit()) }
      serve(environment)
    } catch {
      cannotStart(id, error.message)
    }
  }

  private func cannotStart(_ id: EnvironmentID, _ reason: String) {
    controlPlane.exited(id, .notStarted(reason), now: .now)
    perform()
  }

  private func serve(_ environment: ExecutionEnvironment) {
    Task {
      while let socket = try? await environment.listener.accept() {
        environment.connections[ObjectIdentifier(socket)] = socket
        Task {
          let routes = RuntimeAPIRoutes(environment: environment.id)
          await HTTPConnection(socket, on: loop).serve { head, connection in
            await routes.answer(head, connection, self)
          }
          environment.connections[ObjectIdentifier(socket)] = nil
        }
      }
    }
  }

  private func exited(_ environment: ExecutionEnvironment, _ exit: ChildProcess.Exit) {
    environment.lines.finish { publish(.log($0), environment) }
    let how: ControlPlane.Exit =
      switch exit {
      case .status(let status): .status(status)
      case .signal(let number): .signal(number, name: Signal.name(number))
      }
    controlPlane.exited(environment.id, how, now: .now)
    perform()
    environments[environment.id] = nil
    environment.close()
  }

  private func wrote(_ id: EnvironmentID, _ bytes: UnsafeRawBufferPointer) {
    guard let environment = environments[id] else { return }
    environment.lines.append(bytes) { publish(.log($0), environment) }
  }

  // MARK: Timeline

  private func publish(
    _ kind: Timeline.Kind, _ environment: ExecutionEnvironment, requestID: String? = nil
  ) {
    publish(
      Timeline.Entry(
        function: environment.configuration.name, environment: environment.id,
        requestID: requestID ?? environment.requestID, kind: kind))
  }

  private func publish(_ entry: Timeline.Entry) {
    var entry = entry
    let environment = environments[entry.environment]
    if case .start = entry.kind { environment?.requestID = entry.requestID }
    if case .report(var report) = entry.kind {
      report.maxMemoryUsed = environment?.maxMemoryUsed()
      entry.kind = .report(report)
      environment?.requestID = nil
    }
    let line = entry.logLine
    if let line, let requestID = entry.requestID { tails[requestID]?.append(line) }
    for observer in observers { observer(entry, line) }
  }
}
