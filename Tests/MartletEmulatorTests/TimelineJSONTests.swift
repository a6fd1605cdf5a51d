import FoundationEssentials
import Testing

@testable import MartletEmulator

struct TimelineJSONTests {
  private static func json(_ kind: Timeline.Kind, environment: Int = 7) -> String {
    Timeline.Entry(
      function: environment == 0 ? "" : "F", environment: EnvironmentID(number: environment),
      requestID: environment == 0 ? nil : "A", kind: kind
    ).json(at: "T")
  }

  @Test func `an invocation is told as Lambda's JSON logs do`() {
    #expect(
      Self.json(.start)
        == #"{"time":"T","type":"platform.start","function":"F","environment":7,"#
        + #""record":{"requestId":"A","version":"$LATEST"}}"#)
    var report = Report(
      duration: .microseconds(1234), initDuration: .milliseconds(15), memorySize: 128,
      maxMemoryUsed: 20, outcome: .error("Function.X"))
    let start = ControlPlane.Instant.now
    report.runtimeDone = .init(
      startedAt: start, endedAt: start + .microseconds(1234), outcome: .error("Function.X"),
      response: nil, hasAsked: true)
    #expect(
      Self.json(.report(report))
        == #"{"time":"T","type":"platform.runtimeDone","function":"F","environment":7,"#
        + #""record":{"requestId":"A","status":"error","errorType":"Function.X","#
        + #""metrics":{"durationMs":1.23}}}"# + "\n"
        + #"{"time":"T","type":"platform.report","function":"F","environment":7,"#
        + #""record":{"requestId":"A","status":"error","errorType":"Function.X","#
        + #""metrics":{"durationMs":1.23,"billedDurationMs":17,"memorySizeMB":128,"#
        + #""maxMemoryUsedMB":20,"initDurationMs":15.00}}}"#)
  }

  @Test func `what the platform says is what telemetry says`() {
    for kind in [
      Timeline.Kind.initStart(.invoke), .initDone(.seconds(1), .invoke), .restoreStart,
      .restoreReport(.init(duration: .seconds(1))),
      .runtimeDone(
        .init(startedAt: .now, endedAt: .now, outcome: .success, response: nil, hasAsked: true)),
      .report(
        Report(duration: .seconds(1), memorySize: 128, outcome: .success, isConcurrent: true)),
    ] {
      let entry = Timeline.Entry(
        function: "F", environment: EnvironmentID(number: 7), requestID: "A", kind: kind,
        initialization: .snapStart)
      let lines = entry.json(at: "T").split(separator: "\n").map(String.init)
      let events = entry.telemetry.map {
        #"{"time":"T","type":"\#($0.type)","function":"F","environment":7,"record":\#($0.record)}"#
      }
      #expect(lines == events)
      #expect(!lines.isEmpty)
    }
  }

  @Test func `what an extension writes is an extension's`() {
    let entry = Timeline.Entry(
      function: "F", environment: .none, requestID: nil, kind: .log([65]), source: "spy")
    #expect(entry.json(at: "T") == #"{"time":"T","type":"extension","function":"F","record":"A"}"#)
  }

  @Test func `what a function writes is a string, whatever bytes it is`() {
    #expect(
      Self.json(.log(Array("say \"a\"\t".utf8) + [0xFF]))
        == #"{"time":"T","type":"function","function":"F","environment":7,"#
        + #""record":"say \"a\"\t\#u{FFFD}","requestId":"A"}"#)
  }

  @Test(arguments: [
    Timeline.Kind.initStart(.initialization), .initDone(.seconds(1), .initialization), .end,
    .removed,
    .exit("a\n", errorType: "T"), .restoreStart,
    .restoreReport(.init(duration: .seconds(1), errorType: "Sandbox.Timedout")),
    .initFailed(.init(duration: .zero, errorType: "Sandbox.Timedout", phase: .invoke)),
    .timeout("late"), .problem("\u{1}"), .replaced, .build(.started), .build(.done(.seconds(2))),
    .build(.failed(.seconds(2), message: "no", output: [0xFF, 10])),
    .held(process: 7),
    .coldStart(.init(spawn: .zero, start: .seconds(1), firstInvocation: .seconds(1))),
  ])
  func `each entry is lines of JSON with their types and records`(kind: Timeline.Kind) throws {
    struct Line: Decodable {
      struct Record: Decodable {}
      var time: String
      var type: String
      var record: Record
      var environment: Int?
    }
    for environment in [0, 7] {
      let text = Self.json(kind, environment: environment)
      #expect((1...2).contains(text.split(separator: "\n").count))
      for text in text.split(separator: "\n", omittingEmptySubsequences: false) {
        let line = try JSONDecoder().decode(Line.self, from: Data(text.utf8))
        #expect(line.type.hasPrefix("platform.") || line.type.hasPrefix("martlet."))
        #expect(line.environment == (environment == 0 ? nil : 7))
      }
    }
  }
}
