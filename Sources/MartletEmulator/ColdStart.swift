/// The phases of a cold start.
public struct ColdStart: Sendable, Hashable {
  /// Until the new process runs the executable.
  public var spawn: Duration
  /// From there to the first `next`, for a process that says nothing about itself.
  public var start: Duration
  /// How `start` divides, as the process itself measured it.
  public var phases: Phases?
  /// From the event's delivery to the answer.
  public var firstInvocation: Duration
  /// What of `firstInvocation` passed in the process itself, from the event's arrival to its answer,
  /// where it tells.
  public var handling: Duration?

  /// What a process built with Martlet's runtime tells about its start.
  public struct Phases: Sendable, Hashable {
    /// From the executable's start to the process's first own instruction: what the kernel and the
    /// loader take. Zero where the process does not tell, and this is part of `runtimeStart`.
    public var loader: Duration
    /// The language runtime: from there to `main`.
    public var runtimeStart: Duration
    /// The function's own init phase.
    public var functionInit: Duration
    /// From `main` to the first `next`, without the function's init phase.
    public var firstNext: Duration

    /// Puts the phases together.
    public init(
      loader: Duration, runtimeStart: Duration, functionInit: Duration, firstNext: Duration
    ) {
      self.loader = loader
      self.runtimeStart = runtimeStart
      self.functionInit = functionInit
      self.firstNext = firstNext
    }

    /// What passes before the process's own code: the loader and the language runtime.
    public var beforeMain: Duration { loader + runtimeStart }
  }

  /// From the start of the process to the answer.
  public var total: Duration { spawn + start + firstInvocation }

  /// The phases in their order; those of the process itself where it tells them.
  public var named: [(name: String, duration: Duration)] {
    var named = [(name: "spawn", duration: spawn)]
    if let phases {
      if phases.loader > .zero { named.append(("loader", phases.loader)) }
      named += [
        ("runtime start", phases.runtimeStart), ("function init", phases.functionInit),
        ("first next", phases.firstNext),
      ]
    } else {
      named.append(("start to first next", start))
    }
    guard let handling else { return named + [("first event to answer", firstInvocation)] }
    return named + [
      ("first event to answer", handling), ("on the wire", firstInvocation - handling),
    ]
  }

  /// The phases on one line.
  public var line: String {
    let parts = named.map { "\($0.name) \(Milliseconds.text($0.duration))" }
    return "cold start \(Milliseconds.text(total)) ms: " + parts.joined(separator: " · ")
  }
}

/// The instants of a cold start, in nanoseconds on the monotonic clock, as they come in.
public struct ColdStartMarks {
  var spawnBegin: UInt64
  var spawnEnd: UInt64
  /// When the process asked for its first event.
  public var firstNext: UInt64 = 0
  /// Set while the first event waits for its answer.
  var firstEvent: UInt64 = 0
  var isFirstEvent = true
  /// `start`, `main`, `init-begin` and `init-end`, and later `event` and `answer`, where the process
  /// sends them.
  private(set) var reported: [String: UInt64] = [:]
  private static let names: Set = ["start", "main", "init-begin", "init-end", "event", "answer"]

  /// Begins with the instants between which the process was started.
  public init(spawnBegin: UInt64, spawnEnd: UInt64) {
    self.spawnBegin = spawnBegin
    self.spawnEnd = spawnEnd
  }

  /// Reads the headers that Martlet's runtime sends with its first `next` and its first answer.
  public mutating func read(header: String) {
    for mark in header.split(separator: ",") {
      let sides = mark.split(separator: "=")
      guard sides.count == 2, let instant = UInt64(sides[1]) else { continue }
      let name = String(sides[0].trimmingPrefix { $0 == " " })
      // A process can send anything, at each of its calls.
      if Self.names.contains(name) { reported[name] = instant }
    }
  }

  /// The part that ends with the first `next`.
  var startUp: StartUp {
    StartUp(
      spawn: Self.between(spawnBegin, spawnEnd), start: Self.between(spawnEnd, firstNext),
      phases: phases)
  }

  func breakdown(answeredAt: UInt64) -> ColdStart {
    ColdStart(
      spawn: startUp.spawn, start: startUp.start, phases: phases,
      firstInvocation: Self.between(firstEvent, answeredAt), handling: handling(until: answeredAt))
  }

  private func handling(until answeredAt: UInt64) -> Duration? {
    guard let event = reported["event"], let answer = reported["answer"],
      firstEvent <= event, event <= answer, answer <= answeredAt
    else { return nil }
    return Self.between(event, answer)
  }

  /// How the time to the first `next` divides; nil where the process does not tell.
  ///
  /// Only marks that lie in their order between our own make sense; a process can send anything.
  public var phases: ColdStart.Phases? {
    guard let main = reported["main"], let begin = reported["init-begin"],
      let end = reported["init-end"],
      spawnBegin <= main, main <= begin, begin <= end, end <= firstNext
    else { return nil }
    // A process that is scheduled before its parent may reach `main` before `spawnEnd`.
    let executes = min(spawnEnd, main)
    let start = min(max(reported["start"] ?? executes, executes), main)
    return ColdStart.Phases(
      loader: Self.between(executes, start), runtimeStart: Self.between(start, main),
      functionInit: Self.between(begin, end),
      firstNext: Self.between(main, begin) + Self.between(end, firstNext))
  }

  private static func between(_ start: UInt64, _ end: UInt64) -> Duration {
    .nanoseconds(Int64(clamping: end >= start ? end - start : 0))
  }
}
