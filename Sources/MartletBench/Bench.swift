internal import CMartletProcess
internal import Glibc
public import MartletEmulator

/// Measures candidates against each other, in turns.
///
/// Belongs to the thread that it is called on, which it blocks: it does nothing but wait for the
/// candidate whose turn it is.
public struct Bench {
  /// What is measured.
  public let candidates: [Candidate]
  /// What is done with each.
  public let plan: BenchPlan
  /// The part of a processor that each candidate gets; nil for all there is.
  public let share: CPUShare?

  /// Describes a bench.
  public init(_ candidates: [Candidate], plan: BenchPlan, share: CPUShare? = nil) {
    self.candidates = candidates
    self.plan = plan
    self.share = share
  }

  /// Measures to the end of the plan. However it ends, no process and no control group is left.
  ///
  /// - Parameters:
  ///   - interrupt: a descriptor that ends it when it becomes readable; negative for none.
  ///   - onTurn: is told the round, from zero, and whose turn it is.
  /// - Throws: `BenchError`, for the first candidate that cannot be measured.
  public func run(
    interrupt: Int32 = -1, onTurn: (_ round: Int, _ candidate: Candidate) -> Void = { _, _ in }
  ) throws(BenchError) -> BenchResult {
    let group = try makeGroup()
    defer { group?.remove() }
    let messages = candidates.map {
      EventMessage(
        event: plan.event, arn: "arn:aws:lambda:us-east-1:123456789012:function:\($0.function.name)"
      )
    }
    var turns = candidates.map { _ in [Turn]() }
    for round in 0..<plan.rounds {
      for index in plan.order(ofRound: round, among: candidates.count) {
        onTurn(round, candidates[index])
        let turn = TurnOfOne(
          candidate: candidates[index], message: messages[index], plan: plan, group: group,
          interrupt: interrupt)
        turns[index].append(try turn.run())
      }
    }
    return BenchResult(candidates: candidates, plan: plan, share: share, turns: turns)
  }

  private func makeGroup() throws(BenchError) -> CPUShare.Group? {
    guard let share else { return nil }
    do {
      return try CPUShare.Group(share)
    } catch {
      throw BenchError(.system, error.message)
    }
  }
}

/// One turn of a candidate, as it is done.
private struct TurnOfOne {
  let candidate: Candidate
  let message: EventMessage
  let plan: BenchPlan
  let group: CPUShare.Group?
  let interrupt: Int32

  func run() throws(BenchError) -> Turn {
    var turn = Turn(coldStarts: [], warm: nil, errors: 0, lastError: nil)
    for index in 1...plan.coldStarts {
      let process = try MeasuredProcess(
        candidate, message, share: group, limit: plan.limit, interrupt: interrupt)
      defer { process.end() }
      turn.coldStarts.append(try coldStart(of: process))
      if index == plan.coldStarts, plan.invocations > 0 { turn.warm = try warm(process) }
      turn.errors += process.server.errors
      if let error = process.server.lastError { turn.lastError = ErrorAnswer(error).text }
    }
    return turn
  }

  private func coldStart(of process: MeasuredProcess) throws(BenchError) -> ColdStartFigures {
    try process.untilAsked()
    let figures = ProcessFigures(process: process.launch.id)
    let cpu = figures.cpu - process.launch.cpuBefore
    let pageFaults = figures.pageFaults
    let asked = process.server.askedAt
    let firstInvocation = try process.invoke()
    var marks = ColdStartMarks(
      spawnBegin: process.launch.began.nanoseconds, spawnEnd: process.launch.began.nanoseconds)
    marks.firstNext = asked.nanoseconds
    process.server.coldStartMarks.map { marks.read(header: $0) }
    return ColdStartFigures(
      duration: process.launch.began.duration(to: asked), phases: marks.phases, cpu: cpu,
      pageFaults: pageFaults, firstInvocation: firstInvocation)
  }

  private func warm(_ process: MeasuredProcess) throws(BenchError) -> WarmFigures {
    var latencies: [Duration] = []
    latencies.reserveCapacity(plan.invocations)
    try process.untilAsked()
    for _ in 0..<plan.warmUp {
      _ = try process.invoke()
      try process.untilAsked()
    }
    let figures = ProcessFigures(process: process.launch.id)
    let cpu = figures.cpu
    let ownCPU = martlet_own_cpu_time()
    let begin = Instant.now
    for _ in 0..<plan.invocations {
      latencies.append(try process.invoke())
      try process.untilAsked()
    }
    let end = process.server.askedAt
    let ownEnd = martlet_own_cpu_time()
    let cpuEnd = figures.cpu
    return WarmFigures(
      latencies: latencies.sorted(), wall: begin.duration(to: end) / plan.invocations,
      cpu: (cpuEnd - cpu) / plan.invocations,
      instrumentCPU: .nanoseconds(ownEnd - ownCPU) / plan.invocations,
      peakMemory: figures.peakMemory, sharedObjects: figures.sharedObjects)
  }
}
