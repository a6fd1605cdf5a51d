internal import Glibc
internal import MartletBench
internal import MartletEmulator

/// `martlet bench`: measures bootstraps of any language, alone or against each other.
struct BenchCommand: Command {
  static let help = """
    Measure a bootstrap of any language: cold start, invocations, memory, size.

    USAGE: martlet bench [NAME=]BOOTSTRAP [--against [NAME=]OTHER …] [OPTIONS]

    A bootstrap is an executable, or a folder or .zip that holds `bootstrap`. All take turns in
    many short rounds, so that a machine that drifts disturbs them alike; ratios are medians of
    those within each round, with a 95 % interval. One that includes 1 tells nothing apart.

    OPTIONS:
      --against [NAME=]OTHER   What to compare with; may be repeated.
      --handler HANDLER        What they read as _HANDLER (default: this command's, or NAME).
      --rounds N, --cold N, --warm N
                               Rounds (25), cold starts (3) and invocations (400) in each.
      --memory MB              Give each as much processor as Lambda does for that size.
      --event JSON|@FILE|-     The event of every invocation (default: {"name":"Ada"}).
      --payload BYTES          An event of that size instead.
      --timeout SECONDS        How long a start or an invocation may take (default: 15).
      --json                   Print all figures, and those of each round, as JSON.
      --svg FILE               Write a chart.

    EXAMPLES:
      martlet bench .build/release/Hello
      martlet bench Swift=hello.zip --against Rust=target/release/bootstrap --memory 128

    """

  static let options: [Option] = [
    .value("--against", "[NAME=]OTHER"), .value("--handler", "HANDLER"), .value("--rounds", "N"),
    .value("--cold", "N"), .value("--warm", "N"), .value("--memory", "MB"),
    .value("--event", "JSON"), .value("--payload", "BYTES"), .value("--timeout", "SECONDS"),
    .flag("--json"), .value("--svg", "FILE"),
  ]

  private let artifacts: [BenchArtifact]
  private let handler: String?
  private let plan: BenchPlan
  private let share: CPUShare?
  private let printsJSON: Bool
  private let chart: String?

  init(_ arguments: Arguments) throws(CommandError) {
    guard let first = arguments.positionals.first else {
      throw CommandError(.usage, "name a bootstrap: martlet bench BOOTSTRAP [--against OTHER …]")
    }
    guard arguments.positionals.count == 1 else {
      throw CommandError(
        .usage,
        "\"\(arguments.positionals[1])\" is one word too many; compare with: --against "
          + arguments.positionals[1])
    }
    var artifacts: [BenchArtifact] = []
    for word in [first] + arguments.all("--against") {
      artifacts.append(try BenchArtifact(word, among: artifacts))
    }
    self.artifacts = artifacts
    handler = arguments.value("--handler")
    plan = BenchPlan(
      rounds: try arguments.number("--rounds", in: 1...100_000) ?? 25,
      coldStarts: try arguments.number("--cold", in: 1...100_000) ?? 3,
      invocations: try arguments.number("--warm", in: 0...10_000_000) ?? 400,
      event: try Self.event(arguments), limit: try arguments.timeout() ?? .seconds(15))
    share = try arguments.number("--memory", in: CPUShare.memorySizes).map {
      CPUShare(memorySize: $0)
    }
    printsJSON = arguments.has("--json")
    chart = arguments.value("--svg")
  }

  private static func event(_ arguments: Arguments) throws(CommandError) -> [UInt8] {
    let size = try arguments.number("--payload", in: BenchEvent.sizes)
    let event = arguments.value("--event")
    guard size == nil || event == nil else {
      throw CommandError(.usage, "--payload and --event both give the event; leave one out")
    }
    if let size { return BenchEvent.bytes(size) }
    return try event.map { text throws(CommandError) in try Payload.read(text) }
      ?? BenchEvent.usual
  }

  func run(in session: Session) async throws(CommandError) -> ExitStatus {
    let chart = try chart.map { path throws(CommandError) in
      try BenchChartFile(path, in: session)
    }
    var candidates: [Candidate] = []
    for artifact in artifacts {
      candidates.append(
        try await artifact.candidate(handler: handler, memorySize: share?.memorySize, in: session))
    }
    let result: BenchResult
    do {
      result = try measure(candidates)
    } catch {
      Console.progress("")
      // The signal is read by the loop, which then ends the command.
      if error.code == .interrupted { await session.untilSignal() }
      throw Self.failure(error)
    }
    Console.progress("")
    try chart?.write(BenchSVG(result: result).text)
    try Console.output(
      printsJSON ? BenchDocument(result).json : BenchReport(result: result).text)
    return warn(of: result)
  }

  private func measure(_ candidates: [Candidate]) throws(BenchError) -> BenchResult {
    let bench = Bench(candidates, plan: plan, share: share)
    return try bench.run(interrupt: Signals.current?.descriptor ?? -1) { round, candidate in
      Console.progress("round \(round + 1) of \(plan.rounds): \(candidate.label)")
    }
  }

  private static func failure(_ error: BenchError) -> CommandError {
    switch error.code {
    case .timeout:
      CommandError(.timeout, "\(error.message); --timeout allows more", details: error.log)
    case .system: CommandError(.unavailable, error.message, details: error.log)
    case .start: CommandError(.usage, error.message, details: error.log)
    default: CommandError(.functionError, error.message, details: error.log)
    }
  }

  /// Figures of errors look like any others, so they are not passed over.
  private func warn(of result: BenchResult) -> ExitStatus {
    var status = ExitStatus.success
    for (index, candidate) in result.candidates.enumerated() where result.errors(of: index) > 0 {
      status = .functionError
      let last = result.turns[index].compactMap(\.lastError).last ?? ""
      Console.error(
        """
        \(candidate.label) answered \(result.errors(of: index)) events with an error, so its \
        figures are those of errors: \(TerminalText.visible(Array(last.utf8))); give what it \
        expects with --event
        """)
    }
    return status
  }
}
