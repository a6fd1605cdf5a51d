internal import MartletHTTP

/// The entry in the words of Lambda's platform, schema 2022-12-13 and later, for the Telemetry API and
/// for `--json` alike.
extension Timeline.Entry {
  /// An event of the platform and its record, as JSON.
  struct PlatformRecord {
    let type: String
    let json: String

    init(_ type: String, _ json: String) {
      self.type = "platform.\(type)"
      self.json = json
    }
  }

  /// The entry as the Telemetry API's events.
  var telemetry: [TelemetryEvent] { platformRecords.map { TelemetryEvent($0.type, $0.json) } }

  /// Who wrote a line, as a type of event.
  var writer: String { source == nil ? "function" : "extension" }

  /// What the platform says of the entry; nothing of what is the emulator's own.
  var platformRecords: [PlatformRecord] {
    let type = JSONText.quote(initialization.name)
    let name =
      "\"functionName\":\(JSONText.quote(function)),\"functionVersion\":\"$LATEST\""
    let request = JSONText.quote(requestID ?? "")
    switch kind {
    case .initStart(let phase):
      return [
        PlatformRecord(
          "initStart",
          "{\"initializationType\":\(type),\"phase\":\"\(phase.rawValue)\",\(name)}")
      ]
    case .initDone(let duration, let phase):
      return Self.initEnd(type, phase.rawValue, "\"success\"", duration)
    case .initFailed(let failure):
      return Self.initEnd(
        type, failure.phase.rawValue, Self.status(failure.errorType), failure.duration)
    case .restoreStart:
      return [PlatformRecord("restoreStart", "{\"initializationType\":\(type),\(name)}")]
    case .restoreReport(let report):
      let status = Self.status(report.errorType)
      let record = "{\"initializationType\":\(type),\"status\":\(status)"
      return [
        PlatformRecord("restoreRuntimeDone", record + "}"),
        PlatformRecord(
          "restoreReport",
          record + ",\"metrics\":{\"durationMs\":\(Self.number(report.duration))}}"),
      ]
    case .start:
      let record = "{\"requestId\":\(request),\"version\":\"$LATEST\"\(belonging)}"
      return [PlatformRecord("start", record)]
    case .runtimeDone(let done): return [end(request, done)]
    case .report(let report):
      let record =
        head(request, report.outcome, report.duration) + Self.metrics(of: report)
        + tail(report.spans)
      return (report.runtimeDone.map { [end(request, $0)] } ?? [])
        + [PlatformRecord("report", record)]
    case .log, .exit, .timeout, .end, .problem, .coldStart, .build, .replaced, .removed, .held:
      return []
    }
  }

  private static func initEnd(
    _ type: String, _ phase: String, _ status: String, _ duration: Duration
  ) -> [PlatformRecord] {
    let record = "{\"initializationType\":\(type),\"phase\":\"\(phase)\",\"status\":\(status)"
    return [
      PlatformRecord("initRuntimeDone", record + "}"),
      PlatformRecord(
        "initReport", record + ",\"metrics\":{\"durationMs\":\(number(duration))}}"),
    ]
  }

  /// The members that tell whose an invocation is and of which trace, with a comma before each.
  private var belonging: String {
    let tenant = tenantID.map { ",\"tenantId\":\(JSONText.quote($0))" } ?? ""
    guard let traceID else { return tenant }
    return tenant
      + ",\"tracing\":{\"type\":\"X-Amzn-Trace-Id\",\"value\":\(JSONText.quote(traceID))}"
  }

  private func end(_ request: String, _ done: Timeline.RuntimeDone) -> PlatformRecord {
    let bytes = done.producedBytes.map { ",\"producedBytes\":\($0)" } ?? ""
    return PlatformRecord(
      "runtimeDone", head(request, done.outcome, done.duration) + bytes + tail(done.spans))
  }

  /// The record of an invocation until after its duration.
  private func head(
    _ request: String, _ outcome: Timeline.Outcome, _ duration: Duration
  ) -> String {
    let status =
      switch outcome {
      case .success: "\"success\""
      case .timeout: "\"timeout\""
      case .error(let type): Self.status(type)
      }
    return "{\"requestId\":\(request),\"status\":\(status),\"metrics\":{\"durationMs\":"
      + Self.number(duration)
  }

  /// The end of a record from the end of its metrics on.
  private func tail(_ spans: [Timeline.Span]) -> String {
    guard !spans.isEmpty else { return "}\(belonging)}" }
    let list = spans.map { span in
      let start = WallClock.timestamp(WallClock.milliseconds(at: span.start))
      return "{\"name\":\"\(span.name.rawValue)\",\"start\":\"\(start)\","
        + "\"durationMs\":\(Self.number(span.duration))}"
    }
    return "},\"spans\":[\(list.joined(separator: ","))]\(belonging)}"
  }

  /// The metrics of an invocation behind its duration, with a comma before each.
  private static func metrics(of report: Report) -> String {
    guard !report.isConcurrent else { return "" }
    var metrics = ",\"billedDurationMs\":\(report.billedMilliseconds)"
    metrics += ",\"memorySizeMB\":\(report.memorySize)"
    if let used = report.maxMemoryUsed { metrics += ",\"maxMemoryUsedMB\":\(used)" }
    if let duration = report.initDuration {
      metrics += ",\"initDurationMs\":\(number(duration))"
    }
    if let duration = report.restoreDuration {
      metrics += ",\"restoreDurationMs\":\(number(duration))"
    }
    return metrics
  }

  /// The status and, behind it, the type of an error; nil for success.
  static func status(_ errorType: String?) -> String {
    switch errorType {
    case nil: "\"success\""
    case "Sandbox.Timedout"?: "\"timeout\""
    case let type?: "\"error\",\"errorType\":\(JSONText.quote(type))"
    }
  }

  private static func number(_ duration: Duration) -> String { Milliseconds.text(duration) }
}
