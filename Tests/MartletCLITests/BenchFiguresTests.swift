import MartletEmulator
import Testing

@testable import MartletBench
@testable import MartletCLI

/// How results look whose figures and names are as wide as they come.
@Suite struct BenchFiguresTests {
  /// Rounds whose quartiles are in different units.
  private func result(_ labels: String...) -> BenchResult {
    let phases = ColdStart.Phases(
      loader: .zero, runtimeStart: .microseconds(300), functionInit: .zero,
      firstNext: .microseconds(100))
    func turn(_ time: Duration) -> Turn {
      let start = ColdStartFigures(
        duration: time, phases: phases, cpu: time, pageFaults: 12_345, firstInvocation: time)
      let warm = WarmFigures(
        latencies: [time], wall: time, cpu: time, instrumentCPU: time, peakMemory: 123_000_000,
        sharedObjects: 45)
      return Turn(coldStarts: [start], warm: warm, errors: 0, lastError: nil)
    }
    let turns = [98_700, 98_700, 98_700, 250_000_000, 250_000_000, 250_000_000]
      .map { turn(.nanoseconds($0)) }
    return BenchResult(
      candidates: labels.map {
        Candidate(
          label: $0, function: FunctionConfiguration(name: "f", bootstrap: "/f"), size: 123_000_000)
      }, plan: BenchPlan(), share: CPUShare(memorySize: 128), turns: labels.map { _ in turns })
  }

  @Test(arguments: ["F", "Function", "a name of twenty ch.", "a name that is far too long for it"])
  func `a report fits a terminal of 80 columns`(label: String) {
    let text = BenchReport(result: result(label, "B")).text
    #expect(text.contains("98.7 µs–250 ms"))
    let widest = text.split(separator: "\n").max { $0.count < $1.count } ?? ""
    #expect(widest.count <= 80, "\(widest)")
    #expect(text.contains("█"))
  }

  @Test func `names in a chart end before the bars, and the title before its edge`() {
    let long = String(repeating: "function", count: 10)
    let text = BenchSVG(result: result(long, long)).text
    #expect(text.contains("y=\"38\">\(long.prefix(59))…</text>"))
    #expect(text.contains(">\(long.prefix(19))…</text>"))
    #expect(text.contains("<title>\(long): "))
  }
}
