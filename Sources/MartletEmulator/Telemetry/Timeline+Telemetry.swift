internal import MartletHTTP

extension Timeline.Entry {
  /// The entry as the Telemetry API's events, for a function of a configuration.
  func telemetry(_ function: FunctionConfiguration) -> [TelemetryEvent] {
    let type = JSONText.quote(function.initialization.name)
    let request = JSONText.quote(requestID ?? "")
    switch kind {
    case .initStart(let phase):
      return [
        TelemetryEvent(
          "platform.initStart",
          "{\"initializationType\":\(type),\"phase\":\"\(phase.rawValue)\","
            + "\"functionName\":\(JSONText.quote(function.name)),\"functionVersion\":\"$LATEST\"}")
      ]
    case .initDone(let duration): return Self.initEnd(type, "init", "\"success\"", duration)
    case .initFailed(let failure):
      return Self.initEnd(
        type, failure.phase.rawValue, Self.status(failure.errorType), failure.duration)
    case .restoreStart:
      return [TelemetryEvent("platform.restoreStart", "{\"initializationType\":\(type)}")]
    case .restoreReport(let report):
      let status = Self.status(report.errorType)
      let record = "{\"initializationType\":\(type),\"status\":\(status)"
      return [
        TelemetryEvent("platform.restoreRuntimeDone", record + "}"),
        TelemetryEvent(
          "platform.restoreReport",
          record + ",\"metrics\":{\"durationMs\":\(Self.number(report.duration))}}"),
      ]
    case .start:
      return [
        TelemetryEvent("platform.start", "{\"requestId\":\(request),\"version\":\"$LATEST\"}")
      ]
    case .report(let report): return Self.end(request, report)
    case .log, .exit, .timeout, .end, .problem, .coldStart, .build, .replaced, .removed, .held:
      return []
    }
  }

  private static func initEnd(
    _ type: String, _ phase: String, _ status: String, _ duration: Duration
  ) -> [TelemetryEvent] {
    let record = "{\"initializationType\":\(type),\"phase\":\"\(phase)\",\"status\":\(status)"
    return [
      TelemetryEvent("platform.initRuntimeDone", record + "}"),
      TelemetryEvent(
        "platform.initReport", record + ",\"metrics\":{\"durationMs\":\(number(duration))}}"),
    ]
  }

  private static func end(_ request: String, _ report: Report) -> [TelemetryEvent] {
    let status =
      switch report.outcome {
      case .success: "\"success\""
      case .timeout: "\"timeout\""
      case .error(let type): Self.status(type)
      }
    let head =
      "{\"requestId\":\(request),\"status\":\(status),\"metrics\":{\"durationMs\":"
      + number(report.duration)
    guard !report.isConcurrent else { return [TelemetryEvent("platform.report", head + "}}")] }
    var metrics = ",\"billedDurationMs\":\(report.billedMilliseconds)"
    metrics += ",\"memorySizeMB\":\(report.memorySize)"
    if let used = report.maxMemoryUsed { metrics += ",\"maxMemoryUsedMB\":\(used)" }
    if let duration = report.initDuration { metrics += ",\"initDurationMs\":\(number(duration))" }
    if let duration = report.restoreDuration {
      metrics += ",\"restoreDurationMs\":\(number(duration))"
    }
    return [
      TelemetryEvent("platform.runtimeDone", head + "}}"),
      TelemetryEvent("platform.report", head + metrics + "}}"),
    ]
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
