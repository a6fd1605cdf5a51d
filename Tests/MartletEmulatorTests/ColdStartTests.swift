import Testing

@testable import MartletEmulator

struct ColdStartTests {
  private static func marks(_ header: String, _ invocation: String = "") -> ColdStart {
    var marks = ColdStartMarks(spawnBegin: 1_000_000, spawnEnd: 3_000_000)
    marks.firstNext = 10_000_000
    marks.firstEvent = 11_000_000
    marks.read(header: header)
    marks.read(header: invocation)
    return marks.breakdown(answeredAt: 12_500_000)
  }

  @Test func `the phases add up`() throws {
    let start = Self.marks("main=5000000, init-begin=6000000,init-end=8500000")
    #expect(start.spawn == .milliseconds(2))
    #expect(start.start == .milliseconds(7))
    #expect(start.firstInvocation == .microseconds(1500))
    let phases = try #require(start.phases)
    #expect(phases.runtimeStart == .milliseconds(2))
    #expect(phases.functionInit == .microseconds(2500))
    #expect(phases.firstNext == .microseconds(2500))
    #expect(phases.runtimeStart + phases.functionInit + phases.firstNext == start.start)
    #expect(start.total == .microseconds(10_500))
  }

  @Test func `marks that nobody knows are not kept`() {
    var marks = ColdStartMarks(spawnBegin: 1, spawnEnd: 2)
    marks.read(header: "main=5,invented=6,event=7,\(String(repeating: "x", count: 1000))=8")
    #expect(marks.reported == ["main": 5, "event": 7])
  }

  @Test func `a process that tells its start has a loader's phase`() throws {
    let phases = try #require(
      Self.marks("start=4500000, main=5000000, init-begin=6000000,init-end=8500000").phases)
    #expect(phases.loader == .microseconds(1500))
    #expect(phases.runtimeStart == .microseconds(500))
    #expect(phases.beforeMain == .milliseconds(2))
  }

  @Test(arguments: ["0", "9000000", "x", "18446744073709551615"])
  func `a start that makes no sense changes no sum`(start: String) throws {
    let phases = try #require(
      Self.marks("start=\(start),main=5000000,init-begin=6000000,init-end=8500000").phases)
    #expect(phases.beforeMain == .milliseconds(2))
  }

  @Test func `a process that tells its first invocation has its own part of it`() {
    let start = Self.marks("", "event=11200000, answer=12000000")
    #expect(start.handling == .microseconds(800))
    #expect(start.line.hasSuffix("first event to answer 0.80 · on the wire 0.70"))
  }

  @Test(arguments: [
    "event=11200000", "event=10999999,answer=12000000", "event=12000000,answer=11200000",
    "event=11200000,answer=12500001", "event=a,answer=b",
  ])
  func `an invocation's marks that make no sense are none`(header: String) {
    #expect(Self.marks("", header).handling == nil)
  }

  @Test func `a process that runs before its parent does has no negative phase`() throws {
    let start = Self.marks("main=2000000,init-begin=6000000,init-end=8500000")
    #expect(try #require(start.phases).runtimeStart == .zero)
  }

  @Test(arguments: [
    "", "main", "main=5", "main=a,init-begin=b,init-end=c", "main=5000000,init-begin=6000000",
    "main=7000000,init-begin=6000000,init-end=8500000",
    "main=5000000,init-begin=6000000,init-end=18500000", "main=-1,init-begin=0,init-end=0",
  ])
  func `marks that make no sense are no phases`(header: String) {
    #expect(Self.marks(header).phases == nil)
  }

  @Test func `the line tells all phases`() {
    #expect(
      Self.marks("main=5000000,init-begin=6000000,init-end=8500000").line
        == "cold start 10.50 ms: spawn 2.00 · runtime start 2.00 · function init 2.50 · "
        + "first next 2.50 · first event to answer 1.50")
    #expect(
      Self.marks("").line
        == "cold start 10.50 ms: spawn 2.00 · start to first next 7.00 · first event to answer 1.50"
    )
  }
}
