import MartletHTTP
import Testing

@testable import MartletEmulator

struct ReportTests {
  @Test func `a report reads as on Lambda, with the init duration last`() {
    let report = Report(
      duration: .microseconds(1234), initDuration: .microseconds(15_530), memorySize: 128,
      maxMemoryUsed: 15, outcome: .success)
    #expect(
      report.line(requestID: "A")
        == "REPORT RequestId: A\tDuration: 1.23 ms\tBilled Duration: 17 ms\tMemory Size: 128 MB\t"
        + "Max Memory Used: 15 MB\tInit Duration: 15.53 ms\t")
  }

  @Test func `a report after a restore has its duration, which is billed`() {
    let report = Report(
      duration: .microseconds(12_120), initDuration: nil, restoreDuration: .microseconds(223_100),
      memorySize: 512, maxMemoryUsed: 92, outcome: .success)
    #expect(
      report.line(requestID: "A")
        == "REPORT RequestId: A\tDuration: 12.12 ms\tBilled Duration: 237 ms\tMemory Size: 512 MB\t"
        + "Max Memory Used: 92 MB\tRestore Duration: 223.10 ms\tBilled Restore Duration: 224 ms\t")
  }

  @Test func `a report of one among several invocations has what is its own`() {
    let report = Report(
      duration: .microseconds(1234), initDuration: nil, memorySize: 2048, maxMemoryUsed: 15,
      outcome: .timeout, isConcurrent: true)
    #expect(
      report.line(requestID: "A")
        == "REPORT RequestId: A\tDuration: 1.23 ms\tStatus: timeout\t")
  }

  @Test func `a failure has its status and type`() {
    var report = Report(
      duration: .seconds(3), initDuration: nil, memorySize: 256, maxMemoryUsed: nil,
      outcome: .timeout)
    #expect(
      report.line(requestID: "A")
        == "REPORT RequestId: A\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\t"
        + "Memory Size: 256 MB\tStatus: timeout\t")
    report.outcome = .error("Runtime.ExitError")
    #expect(
      report.line(requestID: "A").hasSuffix("\tStatus: error\tError Type: Runtime.ExitError\t"))
  }

  @Test(
    arguments: [
      (.zero, "0.00", 0), (.nanoseconds(4_999), "0.00", 1), (.nanoseconds(5_000), "0.01", 1),
      (.microseconds(1_000), "1.00", 1), (.nanoseconds(1_000_001), "1.00", 2),
      (.milliseconds(1_999) + .nanoseconds(999_999), "2000.00", 2000),
      (.seconds(900), "900000.00", 900_000),
    ] as [(Duration, String, Int64)])
  func `durations are rounded, billed ones up`(duration: Duration, text: String, billed: Int64) {
    #expect(Milliseconds.text(duration) == text)
    #expect(Milliseconds.roundedUp(duration) == billed)
  }

  @Test func `durations are true and only the first invocation has an init phase`() throws {
    try withEmulator(scripted("init-sleep:40;sleep:30;echo")) { stage in
      for _ in 0..<3 { _ = await stage.invoke(wantsLogTail: true) }
      let reports = stage.log.reports
      #expect(reports.count == 3)
      #expect(reports.allSatisfy { $0.duration >= .milliseconds(30) })
      #expect(reports.allSatisfy { $0.duration < .seconds(30) })
      #expect(reports[0].initDuration.map { $0 >= .milliseconds(40) } == true)
      #expect(reports[1].initDuration == nil && reports[2].initDuration == nil)
      #expect(reports[0].billedMilliseconds >= 70)
      let lines = stage.log.lines.filter { $0.hasPrefix("REPORT") }
      #expect(lines[0].contains("\tInit Duration: "))
      #expect(!lines[1].contains("Init Duration"))
    }
  }

  @Test func `what runs after the answer counts`() throws {
    try withEmulator(scripted("echo;sleep:30")) { stage in
      _ = await stage.invoke(wantsLogTail: true)
      let report = try #require(stage.log.reports.first)
      #expect(report.duration >= .milliseconds(30))
    }
  }

  @Test func `the memory that a function touches is reported`() throws {
    try withEmulator(scripted(memorySize: 512)) { stage in
      _ = await stage.run("echo", wantsLogTail: true)
      _ = await stage.run("touch:64;echo", wantsLogTail: true)
      _ = await stage.run("echo", wantsLogTail: true)
      let used = stage.log.reports.compactMap(\.maxMemoryUsed)
      #expect(used.count == 3)
      #expect((1..<64).contains(used[0]))
      #expect((64..<256).contains(used[1]))
      #expect(used[2] >= used[1])
      #expect(stage.log.lines.contains { $0.contains("\tMemory Size: 512 MB\t") })
    }
  }
}
