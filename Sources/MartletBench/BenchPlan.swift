/// What is done with each candidate.
public struct BenchPlan: Sendable, Hashable {
  /// How often each candidate has its turn.
  public var rounds: Int
  /// Cold starts in each turn.
  public var coldStarts: Int
  /// Invocations in each turn that count, of the process that was started last.
  public var invocations: Int
  /// Invocations in front of them that do not count.
  public var warmUp: Int
  /// The event of every invocation.
  public var event: [UInt8]
  /// How long a cold start, or one invocation, may take.
  public var limit: Duration

  /// Describes a plan. Many short rounds let a machine that drifts disturb all candidates alike.
  public init(
    rounds: Int = 25, coldStarts: Int = 3, invocations: Int = 400, warmUp: Int = 50,
    event: [UInt8] = Array(#"{"name":"Ada"}"#.utf8), limit: Duration = .seconds(15)
  ) {
    self.rounds = rounds
    self.coldStarts = coldStarts
    self.invocations = invocations
    self.warmUp = warmUp
    self.event = event
    self.limit = limit
  }

  /// Whose turn it is in a round, as positions in a list: another one begins each time, and every
  /// second round goes backwards, so that nobody always follows the same neighbour.
  func order(ofRound round: Int, among count: Int) -> [Int] {
    let turned = (0..<count).map { ($0 + round / 2) % count }
    return round.isMultiple(of: 2) ? turned : turned.reversed()
  }
}
