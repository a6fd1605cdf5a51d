internal import MartletBench
internal import MartletEmulator

/// What a bench has shown, as a picture that stands alone, in light or dark as its reader likes.
struct BenchSVG {
  let result: BenchResult

  private static let width = 760.0
  private static let margin = 24.0
  /// Where bars begin: to the left of it are the names.
  private static let barStart = 196.0
  /// The longest bar; to the right of it stand figures.
  private static let barWidth = 330.0
  private static let row = 30.0
  private static let barHeight = 16.0

  /// The document.
  var text: String {
    var panels: [Panel] = [coldStart]
    if result.plan.invocations > 0 { panels += [latency, invocation] }
    var top = 84.0
    var body = ""
    for panel in panels {
      body += draw(panel, top: top)
      top += panel.height + 26
    }
    let height = Self.number(top)
    let width = Self.number(Self.width)
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" \
      height="\(height)" role="img" aria-label="\(Self.escaped(title))">
      <style>\(Self.style)</style>
      <rect class="page" width="\(width)" height="\(height)" rx="8"/>
      <text class="title" x="24" y="38">\(Self.escaped(title))</text>
      <text class="quiet" x="24" y="60">\(Self.escaped(conditions))</text>
      \(body)</svg>

      """
  }

  private static let style = """
    text{font:13px system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif;fill:#1f2328}\
    .title{font-size:18px;font-weight:600}.heading{font-weight:600}\
    .quiet{fill:#59636e;font-size:12px}.page{fill:#fff}.track{fill:#eef1f4}\
    .a{fill:#0b6bcb}.b{fill:#e0872b}.c{fill:#7fb4e6}.d{fill:#a9b8c9}\
    .whisker{stroke:#1f2328;stroke-width:1.5;fill:none}\
    @media (prefers-color-scheme:dark){text{fill:#e6edf3}.quiet{fill:#9198a1}.page{fill:#0d1117}\
    .track{fill:#1b222b}.a{fill:#4493f8}.b{fill:#e0872b}.c{fill:#1f4f8f}.d{fill:#4a5768}\
    .whisker{stroke:#e6edf3}}
    """

  private var title: String {
    let others = result.candidates.dropFirst().map(\.label).joined(separator: ", ")
    let first = result.candidates[0].label
    return BenchText.shortened(others.isEmpty ? first : "\(first) against \(others)", to: 60)
  }

  private var conditions: String {
    let plan = result.plan
    let share = result.share.map { "; processor of \($0.memorySize) MB" } ?? ""
    return """
      medians and quartiles of \(plan.rounds) rounds, each of \(plan.coldStarts) cold starts and \
      \(plan.invocations) invocations; events of \(plan.event.count) bytes\(share)
      """
  }

  // MARK: Panels

  /// A heading with a bar for each candidate.
  private struct Panel {
    struct Bar {
      /// The parts from the left, each to its end, with the class that colours it.
      var parts: [(end: Double, style: String)]
      var whisker: ClosedRange<Double>?
      var figure: String
    }
    var heading: String
    /// What the colours mean.
    var legend: [(style: String, meaning: String)]
    var bars: [Bar]

    var scale: Double {
      bars.map { max($0.parts.last?.end ?? 0, $0.whisker?.upperBound ?? 0) }.max() ?? 0
    }
    var height: Double { 28 + Double(bars.count) * BenchSVG.row + (legend.isEmpty ? 0 : 18) }
  }

  private var coldStart: Panel {
    let phases = result.candidates.indices.map { result.phases(of: $0) }
    let bars = result.candidates.indices.map { index in
      let spread = result.spread(.coldStart, of: index)
      let median = spread?.median ?? 0
      var parts: [(Double, String)] = [(median, "d")]
      if let phases = phases[index] {
        // Medians of parts need not add up to the median of the whole.
        let durations = [phases.beforeMain, phases.functionInit, phases.firstNext]
        let total = durations.reduce(.zero, +)
        var passed = Duration.zero
        parts = zip(durations, ["a", "b", "c"]).map { duration, style in
          passed += duration
          return (total > .zero ? passed / total * median : median, style)
        }
      }
      return Panel.Bar(
        parts: parts, whisker: spread.map { $0.lowerQuartile...$0.upperQuartile },
        figure: text(median, .nanoseconds) + cpu(.coldStartCPU, index))
    }
    let told = [
      ("a", "loader and language runtime"), ("b", "function init"), ("c", "to first next"),
    ]
    let untold = phases.contains { $0 == nil }
    let legend =
      phases.allSatisfy { $0 == nil } ? [] : told + (untold ? [("d", "phases not told")] : [])
    return Panel(heading: "Cold start: exec to first next", legend: legend, bars: bars)
  }

  private var latency: Panel {
    let bars = result.candidates.indices.map { index in
      let middle = result.spread(.latency, of: index)?.median ?? 0
      let high = result.spread(.latency90, of: index)?.median ?? 0
      let highest = result.spread(.latency99, of: index)?.median ?? 0
      return Panel.Bar(
        parts: [(middle, "a"), (high, "c")], whisker: nil,
        figure: "\(text(middle, .nanoseconds)), p99 \(text(highest, .nanoseconds))")
    }
    return Panel(
      heading: "Warm invocation: event to answer", legend: [("a", "median"), ("c", "to p90")],
      bars: bars)
  }

  private var invocation: Panel {
    let bars = result.candidates.indices.map { index in
      let spread = result.spread(.wall, of: index)
      let cpu = result.spread(.cpu, of: index)?.median ?? 0
      let wall = spread?.median ?? 0
      return Panel.Bar(
        parts: [(min(cpu, wall), "a"), (wall, "c")],
        whisker: spread.map { $0.lowerQuartile...$0.upperQuartile },
        figure: text(wall, .nanoseconds) + self.cpu(.cpu, index))
    }
    return Panel(
      heading: "Warm invocation: next to next",
      legend: [("a", "of it CPU"), ("c", "waiting, and the other side")], bars: bars)
  }

  private func cpu(_ metric: Metric, _ index: Int) -> String {
    result.spread(metric, of: index).map { ", CPU \(text($0.median, .nanoseconds))" } ?? ""
  }

  private func text(_ value: Double, _ unit: Metric.Unit) -> String { BenchText.text(value, unit) }

  // MARK: Drawing

  private func draw(_ panel: Panel, top: Double) -> String {
    var lines = [Self.text(panel.heading, "heading", x: Self.margin, y: top + 14)]
    for (index, bar) in panel.bars.enumerated() {
      let y = top + 28 + Double(index) * Self.row
      lines += draw(bar, named: result.candidates[index].label, scale: panel.scale, y: y)
    }
    var x = Self.barStart
    let y = top + 28 + Double(panel.bars.count) * Self.row + 12
    for (style, meaning) in panel.legend {
      lines.append(Self.rectangle(style, x: x, y: y - 9, width: 10, height: 10, radius: 2))
      lines.append(Self.text(meaning, "quiet", x: x + 15, y: y))
      x += 30 + Double(meaning.count) * 6.5
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func draw(_ bar: Panel.Bar, named name: String, scale: Double, y: Double) -> [String] {
    func x(_ value: Double) -> Double {
      scale > 0 ? value / scale * Self.barWidth : 0
    }
    let middle = y + Self.barHeight / 2
    let short = BenchText.shortened(name, to: 20)
    var lines = [
      "<g><title>\(Self.escaped("\(name): \(bar.figure)"))</title>",
      Self.text(short, "", x: Self.margin, y: middle + 4.5),
      Self.rectangle(
        "track", x: Self.barStart, y: y, width: Self.barWidth, height: Self.barHeight, radius: 3),
    ]
    var start = 0.0
    for part in bar.parts where part.end > start {
      lines.append(
        Self.rectangle(
          part.style, x: Self.barStart + x(start), y: y, width: x(part.end) - x(start),
          height: Self.barHeight, radius: 0))
      start = part.end
    }
    if let whisker = bar.whisker, whisker.upperBound > whisker.lowerBound {
      let left = Self.number(Self.barStart + x(whisker.lowerBound))
      let right = Self.number(Self.barStart + x(whisker.upperBound))
      let (above, below) = (Self.number(middle - 4), Self.number(middle + 4))
      lines.append(
        """
        <path class="whisker" d="M\(left) \(above)V\(below)M\(left) \(Self.number(middle))\
        H\(right)M\(right) \(above)V\(below)"/>
        """)
    }
    let figureX = Self.barStart + Self.barWidth + 12
    return lines + [Self.text(bar.figure, "", x: figureX, y: middle + 4.5), "</g>"]
  }

  private static func text(_ text: String, _ style: String, x: Double, y: Double) -> String {
    "<text class=\"\(style)\" x=\"\(number(x))\" y=\"\(number(y))\">\(escaped(text))</text>"
  }

  private static func rectangle(
    _ style: String, x: Double, y: Double, width: Double, height: Double, radius: Double
  ) -> String {
    """
    <rect class="\(style)" x="\(number(x))" y="\(number(y))" width="\(number(width))" \
    height="\(number(height))"\(radius > 0 ? " rx=\"\(number(radius))\"" : "")/>
    """
  }

  /// At most two decimals.
  private static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    guard hundredths % 100 != 0 else { return String(hundredths / 100) }
    return String(Double(hundredths) / 100)
  }

  /// What stands for text in XML, where control characters cannot stand at all.
  static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": "\u{FFFD}"
      default: String(scalar)
      }
    }.joined()
  }
}
