internal import FoundationEssentials
internal import MartletBench
internal import MartletEmulator

/// What a bench has shown, for machines: all times are nanoseconds, all sizes bytes.
struct BenchDocument: Encodable {
  struct Plan: Encodable {
    let rounds: Int
    let coldStarts: Int
    let invocations: Int
    let warmUp: Int
    let eventBytes: Int
    let memoryMegabytes: Int?
  }

  struct Figure: Encodable {
    let unit: Metric.Unit
    let lowerQuartile: Double
    let median: Double
    let upperQuartile: Double
    /// One for each round, in order.
    let rounds: [Double?]
  }

  struct Phases: Encodable {
    let loader: Int64
    let runtimeStart: Int64
    let functionInit: Int64
    let firstNext: Int64
  }

  struct Subject: Encodable {
    let name: String
    let bootstrap: String
    let errors: Int
    let lastError: String?
    let figures: [String: Figure]
    /// The medians of the phases of its cold start; absent where it does not tell them.
    let phases: Phases?
  }

  struct Comparison: Encodable {
    struct Figure: Encodable {
      let ratio: Double
      let lower: Double?
      let upper: Double?
      /// Whether the rounds tell the two apart.
      let isDecided: Bool
    }
    let name: String
    let to: String
    let ratios: [String: Figure]
  }

  let plan: Plan
  let candidates: [Subject]
  let comparisons: [Comparison]
  /// The instrument's own processor time for each invocation.
  let instrumentCPU: Int64?

  init(_ result: BenchResult) {
    plan = Plan(
      rounds: result.plan.rounds, coldStarts: result.plan.coldStarts,
      invocations: result.plan.invocations, warmUp: result.plan.warmUp,
      eventBytes: result.plan.event.count, memoryMegabytes: result.share?.memorySize)
    candidates = result.candidates.indices.map { Self.subject(result, $0) }
    comparisons = result.candidates.indices.dropFirst().map { Self.comparison(result, $0) }
    instrumentCPU = result.instrumentCPU.map(Self.nanoseconds)
  }

  /// The document with a line end, its keys sorted, so that two of them can be compared.
  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Nothing in it can fail to be encoded: all numbers are finite.
    let data = try? encoder.encode(self)
    return String(decoding: data ?? Data(), as: UTF8.self) + "\n"
  }

  private static func subject(_ result: BenchResult, _ index: Int) -> Subject {
    let figures = Metric.allCases.compactMap { metric in
      result.spread(metric, of: index).map { spread in
        (
          metric.rawValue,
          Figure(
            unit: metric.unit, lowerQuartile: spread.lowerQuartile, median: spread.median,
            upperQuartile: spread.upperQuartile, rounds: result.rounds(metric, of: index))
        )
      }
    }
    let candidate = result.candidates[index]
    return Subject(
      name: candidate.label, bootstrap: candidate.function.bootstrap,
      errors: result.errors(of: index),
      lastError: result.turns[index].compactMap(\.lastError).last,
      figures: Dictionary(uniqueKeysWithValues: figures),
      phases: result.phases(of: index).map {
        Phases(
          loader: nanoseconds($0.loader), runtimeStart: nanoseconds($0.runtimeStart),
          functionInit: nanoseconds($0.functionInit), firstNext: nanoseconds($0.firstNext))
      })
  }

  private static func comparison(_ result: BenchResult, _ other: Int) -> Comparison {
    let ratios = Metric.allCases.compactMap { metric in
      result.ratio(metric, of: 0, to: other).map { ratio in
        (
          metric.rawValue,
          Comparison.Figure(
            ratio: ratio.median, lower: ratio.interval?.lower, upper: ratio.interval?.upper,
            isDecided: ratio.isDecided)
        )
      }
    }
    return Comparison(
      name: result.candidates[0].label, to: result.candidates[other].label,
      ratios: Dictionary(uniqueKeysWithValues: ratios))
  }

  private static func nanoseconds(_ duration: Duration) -> Int64 {
    Int64(duration / .nanoseconds(1))
  }
}
