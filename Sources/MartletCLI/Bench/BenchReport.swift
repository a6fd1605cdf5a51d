internal import MartletBench
internal import MartletEmulator

/// What a bench has shown, for a person at a terminal.
struct BenchReport {
  let result: BenchResult

  private static let columns = 80

  /// All of it, line by line.
  var text: String {
    var blocks = [heading, coldStarts]
    if result.plan.invocations > 0 { blocks += [invocations, latencies] }
    blocks.append(sizes)
    blocks += result.candidates.indices.dropFirst().map { comparison(with: $0) }
    blocks.append(notes)
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }
      .joined(separator: "\n")
  }

  private var heading: [String] {
    let plan = result.plan
    let each = result.candidates.count > 1 ? " of each in turn" : ""
    var lines = [
      "\(Self.count(plan.rounds, "round")): \(Self.count(plan.coldStarts, "cold start")) and "
        + "\(Self.count(plan.invocations, "invocation"))\(each); events of "
        + Self.count(plan.event.count, "byte")
    ]
    if let share = result.share {
      lines.append(
        """
        \(share.memorySize) MB: \(figure(share.quota)) of processor in every \
        \(figure(CPUShare.period))
        """)
    }
    return lines
  }

  private static func count(_ number: Int, _ thing: String) -> String {
    "\(number) \(thing)\(number == 1 ? "" : "s")"
  }

  // MARK: Tables

  private var coldStarts: [String] {
    let lines = chart(
      .coldStart, table("cold start", "", "median", "quartiles", "CPU", "page faults")
    ) { index in
      [
        median(.coldStart, index), quartiles(.coldStart, index), median(.coldStartCPU, index),
        median(.coldStartPageFaults, index),
      ]
    }
    let tellsPhases = result.candidates.indices.contains { result.phases(of: $0) != nil }
    return lines
      + (tellsPhases ? ["  █ loader and language runtime  ▓ function init  ▒ to first next"] : [])
  }

  private var invocations: [String] {
    chart(.wall, table("invocation", "", "median", "quartiles", "CPU")) { index in
      [median(.wall, index), quartiles(.wall, index), median(.cpu, index)]
    }
  }

  /// A table whose second column is a bar, as long as the figures leave room for.
  private func chart(
    _ metric: Metric, _ empty: BenchTable, figures: (Int) -> [String]
  ) -> [String] {
    func filled(_ bars: [String]) -> [String] {
      var table = empty
      for (index, bar) in bars.enumerated() { table.add([label(index), bar] + figures(index)) }
      return table.lines
    }
    let width = filled(result.candidates.map { _ in "" }).map(\.count).max() ?? 0
    return filled(bars(metric, atMost: Self.columns - width))
  }

  private var latencies: [String] {
    let metrics: [Metric] = [.firstInvocation, .latency, .latency90, .latency99, .latencyMaximum]
    var table = BenchTable(["event to answer", "first", "p50", "p90", "p99", "max"])
    table.firstWidth = Self.columns - 50
    for index in result.candidates.indices {
      table.add([label(index)] + metrics.map { median($0, index) })
    }
    return table.lines
  }

  private var sizes: [String] {
    var table = BenchTable(["memory and size", "memory", "shared objects", "size"])
    table.firstWidth = Self.columns - 50
    for index in result.candidates.indices {
      table.add([label(index)] + [.memory, .sharedObjects, .size].map { median($0, index) })
    }
    return table.lines
  }

  private func table(_ headings: String...) -> BenchTable {
    var table = BenchTable(headings)
    table.left = [0, 1]
    return table
  }

  // MARK: Comparing

  private static let compared: [(Metric, String)] = [
    (.coldStart, "cold start"), (.coldStartCPU, "cold start, CPU"),
    (.firstInvocation, "first event to answer"), (.latency, "event to answer"),
    (.latency99, "event to answer, p99"), (.wall, "invocation"), (.cpu, "invocation, CPU"),
    (.memory, "memory"), (.size, "size"),
  ]

  private func comparison(with other: Int) -> [String] {
    var table = BenchTable(["\(label(0)) to \(label(other))", "ratio", "95 % interval", ""])
    table.left = [0, 3]
    table.firstWidth = Self.columns - 50
    for (metric, name) in Self.compared {
      guard let ratio = result.ratio(metric, of: 0, to: other) else { continue }
      let interval = ratio.interval.map {
        "\(BenchText.ratio($0.lower))–\(BenchText.ratio($0.upper))"
      }
      table.add([name, "\(BenchText.ratio(ratio.median)) ×", interval ?? "", verdict(ratio)])
    }
    return table.lines
  }

  private func verdict(_ ratio: Ratio) -> String {
    guard let interval = ratio.interval else { return "too few rounds" }
    if interval.lower == 1, interval.upper == 1 { return "the same" }
    return ratio.isDecided ? "" : "too noisy to tell apart"
  }

  private var notes: [String] {
    guard let own = result.instrumentCPU else { return [] }
    return [
      "Martlet's own work, \(figure(own)) of CPU for each invocation, is part of all times."
    ]
  }

  // MARK: Cells

  /// The name, shortened where the table would not fit.
  private func label(_ index: Int) -> String {
    BenchText.shortened(result.candidates[index].label, to: 20)
  }

  private func median(_ metric: Metric, _ index: Int) -> String {
    result.spread(metric, of: index).map { BenchText.text($0.median, metric.unit) } ?? "–"
  }

  private func quartiles(_ metric: Metric, _ index: Int) -> String {
    result.spread(metric, of: index)
      .map { BenchText.range($0.lowerQuartile, $0.upperQuartile, metric.unit) } ?? "–"
  }

  private func figure(_ duration: Duration) -> String {
    BenchText.text(duration / .nanoseconds(1), .nanoseconds)
  }

  // MARK: Bars

  /// A bar for each candidate, all on one scale.
  private func bars(_ metric: Metric, atMost room: Int) -> [String] {
    let medians = result.candidates.indices.map { result.spread(metric, of: $0)?.median ?? 0 }
    let longest = medians.max() ?? 0
    let names = result.candidates.indices.map { label($0).count }.max() ?? 0
    let width = min(max(8, 28 - names), max(1, room))
    return medians.enumerated().map { index, median in
      let blocks = longest > 0 ? Int((median / longest * Double(width)).rounded()) : 0
      return metric == .coldStart
        ? coldStartBar(index, blocks) : String(repeating: "█", count: blocks)
    }
  }

  private func coldStartBar(_ index: Int, _ blocks: Int) -> String {
    guard let phases = result.phases(of: index) else {
      return String(repeating: "█", count: blocks)
    }
    let parts = [phases.beforeMain, phases.functionInit, phases.firstNext]
    let total = parts.reduce(.zero, +)
    guard total > .zero else { return String(repeating: "█", count: blocks) }
    var drawn = 0
    var passed = Duration.zero
    return zip(parts, ["█", "▓", "▒"]).map { part, block in
      passed += part
      let end = Int((passed / total * Double(blocks)).rounded())
      defer { drawn = end }
      return String(repeating: block, count: end - drawn)
    }.joined()
  }
}
