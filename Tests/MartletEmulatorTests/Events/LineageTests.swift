import Testing

@testable import MartletEmulator

/// The chain of events that a trace header tells of.
struct LineageTests {
  @Test func `invocations are counted for each function, and the trace goes on`() {
    var traceID = "Root=1-2-3;Parent=4;Sampled=0"
    for function in ["A", "B", "A"] {
      var lineage = Lineage(of: traceID)
      lineage.add(function)
      traceID = lineage.traceID
    }
    #expect(traceID == "Root=1-2-3;Parent=4;Sampled=0;Lineage=c40bf6cc:2|c70bfb85:1")
    #expect(Lineage(of: traceID).count(of: "A") == 2)
    #expect(Lineage(of: traceID).count(of: "C") == 0)
  }

  @Test(arguments: [
    "Lineage=c40bf6cc:9223372036854775807", "Lineage=c40bf6cc:17;Root=1",
    "Lineage=|x|c40bf6cc:16|1:2:3",
  ])
  func `a header from anyone is read as far as it can be`(traceID: String) {
    var lineage = Lineage(of: traceID)
    #expect(lineage.count(of: "A") == 16)
    lineage.add("A")
    #expect(Lineage(of: lineage.traceID).count(of: "A") == 16)
  }

  @Test func `a header does not grow without end`() {
    let long = (0..<1000).map { "\($0):1" }.joined(separator: "|")
    #expect(Lineage(of: "Lineage=\(long)").traceID.utf8.count < 64 * 18)
  }
}
