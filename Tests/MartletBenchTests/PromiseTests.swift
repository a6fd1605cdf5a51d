import MartletBench
import Testing

@testable import Benchmarks

@Suite struct PromiseTests {
  @Test func `the rows of a table of promises are read, whatever stands around it`() throws {
    let promises = try Promise.read(
      """
      # Promises
      | a table | of another kind |
      |---|---|
      | x | y |

      | promise | metric | of | to | processor | at most | measured by |
      |---|---|:--|---|---|--:|---|
      | a cold start | `coldStart` | `raw` | `floor` | whole | 1.8 × | a command |
      | the same, slowly | coldStart | raw | floor | 128 MB | 2× | |

      | x | y | z | a | b | c |
      """)
    #expect(promises.map(\.text) == ["a cold start", "the same, slowly"])
    #expect(promises.map(\.metric) == [.coldStart, .coldStart])
    #expect(promises.map(\.subject) == ["raw", "raw"])
    #expect(promises.map(\.yardstick) == ["floor", "floor"])
    #expect(promises.map(\.memorySize) == [nil, 128])
    #expect(promises.map(\.limit) == [1.8, 2])
  }

  @Test(arguments: [
    (
      "| x | coldstart | raw | floor | whole | 1 × |",
      "\"coldstart\" is no metric; the metrics are:"
    ),
    ("| x | cpu | raw | floor | whole | soon |", "\"soon\" is no ratio such as 1.8 ×"),
    ("| x | cpu | raw | floor | half | 1 × |", "the processor is \"half\"; write whole"),
    ("| x | cpu | raw | floor |", "it needs six cells"),
  ])
  func `a row that cannot be read is no promise kept`(row: String, reason: String) {
    let error = #expect(throws: Promise.Unreadable.self) {
      try Promise.read("| promise | metric |\n|---|---|\n\(row)")
    }
    #expect(error?.description.contains(reason) == true)
  }

  @Test func `a promise is broken by the median, and open where the interval is on both sides`()
    throws
  {
    let promise = try Promise.read(
      "| promise | metric |\n| cold | coldStart | raw | floor | 128 MB | 2 × |")[0]
    func verdict(_ ratios: [Double]) throws -> Verdict {
      Verdict(
        promise: promise, ratio: try #require(Ratio(of: ratios, to: ratios.map { _ in 1 })))
    }
    let kept = try verdict([1.7, 1.8, 1.9, 1.8, 1.8, 1.9])
    #expect(kept.isKept && !kept.isUncertain)
    let broken = try verdict([2.5, 2.4, 2.5, 2.6, 2.5, 2.5])
    #expect(!broken.isKept && !broken.isUncertain)
    #expect(
      broken.line
        == "BROKEN  cold: coldStart of raw at 128 MB is 2.5 (2.4–2.6) × floor, promised 2.0, "
        + "by 25.0 %")
    let open = try verdict([1.5, 1.6, 1.7, 2.1, 2.2, 2.3])
    #expect(open.isKept && open.isUncertain)
    #expect(try verdict([1, 1]).isUncertain)
  }
}
