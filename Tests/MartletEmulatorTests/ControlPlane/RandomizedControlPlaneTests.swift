import TestSupport
import Testing

@testable import MartletEmulator

/// Thousands of random histories, each from a seed, with what must hold after every step of any.
struct RandomizedControlPlaneTests {
  @Test(arguments: 0..<8)
  func `no history loses an invocation`(part: UInt64) {
    for round in 0..<130 {
      let seed = part * 1_000_000 + UInt64(round)
      var history = History(seed: seed)
      history.run(steps: 120)
      guard history.problems.isEmpty else {
        Issue.record("seed \(seed): \(history.problems.joined(separator: "; "))")
        return
      }
    }
  }

  @Test func `a seed always gives the same history`() {
    var one = History(seed: 7)
    var two = History(seed: 7)
    one.run(steps: 300)
    two.run(steps: 300)
    #expect(one.transcript == two.transcript)
    #expect(one.transcript.count > 100)
  }
}

/// A random history of a control plane, and what it must keep to.
private struct History {
  private(set) var problems: [String] = []
  /// All effects, as text.
  private(set) var transcript: [String] = []
  private var plane: ControlPlane
  private var random: SplitMix64
  private var now = ControlPlane.Instant.now
  private let limit: Int

  /// What the processes know.
  private struct Process {
    let function: String
    /// How many events it has at a time at most, and how many calls of `next` wait.
    let concurrency: Int
    var waiting = 0
    var isStopped = false
    var isFrozen = false
    var isSnapshot = false
    var extensions: [String] = []
    var requests: [InvocationRequest] = []
    /// Whose events it has had.
    var tenants: Set<String> = []
    /// Whether the runtime's process has ended, while that of its extension `p` goes on.
    var hasExited = false
    /// What the process of `p` does; nil where there is none.
    var external: External?
  }
  private enum External {
    case runs
    /// Told that the environment ends, or killed.
    case ends
  }
  /// On demand, `M` with several invocations at a time, `S` with snapshots, `T` with tenants.
  private static let functions: [(name: String, type: InitializationType)] = [
    ("F", .onDemand), ("T", .onDemand), ("M", .managedInstances(maximumConcurrency: 3)),
    ("S", .snapStart),
  ]
  private var processes: [EnvironmentID: Process] = [:]
  /// By request ID.
  private var requests: [InvocationID: String] = [:]
  private var unanswered: Set<InvocationID> = []
  private var delivered: Set<String> = []
  private var lines: [String: [String]] = [:]
  private var runtimesDone: [String: Int] = [:]
  /// Those of environments that have several invocations at a time.
  private var concurrent: Set<String> = []

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    limit = random.below(4) + 1
    var limits = ControlPlane.Limits()
    limits.environmentsPerFunction = limit
    plane = ControlPlane(limits: limits)
    for (name, type) in Self.functions {
      plane.add(
        FunctionConfiguration(
          name: name, bootstrap: "/bin/f", timeout: .seconds(3), initialization: type,
          isolatesTenants: name == "T"))
    }
  }

  mutating func run(steps: Int) {
    for _ in 0..<steps where problems.isEmpty {
      step()
      check()
    }
    settle()
  }

  // MARK: Steps

  private mutating func step() {
    switch random.below(100) {
    case 0..<4: if let id = anyProcess() { extensionCalls(id) }
    case 4: if let id = anyProcess() { restoreCalls(id) }
    case 5: if let id = anyProcess() { abandon(id) }
    case 6..<22: invoke()
    case 22..<45: if let id = anyProcess(), processes[id]?.isFrozen != true { next(id) }
    case 45..<65: if let id = anyProcess() { answer(id) }
    case 65..<70: if let id = anyProcess() { initError(id) }
    case 70..<76: if let id = anyProcess() { exit(id) }
    case 76..<90: now += .milliseconds(random.below(random.below(4) == 0 ? 4000 : 60))
    case 90..<99: tickAtDeadline()
    default: random.below(20) == 0 ? plane.shutDown(now: now) : start()
    }
    // The platform's timer fires soon after a deadline, whatever else happens.
    if let deadline = plane.nextDeadline, deadline <= now { tick() }
    perform()
  }

  private mutating func invoke() {
    var request = InvocationRequest(
      function: anyFunction(), event: [], tenantID: "t\(random.below(6))",
      wantsLogTail: random.below(3) == 0)
    request.requestID = "r\(requests.count)"
    guard let id = plane.invoke(request, now: now) else { return fail("refused an invocation") }
    requests[id] = request.requestID
    unanswered.insert(id)
  }

  private mutating func start() {
    let name = anyFunction()
    let mayStart = !plane.isShuttingDown && processes.values.count { $0.function == name } < limit
    if (plane.start(name, now: now) != nil) != mayStart { fail("started against the limit") }
  }

  private mutating func extensionCalls(_ id: EnvironmentID) {
    if processes[id]?.external != nil, random.below(2) == 0 { return externalCalls(id) }
    guard let name = processes[id]?.extensions.last, random.below(4) > 0 else {
      let name = "x\(random.below(100))"
      let events = random.below(2) == 0 ? ["INVOKE"] : []
      if plane.register(name, events: events, as: name, in: id) == .accepted {
        processes[id]?.extensions.append(name)
      }
      return
    }
    _ =
      random.below(9) == 0
      ? plane.extensionFailed(name, type: "Extension.X", reason: "x", in: id, now: now)
      : plane.next(name, in: id, now: now)
  }

  private mutating func externalCalls(_ id: EnvironmentID) {
    switch random.below(6) {
    case 0: exitExternal(id)
    case 1..<4:
      let events = [["SHUTDOWN"], [], ["INVOKE"]][random.below(3)]
      _ = plane.register("p", events: events, as: "p", in: id)
    default: _ = plane.next("p", in: id, now: now)
    }
  }

  private mutating func exitExternal(_ id: EnvironmentID) {
    guard processes[id]?.external != nil else { return }
    processes[id]?.external = nil
    if processes[id]?.hasExited == true { processes[id] = nil }
    plane.extensionExited("p", .status(Int32(random.below(2))), in: id, now: now)
  }

  private mutating func next(_ id: EnvironmentID) {
    if processes[id]?.hasExited == true { return }
    switch plane.next(id, now: now) {
    case .wait:
      guard var process = processes[id] else { return }
      process.waiting = process.concurrency == 1 ? 1 : process.waiting + 1
      processes[id] = process
    case .event(let request, _):
      if processes[id]?.requests.last?.requestID != request.requestID {
        fail("repeated another event")
      }
    case .refused: break
    }
  }

  private mutating func restoreCalls(_ id: EnvironmentID) {
    guard random.below(3) > 0 else {
      _ = plane.restoreError(id, type: "Runtime.X", body: [], size: 0, now: now)
      return
    }
    guard plane.restoreNext(id, now: now) == .wait else { return }
    if processes[id]?.function != "S" { fail("kept who is no snapshot") }
    processes[id]?.isSnapshot = true
  }

  /// A poller that waits hangs up.
  private mutating func abandon(_ id: EnvironmentID) {
    guard let process = processes[id], process.concurrency > 1, process.waiting > 0 else { return }
    processes[id]?.waiting -= 1
    plane.abandonNext(id)
  }

  private mutating func anyFunction() -> String {
    Self.functions[random.below(Self.functions.count)].name
  }

  private mutating func answer(_ id: EnvironmentID) {
    guard let requests = processes[id]?.requests, !requests.isEmpty else { return }
    let request = requests[random.below(requests.count)]
    let isOther = random.below(8) == 0
    let posted = ControlPlane.PostedAnswer(
      requestID: isOther ? "r\(random.below(self.requests.count))" : request.requestID,
      invocationID: random.below(8) == 0 ? "another" : nil, body: [], beganAt: now,
      size: random.below(10) == 0 ? 7_000_000 : 0, mode: random.below(12) == 0 ? "bogus" : nil,
      errorType: random.below(4) == 0 ? "Function.X" : nil)
    let reply = plane.answer(posted, from: id, now: now)
    if reply == .accepted, !requests.contains(where: { $0.requestID == posted.requestID }) {
      fail("took another's answer")
    }
  }

  private mutating func initError(_ id: EnvironmentID) {
    _ = plane.initError(id, type: "Runtime.X", body: [], size: 0, now: now)
  }

  private mutating func exit(_ id: EnvironmentID) {
    guard processes[id]?.hasExited == false else { return }
    processes[id]?.hasExited = true
    if processes[id]?.external == nil { processes[id] = nil }
    plane.exited(id, random.below(2) == 0 ? .status(1) : .signal(9, name: "killed"), now: now)
  }

  private mutating func tickAtDeadline() {
    guard let deadline = plane.nextDeadline else { return }
    now = max(now, deadline)
    tick()
  }

  private mutating func tick() {
    plane.tick(now: now)
    if let deadline = plane.nextDeadline, deadline <= now { fail("a tick left a deadline behind") }
  }

  private mutating func anyProcess() -> EnvironmentID? {
    let ids = processes.keys.sorted { $0.number < $1.number }
    return ids.isEmpty ? nil : ids[random.below(ids.count)]
  }

  // MARK: What comes out

  private mutating func perform() {
    for entry in plane.takeEntries() { note(entry) }
    var effects = plane.takeEffects()
    while !effects.isEmpty {
      for effect in effects { perform(effect) }
      effects = plane.takeEffects()
      for entry in plane.takeEntries() { note(entry) }
    }
  }

  private mutating func perform(_ effect: Effect) {
    switch effect {
    case .start(let id, let configuration, _):
      transcript.append("start \(id)")
      processes[id] = Process(
        function: configuration.name,
        concurrency: configuration.initialization.maximumConcurrency)
      if random.below(15) == 0 {
        processes[id] = nil
        plane.exited(id, .notStarted("no"), now: now)
      } else if random.below(4) == 0 {
        processes[id]?.external = .runs
        plane.expectExtensions(["p"], in: id)
      }
    case .deliver(let id, let request, _):
      transcript.append("deliver \(id) \(request.requestID)")
      if processes[id]?.waiting ?? 0 == 0 { fail("delivered to who does not wait") }
      if processes[id]?.isFrozen != false { fail("delivered to who is frozen") }
      if !delivered.insert(request.requestID).inserted { fail("delivered twice") }
      if processes[id]?.hasExited == true { fail("delivered to who has ended") }
      processes[id]?.waiting -= 1
      processes[id]?.requests.append(request)
      processes[id]?.tenants.insert(request.tenantID ?? "")
      if processes[id]?.function == "T", processes[id]?.tenants.count != 1 {
        fail("delivered another tenant's")
      }
    case .shutDown(let id, let name, _, _):
      transcript.append("shut down \(id) \(name)")
      if processes[id]?.external == nil || name != "p" { fail("told who is not there") }
      processes[id]?.external = .ends
    case .stopExtension(let id, let name):
      transcript.append("stop \(id) \(name)")
      if processes[id]?.external == nil || name != "p" { fail("stopped who is not there") }
      processes[id]?.external = .ends
    case .attempt, .keep, .conclude: fail("nobody sent an event")
    case .notify(let id, let name, _, _):
      transcript.append("notify \(id) \(name)")
    case .freeze(let id):
      transcript.append("freeze \(id)")
      if processes[id]?.isFrozen != false { fail("froze who is frozen or gone") }
      if processes[id]?.waiting ?? 0 == 0, processes[id]?.isSnapshot != true {
        fail("froze who has something to do")
      }
      if processes[id]?.concurrency ?? 1 > 1 { fail("froze a managed instance") }
      processes[id]?.isFrozen = true
    case .restore(let id):
      transcript.append("restore \(id)")
      if processes[id]?.isFrozen != false { fail("restored who is frozen") }
      if processes[id]?.isSnapshot != true { fail("restored who is no snapshot") }
      processes[id]?.isSnapshot = false
    case .thaw(let id):
      transcript.append("thaw \(id)")
      if processes[id]?.isFrozen != true { fail("thawed who is not frozen") }
      processes[id]?.isFrozen = false
    case .terminate(let id):
      transcript.append("terminate \(id)")
      processes[id]?.isFrozen = false
    case .answer(let id, _):
      transcript.append("answer \(requests[id] ?? "?")")
      if unanswered.remove(id) == nil { fail("answered twice") }
    case .stop(let id):
      transcript.append("stop \(id)")
      if processes[id]?.isStopped != false || processes[id]?.hasExited != false {
        fail("stopped who does not run")
      }
      processes[id]?.isStopped = true
    }
  }

  private mutating func note(_ entry: Timeline.Entry) {
    guard let request = entry.requestID else { return }
    switch entry.kind {
    case .start:
      lines[request, default: []].append("start")
      if entry.initialization.isManagedInstances { concurrent.insert(request) }
    case .runtimeDone: runtimesDone[request, default: 0] += 1
    case .end: lines[request, default: []].append("end")
    case .report(let report):
      lines[request, default: []].append("report")
      if report.runtimeDone != nil { runtimesDone[request, default: 0] += 1 }
    default: break
    }
  }

  // MARK: What must hold

  private mutating func check() {
    for (name, _) in Self.functions {
      let running = processes.values.count { $0.function == name }
      if running > limit { fail("\(running) environments of \(limit)") }
      let pools = plane.functions[name]?.pools.compactMap { plane.pools[$0] } ?? []
      if pools.reduce(0, { $0 + $1.all.count }) != running {
        fail("lost count of the environments")
      }
      if pools.reduce(0, { $0 + $1.idle.count }) > running { fail("idle environments pile up") }
    }
    if plane.environments.count != processes.count { fail("environments pile up") }
    let places = processes.values.reduce(0) { $0 + $1.concurrency }
    if plane.invocations.count > unanswered.count + places { fail("invocations pile up") }
    for (id, environment) in plane.environments {
      guard let state = environment.concurrency else { continue }
      if state.running.count > state.limit { fail("\(id) handles more than it may") }
      if !environment.isStopping, state.waiting != processes[id]?.waiting {
        fail("lost count of who waits in \(id)")
      }
    }
    if !unanswered.isEmpty, plane.nextDeadline == nil,
      !processes.values.contains(where: { $0.isStopped || $0.external == .ends })
    {
      fail("\(unanswered.count) callers wait for nothing")
    }
  }

  /// Lets time pass until nothing is open: callers have their answers without anybody's help.
  private mutating func settle() {
    for _ in 0..<(10 * (requests.count + processes.count) + 10) where problems.isEmpty {
      for id in processes.keys.sorted(by: { $0.number < $1.number }) {
        if processes[id]?.isStopped == true { exit(id) }
        if processes[id]?.external == .ends { exitExternal(id) }
      }
      perform()
      check()
      guard plane.nextDeadline != nil else { continue }
      tickAtDeadline()
      perform()
      check()
    }
    if !unanswered.isEmpty { fail("\(unanswered.count) callers have no answer") }
    if !plane.invocations.isEmpty { fail("\(plane.invocations.count) invocations are left") }
    if plane.nextDeadline != nil { fail("there is always a next deadline") }
    for (request, lines) in lines {
      if lines != ["start", "end", "report"] { fail("\(request) has the lines \(lines)") }
      if runtimesDone[request] != (concurrent.contains(request) ? nil : 1) {
        fail("\(request) does not tell once that its runtime is done")
      }
    }
    let isIdle: [RuntimeState] = [.ready, .restoreReady]
    if plane.environments.values.contains(where: { !isIdle.contains($0.state) || $0.isStopping }) {
      fail("an environment is left that is not idle")
    }
  }

  private mutating func fail(_ problem: String) { problems.append(problem) }
}
