public import MartletEmulator

/// What a bench has shown.
public struct BenchResult: Sendable, Hashable {
  /// What was measured.
  public let candidates: [Candidate]
  /// What was done with each.
  public let plan: BenchPlan
  /// The part of a processor that each had; nil for all there is.
  public let share: CPUShare?
  /// For each candidate its turns, by round.
  public let turns: [[Turn]]

  /// Puts together what was measured.
  public init(candidates: [Candidate], plan: BenchPlan, share: CPUShare?, turns: [[Turn]]) {
    self.candidates = candidates
    self.plan = plan
    self.share = share
    self.turns = turns
  }

  /// The middle and the spread of all values of a candidate, whichever round they come from.
  public func spread(_ metric: Metric, of candidate: Int) -> Spread? {
    if metric == .size { return Spread(of: [Double(candidates[candidate].size)]) }
    return Spread(of: turns[candidate].flatMap { metric.values(of: $0) })
  }

  /// One value of a candidate for each round: the median of those of its turn.
  public func rounds(_ metric: Metric, of candidate: Int) -> [Double?] {
    turns[candidate].map { turn in
      if metric == .size { return Double(candidates[candidate].size) }
      return Spread(of: metric.values(of: turn))?.median
    }
  }

  /// How a candidate compares with another, round by round.
  public func ratio(_ metric: Metric, of candidate: Int, to other: Int) -> Ratio? {
    Ratio(of: rounds(metric, of: candidate), to: rounds(metric, of: other))
  }

  /// The median of each phase of a candidate's cold starts; nil where it does not tell them.
  public func phases(of candidate: Int) -> ColdStart.Phases? {
    let all = turns[candidate].flatMap(\.coldStarts).compactMap(\.phases)
    func median(_ phase: (ColdStart.Phases) -> Duration) -> Duration? {
      Spread(of: all.map { Double(phase($0).inNanoseconds) })
        .map { .nanoseconds(Int64($0.median)) }
    }
    guard let loader = median(\.loader), let start = median(\.runtimeStart),
      let function = median(\.functionInit),
      let next = median(\.firstNext)
    else { return nil }
    return ColdStart.Phases(
      loader: loader, runtimeStart: start, functionInit: function, firstNext: next)
  }

  /// How many events of a candidate were answered with an error.
  public func errors(of candidate: Int) -> Int {
    turns[candidate].map(\.errors).reduce(0, +)
  }

  /// The instrument's own processor time for each invocation: the median over all turns.
  public var instrumentCPU: Duration? {
    let all = turns.flatMap { $0 }.compactMap(\.warm).map {
      Double($0.instrumentCPU.inNanoseconds)
    }
    return Spread(of: all).map { .nanoseconds(Int64($0.median)) }
  }
}
