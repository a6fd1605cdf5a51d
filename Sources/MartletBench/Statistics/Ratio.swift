/// How two candidates compare: the ratios within each round, because both share its disturbances.
public struct Ratio: Sendable, Hashable {
  /// The median of the ratios.
  public var median: Double
  /// Where the true median lies; nil for fewer rounds than can say.
  public var interval: MedianInterval?

  /// Compares values of two candidates, one of each per round; nil where no round has both.
  public init?(of own: [Double?], to others: [Double?]) {
    let ratios = zip(own, others).compactMap { own, other -> Double? in
      guard let own, let other, other > 0 else { return nil }
      return own / other
    }
    guard let spread = Spread(of: ratios) else { return nil }
    median = spread.median
    interval = MedianInterval(of: ratios)
  }

  /// Whether the rounds tell the two apart.
  public var isDecided: Bool { interval.map { !$0.contains(1) } ?? false }
}
