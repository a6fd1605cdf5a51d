import Glibc
import MartletEmulator
import TestSupport

@testable import MartletBench

/// Candidates whose bootstrap does what a list of steps says.
enum Scripted {
  static func candidate(_ steps: String, label: String = "Scripted") -> Candidate {
    candidate(path: "\(folder)/ScriptedBootstrap", handler: steps, label: label)
  }

  static func candidate(
    path: String, handler: String = "", label: String = "Scripted"
  ) -> Candidate {
    Candidate(
      label: label,
      function: FunctionConfiguration(name: "Scripted", bootstrap: path, handler: handler),
      size: 1000)
  }

  /// As little as shows everything.
  static func plan(
    rounds: Int = 1, coldStarts: Int = 1, invocations: Int = 5, event: String = "{}",
    limit: Duration = .seconds(60)
  ) -> BenchPlan {
    BenchPlan(
      rounds: rounds, coldStarts: coldStarts, invocations: invocations, warmUp: 2,
      event: Array(event.utf8), limit: limit)
  }

  /// Measures on a thread of its own, because a bench blocks the one that it runs on.
  static func run(
    _ candidates: [Candidate], _ plan: BenchPlan = plan(), share: CPUShare? = nil,
    interrupt: Int32 = -1,
    onTurn: @escaping @Sendable (Int, Candidate) -> Void = { _, _ in }
  ) async throws -> BenchResult {
    try await resultFromAnotherThread {
      try Bench(candidates, plan: plan, share: share).run(interrupt: interrupt, onTurn: onTurn)
    }
  }

  /// Measures the one candidate that does the steps.
  static func run(_ steps: String, _ plan: BenchPlan = plan()) async throws -> BenchResult {
    try await run([candidate(steps)], plan)
  }

  /// Why the steps cannot be measured.
  static func failure(
    _ steps: String, limit: Duration = .seconds(60), interrupt: Int32 = -1
  ) async -> BenchError? {
    await failure(candidate(steps), limit: limit, interrupt: interrupt)
  }

  /// Why a candidate cannot be measured.
  static func failure(
    _ candidate: Candidate, limit: Duration = .seconds(60), interrupt: Int32 = -1
  ) async -> BenchError? {
    do {
      _ = try await run([candidate], plan(limit: limit), interrupt: interrupt)
      return nil
    } catch {
      return error as? BenchError
    }
  }

  private static let folder: String = {
    let path = realpath("/proc/self/exe", nil)!
    defer { free(path) }
    return "/" + String(cString: path).split(separator: "/").dropLast().joined(separator: "/")
  }()
}

/// Whether a process runs; one that has ended and is not collected yet does not.
func isRunning(_ process: Int32) -> Bool {
  let text = ProcessFile.read("/proc/\(process)/stat")
  guard let bracket = text.lastIndex(of: ")") else { return false }
  return !["Z", "X"].contains(text[text.index(after: bracket)...].prefix(2).last)
}

/// Returns when processes that were told to end have done so.
func untilEnded(_ processes: [Int32]) async {
  while processes.contains(where: isRunning), !Task.isCancelled { await Task.yield() }
}

/// The numbers that stand behind a word in a log.
func numbers(_ word: String, in log: [UInt8]) -> [Int32] {
  String(decoding: log, as: UTF8.self).matches(of: #/([a-z]+) (\d+)/#)
    .filter { $0.1 == word }.compactMap { Int32($0.2) }
}
