import MartletHTTP

@testable import MartletEmulator

/// A control plane with a clock that a test turns, and with its effects and entries as text.
struct Bench {
  var plane: ControlPlane
  /// The function `F`; what a test changes holds from now on.
  var function: FunctionConfiguration {
    didSet { plane.add(function) }
  }
  private(set) var now = ControlPlane.Instant.now
  private var attempts = 0
  private var requests: [InvocationID: String] = [:]
  /// Environments in the order they were started; the first is `e1` in texts.
  private(set) var environments: [EnvironmentID] = []

  /// Environments that wait are neither stopped nor retired unless a test says so.
  init(
    environments: Int = 64, timeout: Duration = .seconds(3), freezeDelay: Duration? = nil,
    idleLifetime: Duration? = nil, initialization: InitializationType = .onDemand
  ) {
    var limits = ControlPlane.Limits()
    limits.freezeDelay = freezeDelay
    limits.idleLifetime = idleLifetime
    limits.environmentsPerFunction = environments
    plane = ControlPlane(limits: limits)
    function = FunctionConfiguration(
      name: "F", bootstrap: "/bin/f", timeout: timeout, initialization: initialization)
    plane.add(function)
  }

  mutating func advance(_ duration: Duration) { now += duration }

  mutating func advanceToDeadline() { if let deadline = plane.nextDeadline { now = deadline } }

  // MARK: What happens

  /// Invokes the function with a request ID that is also the event.
  mutating func invoke(
    _ requestID: String, for tenant: String? = nil, attempt: String? = nil,
    wantsLogTail: Bool = false
  ) {
    var request = InvocationRequest(
      function: "F", event: Array(requestID.utf8), tenantID: tenant, wantsLogTail: wantsLogTail)
    request.requestID = requestID
    request.invocationID = attempt ?? "attempt \(requestID)"
    guard let id = plane.invoke(request, now: now) else { return }
    requests[id] = requestID
    environments += plane.environments.keys.filter { !environments.contains($0) }
      .sorted { $0.number < $1.number }
  }

  /// Accepts an event under a request ID, and does the attempts that are asked for.
  mutating func accept(_ requestID: String, age: Duration = .zero, failures: Int = 0) {
    _ = plane.accept(requestID, for: "F", age: age, failures: failures, now: now)
    attempt()
  }

  /// Does the attempts that are asked for; other effects stay for the next call of `effects`.
  mutating func attempt() {
    var others: [Effect] = []
    while case let effects = plane.takeEffects(), !effects.isEmpty {
      for effect in effects {
        guard case .attempt(let id) = effect else {
          others.append(effect)
          continue
        }
        attempt(id)
      }
    }
    for effect in others { plane.emit(effect) }
    environments += plane.environments.keys.filter { !environments.contains($0) }
      .sorted { $0.number < $1.number }
  }

  private mutating func attempt(_ id: EventID) {
    guard plane.canAttempt(id, now: now), let event = plane.events[id] else { return }
    attempts += 1
    var request = InvocationRequest(function: event.function, event: Array("{}".utf8))
    request.requestID = event.requestID
    plane.attempt(id, with: request, invocationID: "attempt \(attempts)", now: now)
  }

  /// Starts an environment without an invocation; what comes of it, as text.
  @discardableResult
  mutating func start(_ function: String = "F") -> String {
    guard let id = plane.start(function, now: now) else { return "refused" }
    environments.append(id)
    return "started \(name(id))"
  }

  /// What `next` is told, as text.
  @discardableResult
  mutating func next(_ environment: Int = 1) -> String {
    switch plane.next(environments[environment - 1], now: now) {
    case .wait: "wait"
    case .event(let request, _): "event \(request.requestID)"
    case .refused(let reply): text(reply)
    }
  }

  @discardableResult
  mutating func respond(
    _ requestID: String, _ body: String = "ok", from environment: Int = 1,
    invocationID: String? = nil, mode: String? = nil, size: Int? = nil, errorType: String? = nil,
    taking duration: Duration = .zero
  ) -> String {
    let posted = ControlPlane.PostedAnswer(
      requestID: requestID, invocationID: invocationID, body: Array(body.utf8),
      beganAt: now - duration, size: size ?? body.utf8.count, mode: mode, errorType: errorType)
    return text(plane.answer(posted, from: environments[environment - 1], now: now))
  }

  /// Streams a response, with what is wrong with it.
  @discardableResult
  mutating func stream(
    _ requestID: String, flaw: ControlPlane.PostedAnswer.Flaw?, size: Int = 0
  ) -> String {
    var posted = ControlPlane.PostedAnswer(
      requestID: requestID, body: Array("part".utf8), beganAt: now, size: size)
    if let refusal = plane.beginResponse(posted, from: environments[0]) { return text(refusal) }
    posted.isStreamed = true
    posted.flaw = flaw
    return text(plane.answer(posted, from: environments[0], now: now))
  }

  @discardableResult
  mutating func fail(_ requestID: String, from environment: Int = 1) -> String {
    respond(requestID, "no", from: environment, errorType: "Function.Test")
  }

  @discardableResult
  mutating func initError(_ environment: Int = 1, size: Int = 3) -> String {
    text(
      plane.initError(
        environments[environment - 1], type: "Runtime.Test", body: Array("bad".utf8), size: size,
        now: now))
  }

  /// A call of `next` that waited is gone.
  mutating func abandonNext(_ environment: Int = 1) {
    plane.abandonNext(environments[environment - 1])
  }

  /// What `/restore/next` is told, as text.
  @discardableResult
  mutating func restoreNext(_ environment: Int = 1) -> String {
    text(plane.restoreNext(environments[environment - 1], now: now))
  }

  @discardableResult
  mutating func restoreError(_ environment: Int = 1, size: Int = 3) -> String {
    text(
      plane.restoreError(
        environments[environment - 1], type: "Runtime.Test", body: Array("bad".utf8), size: size,
        now: now))
  }

  mutating func exit(_ environment: Int = 1, _ exit: ControlPlane.Exit = .status(1)) {
    plane.exited(environments[environment - 1], exit, now: now)
    environments += plane.environments.keys.filter { !environments.contains($0) }
      .sorted { $0.number < $1.number }
  }

  mutating func runShort(_ environment: Int) {
    plane.ranShort(environments[environment - 1], "none left", now: now)
    environments += plane.environments.keys.filter { !environments.contains($0) }
      .sorted { $0.number < $1.number }
  }

  mutating func tick() {
    plane.tick(now: now)
    environments += plane.environments.keys.filter { !environments.contains($0) }
      .sorted { $0.number < $1.number }
  }

  @discardableResult
  mutating func register(
    _ name: String, events: [String] = [], in environment: Int = 1
  ) -> String {
    text(plane.register(name, events: events, as: "id \(name)", in: environments[environment - 1]))
  }

  @discardableResult
  mutating func extensionNext(_ name: String, in environment: Int = 1) -> String {
    text(plane.next("id \(name)", in: environments[environment - 1], now: now))
  }

  @discardableResult
  mutating func extensionFails(_ name: String, type: String) -> String {
    text(
      plane.extensionFailed(
        "id \(name)", type: type, reason: "Extension.Test", in: environments[0], now: now))
  }

  mutating func expect(_ extensions: String..., in environment: Int = 1) {
    plane.expectExtensions(extensions, in: environments[environment - 1])
  }

  mutating func extensionExits(
    _ name: String, _ exit: ControlPlane.Exit = .status(1), in environment: Int = 1
  ) {
    plane.extensionExited(name, exit, in: environments[environment - 1], now: now)
    environments += plane.environments.keys.filter { !environments.contains($0) }
      .sorted { $0.number < $1.number }
  }

  mutating func shutDown() { plane.shutDown(now: now) }

  func state(_ environment: Int = 1) -> RuntimeState? {
    plane.environments[environments[environment - 1]]?.state
  }

  // MARK: What comes out

  private func text(_ reply: ControlPlane.Reply) -> String {
    switch reply {
    case .accepted: "202"
    case .refused(let status, let type, let message): "\(status) \(type): \(message)"
    }
  }

  private func text(_ reply: ControlPlane.RestoreReply) -> String {
    switch reply {
    case .wait: "wait"
    case .unknown: "unknown"
    case .refused(let reply): text(reply)
    }
  }

  private func text(_ reply: ControlPlane.ExtensionReply) -> String {
    switch reply {
    case .accepted: "accepted"
    case .refused(let type, let message): "\(type): \(message)"
    }
  }

  private func name(_ id: EnvironmentID) -> String {
    "e\((environments.firstIndex(of: id) ?? -1) + 1)"
  }

  /// What is to be done since the last call.
  mutating func effects() -> [String] {
    plane.takeEffects().map { effect in
      switch effect {
      case .start(let id, _, let request):
        "start \(name(id))" + (request.map { " for \($0)" } ?? "")
      case .notify(let id, let name, let request, _):
        "notify \(self.name(id)) \(name) \(request.requestID)"
      case .attempt: "attempt"
      case .keep(_, let request, let failures): "keep \(request) \(failures)"
      case .conclude(let outcome):
        "conclude \(outcome.requestID) \(outcome.condition.rawValue) "
          + "\(outcome.invocations)"
      case .freeze(let id): "freeze \(name(id))"
      case .thaw(let id): "thaw \(name(id))"
      case .terminate(let id): "terminate \(name(id))"
      case .restore(let id): "restore \(name(id))"
      case .shutDown(let id, let identifier, let reason, let deadline):
        "shut down \(name(id)) \(identifier) \(reason.rawValue) "
          + Milliseconds.text(now.duration(to: deadline))
      case .stopExtension(let id, let name): "stop \(self.name(id)) \(name)"
      case .deliver(let id, let request, _): "deliver \(name(id)) \(request.requestID)"
      case .answer(let id, let answer):
        "answer \(requests[id] ?? "?") "
          + (answer.errorType.map { "(\($0)) " } ?? "")
          + String(decoding: answer.payload, as: UTF8.self)
      case .stop(let id): "stop \(name(id))"
      }
    }
  }

  /// What happened since the last call, but for the ends of the runtimes' parts, which `ends` shows.
  mutating func entries() -> [String] {
    plane.takeEntries().compactMap { entry in
      let request = entry.requestID.map { " \($0)" } ?? ""
      return switch entry.kind {
      case .initStart: "init start \(name(entry.environment))"
      case .initDone(let duration, _): "init done \(Milliseconds.text(duration))"
      case .initFailed(let failure):
        "\(failure.phase.rawValue) failed \(Milliseconds.text(failure.duration)) "
          + "\(failure.errorType)"
      case .restoreStart: "restore start"
      case .restoreReport(let report):
        "restored \(Milliseconds.text(report.duration))\(report.errorType.map { " \($0)" } ?? "")"
      case .start: "start\(request)"
      case .log(let line): "log \(String(decoding: line, as: UTF8.self))"
      case .exit(let message, _): "exit\(request) \(message)"
      case .timeout(let message): "timeout\(request) \(message)"
      case .runtimeDone: nil
      case .end: "end\(request)"
      case .report(let report): "report\(request) \(text(report))"
      case .problem(let message): "problem \(message)"
      case .coldStart: "cold start"
      case .build: "build"
      case .replaced: "replaced \(entry.function)"
      case .removed: "removed \(entry.function)"
      case .held: "held \(entry.function)"
      }
    }
  }

  /// How runtimes' parts and invocations ended since the last call, with the spans of each.
  mutating func ends() -> [String] {
    plane.takeEntries().flatMap { entry in
      let request = entry.requestID ?? "?"
      switch entry.kind {
      case .runtimeDone(let done): return [text(done, request)]
      case .report(let report):
        let text =
          "report \(request) \(Milliseconds.text(report.duration)) \(report.outcome)"
          + text(report.spans)
        return (report.runtimeDone.map { [self.text($0, request)] } ?? []) + [text]
      default: return []
      }
    }
  }

  private func text(_ done: Timeline.RuntimeDone, _ request: String) -> String {
    "runtime done \(request) \(Milliseconds.text(done.duration)) \(done.outcome) "
      + "\(done.producedBytes.map { "\($0) bytes" } ?? "nothing")\(text(done.spans))"
  }

  private func text(_ spans: [Timeline.Span]) -> String {
    spans.map { ", \($0.name) \(Milliseconds.text($0.duration))" }.joined()
  }

  private func text(_ report: Report) -> String {
    let initPhase = report.initDuration.map { " init \(Milliseconds.text($0))" } ?? ""
    let restore = report.restoreDuration.map { " restored \(Milliseconds.text($0))" } ?? ""
    return "\(Milliseconds.text(report.duration))\(initPhase)\(restore) \(report.outcome)"
  }

  mutating func forget() {
    _ = plane.takeEffects()
    _ = plane.takeEntries()
  }

  // MARK: Ways to get there

  /// One environment in a state, and the request `A` that it is started for.
  static func inState(_ state: RuntimeState) -> Bench {
    var bench = Bench(environments: 1)
    bench.invoke("A")
    switch state {
    case .started: break
    case .initError: bench.initError()
    case .ready:
      bench.next()
      bench.respond("A")
      bench.next()
    case .running: bench.next()
    case .responseSent:
      bench.next()
      bench.respond("A")
    case .invocationResponse, .invocationErrorResponse:
      bench.next()
      bench.respond("A", mode: "bogus")
    case .restoreReady, .restoring, .restoreError:
      bench = Bench(environments: 1, initialization: .snapStart)
      if state == .restoreReady { bench.start() } else { bench.invoke("A") }
      bench.restoreNext()
      if state == .restoreError { bench.restoreError() }
    }
    bench.forget()
    return bench
  }
}
