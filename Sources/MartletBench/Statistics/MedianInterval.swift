internal import Glibc

/// Where the true median lies, as far as a sample of it can tell.
public struct MedianInterval: Sendable, Hashable {
  /// The lower end.
  public var lower: Double
  /// The upper end.
  public var upper: Double

  /// How sure the interval is, at least.
  public static let confidence = 0.95

  /// Finds the interval; nil for fewer than six values, which cannot be that sure of anything.
  ///
  /// It makes no assumption about how the values are distributed: each lies above the true median
  /// as a coin falls. So the chance that more than `n - k` of `n` fall on one side is that of a
  /// binomial distribution, and the k-th values from both ends hold the median between them.
  public init?(of values: [Double]) {
    let rank = Self.rank(values.count)
    guard rank > 0 else { return nil }
    let sorted = values.sorted()
    lower = sorted[rank - 1]
    upper = sorted[sorted.count - rank]
  }

  /// Whether a value may be the true median.
  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

  /// The highest k whose k-th values from both ends are sure enough; 0 where none is.
  static func rank(_ count: Int) -> Int {
    guard count > 0 else { return 0 }
    // As logarithms, because of a large sample the first terms are too small for a `Double`.
    var logTerm = -Double(count) * log(2)
    var below = 0.0
    var rank = 0
    while rank < count / 2 {
      below += exp(logTerm)
      guard below <= (1 - confidence) / 2 else { break }
      logTerm += log(Double(count - rank)) - log(Double(rank + 1))
      rank += 1
    }
    return rank
  }
}
