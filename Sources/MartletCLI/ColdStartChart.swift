internal import MartletEmulator

/// A cold start's phases as a bar chart, for a terminal.
struct ColdStartChart {
  let coldStart: ColdStart

  private static let barWidth = 32

  /// A heading and a line for each phase.
  var lines: [String] {
    let phases = coldStart.named
    let names = phases.map(\.name.count).max() ?? 0
    let numbers = phases.map { Milliseconds.text($0.duration) }
    let width = numbers.map(\.count).max() ?? 0
    let rows = zip(phases, numbers).map { phase, number in
      "  " + phase.name + String(repeating: " ", count: names - phase.name.count + 2)
        + String(repeating: " ", count: width - number.count) + number + bar(phase.duration)
    }
    return ["cold start \(Milliseconds.text(coldStart.total)) ms"] + rows
  }

  /// Nothing for less than half a block: a phase that takes no time has no bar.
  private func bar(_ duration: Duration) -> String {
    guard coldStart.total > .zero else { return "" }
    let blocks = (duration / coldStart.total * Double(Self.barWidth)).rounded()
    return blocks < 1 ? "" : "  " + String(repeating: "█", count: Int(blocks))
  }
}
