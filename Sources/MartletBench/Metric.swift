/// What is measured, under the names that results give it.
public enum Metric: String, Sendable, CaseIterable, Codable {
  /// From the start of the executable to its first `next`.
  case coldStart
  /// The processor time of that.
  case coldStartCPU
  /// The page faults of that.
  case coldStartPageFaults
  /// From the delivery of a cold process's first event to its answer.
  case firstInvocation
  /// From the delivery of an event to its answer: the median.
  case latency
  /// The same: nine of ten are faster.
  case latency90
  /// The same: 99 of 100 are faster.
  case latency99
  /// The same: the slowest.
  case latencyMaximum
  /// The whole cycle of an invocation, from `next` to `next`.
  case wall
  /// The processor time of an invocation.
  case cpu
  /// The highest resident size.
  case memory
  /// Loaded shared objects, the loader included.
  case sharedObjects
  /// The size of what is deployed.
  case size

  /// What the values count.
  public enum Unit: String, Sendable, Codable {
    /// Time.
    case nanoseconds
    /// Memory or files.
    case bytes
    /// Things.
    case count
  }

  /// What the values count.
  public var unit: Unit {
    switch self {
    case .coldStart, .coldStartCPU, .firstInvocation, .latency, .latency90, .latency99,
      .latencyMaximum, .wall, .cpu:
      .nanoseconds
    case .memory, .size: .bytes
    case .coldStartPageFaults, .sharedObjects: .count
    }
  }

  /// All values of a turn.
  func values(of turn: Turn) -> [Double] {
    switch self {
    case .coldStart: turn.coldStarts.map { Self.number($0.duration) }
    case .coldStartCPU: turn.coldStarts.map { Self.number($0.cpu) }
    case .coldStartPageFaults: turn.coldStarts.map { Double($0.pageFaults) }
    case .firstInvocation: turn.coldStarts.map { Self.number($0.firstInvocation) }
    default: turn.warm.flatMap { value(of: $0) }.map { [$0] } ?? []
    }
  }

  private func value(of warm: WarmFigures) -> Double? {
    func latency(_ part: Double) -> Double? {
      guard !warm.latencies.isEmpty else { return nil }
      return Spread.quantile(part, of: warm.latencies.map(Self.number))
    }
    return switch self {
    case .latency: latency(0.5)
    case .latency90: latency(0.9)
    case .latency99: latency(0.99)
    case .latencyMaximum: latency(1)
    case .wall: Self.number(warm.wall)
    case .cpu: Self.number(warm.cpu)
    case .memory: Double(warm.peakMemory)
    case .sharedObjects: Double(warm.sharedObjects)
    default: nil
    }
  }

  private static func number(_ duration: Duration) -> Double { Double(duration.inNanoseconds) }
}
