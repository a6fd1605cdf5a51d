/// A set of values by its middle and how far it spreads.
public struct Spread: Sendable, Hashable {
  /// A quarter of the values lies below.
  public var lowerQuartile: Double
  /// Half of the values lies below.
  public var median: Double
  /// Three quarters of the values lie below.
  public var upperQuartile: Double

  /// Summarizes values; nil where there are none.
  public init?(of values: [Double]) {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    lowerQuartile = Self.quantile(0.25, of: sorted)
    median = Self.quantile(0.5, of: sorted)
    upperQuartile = Self.quantile(0.75, of: sorted)
  }

  /// The value below which a part of the sorted values lies, between two of them in proportion
  /// (Hyndman and Fan's type 7, as spreadsheets, NumPy and R have it).
  static func quantile(_ part: Double, of sorted: [Double]) -> Double {
    let position = part * Double(sorted.count - 1)
    let index = Int(position)
    guard index + 1 < sorted.count else { return sorted[sorted.count - 1] }
    return sorted[index] + (position - Double(index)) * (sorted[index + 1] - sorted[index])
  }
}
