import MartletBench

/// Whether a promise is kept.
struct Verdict {
  let promise: Promise
  let ratio: Ratio

  var isKept: Bool { ratio.median <= promise.limit }

  /// Whether more rounds could say otherwise.
  var isUncertain: Bool {
    ratio.interval.map { $0.lower <= promise.limit && promise.limit < $0.upper } ?? true
  }

  var line: String {
    let interval = ratio.interval.map { " (\(Self.text($0.lower))–\(Self.text($0.upper)))" } ?? ""
    let excess = (ratio.median / promise.limit - 1) * 100
    let verdict = isKept ? "kept  " : "BROKEN"
    let by = isKept ? "" : ", by \(Self.text(excess)) %"
    let share = promise.memorySize.map { " at \($0) MB" } ?? ""
    return """
      \(verdict)  \(promise.text): \(promise.metric.rawValue) of \(promise.subject)\(share) is \
      \(Self.text(ratio.median))\(interval) × \(promise.yardstick), promised \
      \(Self.text(promise.limit))\(by)
      """
  }

  private static func text(_ value: Double) -> String {
    String((value * 100).rounded() / 100)
  }
}
