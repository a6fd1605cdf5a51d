internal import MartletBench

/// Figures as text: three significant digits in the unit that fits. And names, as far as they fit.
enum BenchText {
  static func text(_ value: Double, _ unit: Metric.Unit) -> String {
    switch unit {
    case .nanoseconds: scaled(value, [("ns", 1), ("µs", 1e3), ("ms", 1e6), ("s", 1e9)])
    case .bytes: scaled(value, [("B", 1), ("kB", 1e3), ("MB", 1e6), ("GB", 1e9)])
    case .count: String(Int(value.rounded()))
    }
  }

  /// Two values in the unit of the first.
  static func range(_ lower: Double, _ upper: Double, _ unit: Metric.Unit) -> String {
    if lower == upper { return "" }
    let ends = [text(lower, unit), text(upper, unit)]
    let parts = ends.map { $0.split(separator: " ").map(String.init) }
    guard parts[0].count == 2, parts[1].count == 2, parts[0][1] == parts[1][1] else {
      return ends.joined(separator: "–")
    }
    return "\(parts[0][0])–\(ends[1])"
  }

  /// So many characters as there is room for.
  static func shortened(_ text: String, to count: Int) -> String {
    text.count > count ? text.prefix(count - 1) + "…" : text
  }

  static func ratio(_ value: Double) -> String { digits(value) }

  private static func scaled(_ value: Double, _ units: [(String, Double)]) -> String {
    let unit = units.last { abs(value) >= $0.1 * 0.9995 } ?? units[0]
    return "\(digits(value / unit.1)) \(unit.0)"
  }

  /// Three significant digits, or all of those before the point.
  static func digits(_ value: Double) -> String {
    if value == 0 { return "0" }
    let places = value < 0.0995 ? 3 : value < 9.995 ? 2 : value < 99.95 ? 1 : 0
    let power = [1, 10, 100, 1000][places]
    let scaled = Int((value * Double(power)).rounded())
    guard places > 0 else { return String(scaled) }
    let fraction = String(scaled % power)
    return "\(scaled / power)." + String(repeating: "0", count: places - fraction.count) + fraction
  }
}
