import MartletHTTP
import Testing

@testable import MartletEmulator

struct TelemetryEventTests {
  private static let function = FunctionConfiguration(name: "F", bootstrap: "/bin/f")

  /// Each event as its type and its record.
  private static func events(
    _ kind: Timeline.Kind, _ function: FunctionConfiguration = function
  ) -> [String] {
    Timeline.Entry(
      function: function.name, environment: .none, requestID: "A", kind: kind,
      initialization: function.initialization
    ).telemetry.map { "\($0.type) \($0.record)" }
  }

  @Test func `an init phase has its events`() {
    #expect(
      Self.events(.initStart(.initialization)) == [
        #"platform.initStart {"initializationType":"on-demand","phase":"init","functionName":"F","#
          + #""functionVersion":"$LATEST"}"#
      ])
    let head = #"{"initializationType":"on-demand","phase":"init","status":"success""#
    #expect(
      Self.events(.initDone(.milliseconds(12), .initialization)) == [
        "platform.initRuntimeDone \(head)}",
        "platform.initReport \(head),\"metrics\":{\"durationMs\":12.00}}",
      ])
    #expect(
      Self.events(.initDone(.milliseconds(12), .invoke)).first
        == #"platform.initRuntimeDone {"initializationType":"on-demand","phase":"invoke","#
        + #""status":"success"}"#)
    #expect(
      Self.events(
        .initFailed(
          .init(duration: .milliseconds(5), errorType: "Runtime.ExitError", phase: .invoke))
      ).first
        == #"platform.initRuntimeDone {"initializationType":"on-demand","phase":"invoke","#
        + #""status":"error","errorType":"Runtime.ExitError"}"#)
  }

  @Test func `an invocation has its events`() {
    #expect(
      Self.events(.start) == [#"platform.start {"requestId":"A","version":"$LATEST"}"#])
    var report = Report(
      duration: .microseconds(1500), initDuration: .milliseconds(10), memorySize: 128,
      maxMemoryUsed: 15, outcome: .success)
    let head = #"{"requestId":"A","status":"success","metrics":{"durationMs":1.50"#
    let event =
      "platform.report \(head),\"billedDurationMs\":12,\"memorySizeMB\":128,"
      + "\"maxMemoryUsedMB\":15,\"initDurationMs\":10.00}}"
    #expect(Self.events(.report(report)) == [event])
    let start = ControlPlane.Instant.now
    let done = Timeline.RuntimeDone(
      startedAt: start, endedAt: start + .microseconds(1500), outcome: .success, response: nil,
      hasAsked: true)
    #expect(Self.events(.runtimeDone(done)) == ["platform.runtimeDone \(head)}}"])
    report.runtimeDone = done
    #expect(Self.events(.report(report)) == ["platform.runtimeDone \(head)}}", event])
  }

  @Test func `the parts of an invocation are told with their beginnings`() throws {
    let start = ControlPlane.Instant.now
    let done = Timeline.RuntimeDone(
      startedAt: start, endedAt: start + .milliseconds(3), outcome: .timeout,
      response: .init(
        beganAt: start + .milliseconds(2), endedAt: start + .milliseconds(3), size: 7),
      hasAsked: false)
    let event = try #require(Self.events(.runtimeDone(done)).first)
    let text = try #require(
      event.firstMatch(
        of: #/"durationMs":3\.00,"producedBytes":7},"spans":\[(.*)\]}$/#)?.1)
    let spans = text.matches(
      of: #/{"name":"([a-zA-Z]+)","start":"(20[0-9T:.-]{21}Z)","durationMs":([0-9.]+)}/#)
    #expect(spans.map(\.1) == ["responseLatency", "responseDuration"])
    #expect(spans.map(\.3) == ["2.00", "1.00"])
    #expect(spans[0].2 < spans[1].2, "two milliseconds later")
  }

  @Test func `the trace of an invocation is told where it begins and where it ends`() {
    let report = Report(duration: .milliseconds(1), memorySize: 128, outcome: .success)
    let done = Timeline.RuntimeDone(
      startedAt: .now, endedAt: .now, outcome: .success,
      response: .init(beganAt: .now, endedAt: .now, size: 7), hasAsked: true)
    let kinds = [Timeline.Kind.start, .runtimeDone(done), .report(report)]
    let records = kinds.flatMap { kind in
      Timeline.Entry(
        function: "F", environment: .none, requestID: "A", kind: kind, traceID: "Root=1-2-3"
      ).telemetry.map(\.record)
    }
    #expect(records.count == 3)
    for record in records {
      #expect(
        record.hasSuffix(#","tracing":{"type":"X-Amzn-Trace-Id","value":"Root=1-2-3"}}"#))
      #expect(JSONText.validate(Array(record.utf8)) == nil)
    }
  }

  @Test func `one of several invocations has the report alone`() {
    let report = Report(
      duration: .milliseconds(3000), initDuration: nil, memorySize: 2048, outcome: .timeout,
      isConcurrent: true)
    #expect(
      Self.events(.report(report)) == [
        #"platform.report {"requestId":"A","status":"timeout","metrics":{"durationMs":3000.00}}"#
      ])
  }

  @Test func `a restore has its events`() {
    var function = Self.function
    function.initialization = .snapStart
    #expect(
      Self.events(.restoreStart, function) == [
        #"platform.restoreStart {"initializationType":"snap-start","functionName":"F","#
          + #""functionVersion":"$LATEST"}"#
      ])
    #expect(
      Self.events(
        .restoreReport(.init(duration: .milliseconds(7), errorType: "Sandbox.Timedout")), function
      ) == [
        #"platform.restoreRuntimeDone {"initializationType":"snap-start","status":"timeout"}"#,
        #"platform.restoreReport {"initializationType":"snap-start","status":"timeout","#
          + #""metrics":{"durationMs":7.00}}"#,
      ])
  }

  @Test func `a line is a string, and an object for who knows objects`() {
    let plain = TelemetryEvent.line(Array("a \"b\"".utf8), of: "function", isJSON: true)
    #expect(plain.json(schema: "2025-01-29").hasSuffix(#","type":"function","record":"a \"b\""}"#))
    let object = TelemetryEvent.line(Array(#"{"a":1}"#.utf8), of: "function", isJSON: true)
    #expect(object.json(schema: "2022-12-13").hasSuffix(#""record":{"a":1}}"#))
    #expect(object.json(schema: "2022-07-01").hasSuffix(#""record":"{\"a\":1}"}"#))
    let text = TelemetryEvent.line(Array(#"{"a":1}"#.utf8), of: "function", isJSON: false)
    #expect(text.json(schema: "2025-01-29").hasSuffix(#""record":"{\"a\":1}"}"#))
    let broken = TelemetryEvent.line([0x7B, 0xFF], of: "extension", isJSON: true)
    #expect(JSONText.validate(Array(broken.json(schema: "2025-01-29").utf8)) == nil)
  }
}
