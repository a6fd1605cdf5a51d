internal import MartletCurl
internal import MartletHTTP

/// The Lambda Runtime API, version 2018-06-01, as a source of invocations.
final class RuntimeAPI: InvocationSource {
  let client: Client
  let loop: RunLoop
  let environment: Environment
  private let traceVariable: TraceVariable?
  var setsTraceVariable: Bool { traceVariable != nil }
  private var isFirst = true
  /// What the emulator is told of the cold start, once each.
  private var tellsStart: Bool
  private var tellsInvocation: Bool
  private var logsColdStart: Bool
  /// Tasks that are not waiting for an invocation.
  private var busy = 0
  /// Set when the environment is being shut down: no further invocation is asked for.
  private(set) var shutdownDeadline: ContinuousClock.Instant?
  /// Set when the platform has asked the process to end, by status 500.
  private var isEnding = false
  private var isClosing: Bool { shutdownDeadline != nil || isEnding }

  /// - Parameter traceVariable: set for each invocation; nil leaves the process's variables alone.
  init(
    _ environment: Environment, on loop: RunLoop, traceVariable: TraceVariable? = nil
  ) throws(RuntimeError) {
    self.environment = environment
    // A process has one such variable; with several invocations at a time it would be of any.
    self.traceVariable = environment.concurrency == 1 ? traceVariable : nil
    self.loop = loop
    tellsStart = environment.wantsColdStartMarks
    tellsInvocation = environment.wantsColdStartMarks
    logsColdStart = environment.logsColdStart
    do {
      client = try Client(
        .init(
          base: "http://\(environment.runtimeAPI)",
          userAgent: "Martlet/\(MartletVersion.current)"),
        on: loop)
    } catch {
      throw RuntimeError(.clientError, error.message)
    }
  }

  var concurrency: Int { environment.concurrency }
  var endsOverdueCode: Bool { !environment.isManagedInstance }
  var isSnapshot: Bool { environment.isSnapshot }

  func didInit(pollers: Int) {
    TrapReport.endInit()
    busy = pollers
  }

  func endPolling() {
    busy -= 1
    isEnding = true
    closeWhenIdle()
  }

  func next() async throws(RuntimeError) -> Invocation? {
    busy -= 1
    if logsColdStart { logColdStart() }
    if isClosing {
      closeWhenIdle()
      return nil
    }
    ColdStart.record(.firstNext)
    var headers: HTTPHeaders = [:]
    if tellsStart { headers.append("Martlet-Cold-Start", ColdStart.current.startHeader) }
    tellsStart = false
    guard let response = try await ask("/2018-06-01/runtime/invocation/next", headers) else {
      return nil
    }
    guard response.status == 200 else {
      throw unexpected(response, of: "next")
    }
    guard let requestID = response.headers.present("Lambda-Runtime-Aws-Request-Id") else {
      throw RuntimeError(
        .clientError, "the Runtime API sent an event without Lambda-Runtime-Aws-Request-Id")
    }
    ColdStart.record(.firstEvent)
    let context = Context(
      requestID: requestID, headers: response.headers, environment: environment,
      isFirstInvocation: isFirst)
    isFirst = false
    busy += 1
    if TrapReport.wantsPeer, let peer = client.peer { TrapReport.setPeer(peer) }
    TrapReport.begin(context)
    traceVariable?.set(context.traceID)
    return Invocation(event: response.body, context: context)
  }

  /// Sends a GET until it is answered: a connection that broke while the process was frozen is made
  /// anew, up to five tries with 0.1, 0.2, 0.4 and 0.8 seconds between them.
  ///
  /// - Returns: nil when the environment is being shut down.
  func ask(_ target: String, _ headers: HTTPHeaders) async throws(RuntimeError) -> HTTPResponse? {
    var pause = Duration.milliseconds(100)
    while true {
      do {
        return try await client.get(target, headers: headers)
      } catch {
        if isClosing { return nil }
        let failure =
          "the Runtime API at \(environment.runtimeAPI) cannot be reached: \(error.message)"
        guard pause <= .milliseconds(800) else { throw RuntimeError(.clientError, failure) }
        Log.process.warn("\(failure); trying again")
        try? await loop.sleep(for: pause)
        pause *= 2
      }
    }
  }

  /// Asks for no further invocation, since the environment is going to end. What is under way is
  /// still answered.
  ///
  /// - Parameter deadline: when what is left to do has to be over.
  func close(before deadline: ContinuousClock.Instant) {
    shutdownDeadline = deadline
    // An event that has come together with the signal may still be on its way through the loop, to
    // the task that waits for it.
    // Not shared: the task runs on the loop's thread, as this does.
    nonisolated(unsafe) let this = self
    loop.schedule(at: .now) {
      Task(executorPreference: this.loop) { this.closeWhenIdle() }
    }
  }

  /// Ends the calls that wait for invocations, as soon as they are the only ones.
  private func closeWhenIdle() {
    if busy == 0 { client.close() }
  }

  /// The header that goes with the first answer, for the emulator.
  func takeInvocationMarks() -> String? {
    ColdStart.record(.firstAnswer)
    guard tellsInvocation else { return nil }
    tellsInvocation = false
    return ColdStart.current.invocationHeader
  }

  /// Logs the cold start once, when the first answer has been sent. A line of its own kind, as the
  /// platform's are, and not a record of the function's log, whose level and format it would have.
  private func logColdStart() {
    let start = ColdStart.current
    guard start.firstAnswer != nil else { return }
    logsColdStart = false
    print(#"{"type":"martlet.coldStart","record":\#(start.json)}"#)
  }

  func unexpected(_ response: HTTPResponse, of call: String) -> RuntimeError {
    let body = String(decoding: response.body.prefix(500), as: UTF8.self)
    return RuntimeError(
      .clientError, "the Runtime API answered \(call) with \(response.status): \(body)")
  }
}
