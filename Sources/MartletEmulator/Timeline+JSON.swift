internal import MartletHTTP

/// The timeline for machines.
///
/// Each entry is an object with `time` (RFC 3339, UTC, milliseconds), `type`, `function` and
/// `environment` (a number) where one is concerned, and `record`. What Lambda's JSON logs and its
/// Telemetry API have too is spelled as there (schema 2022-12-13): `platform.initStart`,
/// `platform.initRuntimeDone`, `platform.start`, `platform.report` and `function`. The emulator's
/// own types begin with `martlet.`: `exit`, `timeout`, `end`, `problem`, `coldStart`, `build`,
/// `replaced`, `removed` and `held`. Keys may be added, never renamed.
extension Timeline.Entry {
  /// The entry as one line of JSON, without its line end.
  ///
  /// - Parameter time: when it happened, as RFC 3339 has it.
  public func json(at time: String) -> String {
    var members = ["\"time\":\(JSONText.quote(time))", "\"type\":\"\(type)\""]
    if !function.isEmpty { members.append("\"function\":\(JSONText.quote(function))") }
    if environment != .none { members.append("\"environment\":\(environment)") }
    if case .log(let line) = kind {
      // A line of the function is the record itself, as on Lambda.
      members.append("\"record\":\(JSONText.quote(String(decoding: line, as: UTF8.self)))")
      if let requestID { members.append("\"requestId\":\(JSONText.quote(requestID))") }
    } else {
      members.append("\"record\":\(Self.object(record))")
    }
    return "{\(members.joined(separator: ","))}"
  }

  /// The entry as one line of JSON that bears the present time.
  public func json() -> String { json(at: WallClock.timestamp()) }

  private var type: String {
    switch kind {
    case .initStart: "platform.initStart"
    case .initDone, .initFailed: "platform.initRuntimeDone"
    case .start: "platform.start"
    case .log: "function"
    case .report: "platform.report"
    case .exit: "martlet.exit"
    case .timeout: "martlet.timeout"
    case .end: "martlet.end"
    case .problem: "martlet.problem"
    case .restoreStart: "platform.restoreStart"
    case .restoreReport: "platform.restoreReport"
    case .coldStart: "martlet.coldStart"
    case .build: "martlet.build"
    case .replaced: "martlet.replaced"
    case .removed: "martlet.removed"
    case .held: "martlet.held"
    }
  }

  /// Keys and JSON values, in their order.
  private var record: [(String, String)] {
    let request = requestID.map { [("requestId", JSONText.quote($0))] } ?? []
    switch kind {
    case .log, .replaced, .removed: return []
    case .held(let process): return [("processId", "\(process)")]
    case .initStart, .restoreStart: return [("functionName", JSONText.quote(function))]
    case .start: return request + [("version", "\"$LATEST\"")]
    case .end: return request
    case .initDone(let duration):
      return request + [("status", "\"success\""), ("metrics", Self.metrics(duration))]
    case .initFailed(let failure):
      return request + [
        ("phase", "\"\(failure.phase.rawValue)\""),
        ("status", failure.errorType == "Sandbox.Timedout" ? "\"timeout\"" : "\"error\""),
        ("errorType", JSONText.quote(failure.errorType)),
        ("metrics", Self.metrics(failure.duration)),
      ]
    case .restoreReport(let report): return request + Self.members(of: report)
    case .report(let report): return request + Self.members(of: report)
    case .exit(let message, let type):
      return request + [("errorType", JSONText.quote(type)), ("message", JSONText.quote(message))]
    case .timeout(let message), .problem(let message):
      return request + [("message", JSONText.quote(message))]
    case .coldStart(let coldStart): return request + Self.members(of: coldStart)
    case .build(let build): return Self.members(of: build)
    }
  }

  private static func members(of report: Report) -> [(String, String)] {
    var metrics = [
      ("durationMs", Milliseconds.text(report.duration)),
      ("billedDurationMs", "\(report.billedMilliseconds)"),
      ("memorySizeMB", "\(report.memorySize)"),
    ]
    if let used = report.maxMemoryUsed { metrics.append(("maxMemoryUsedMB", "\(used)")) }
    if let start = report.initDuration {
      metrics.append(("initDurationMs", Milliseconds.text(start)))
    }
    let status: [(String, String)] =
      switch report.outcome {
      case .success: [("status", "\"success\"")]
      case .timeout: [("status", "\"timeout\"")]
      case .error(let type): [("status", "\"error\""), ("errorType", JSONText.quote(type))]
      }
    return status + [("metrics", object(metrics))]
  }

  private static func members(of report: Timeline.RestoreReport) -> [(String, String)] {
    [("status", status(report.errorType)), ("metrics", metrics(report.duration))]
  }

  private static func members(of coldStart: ColdStart) -> [(String, String)] {
    let phases = coldStart.named.map { phase in
      object([
        ("name", JSONText.quote(phase.name)), ("durationMs", Milliseconds.text(phase.duration)),
      ])
    }
    return [
      ("metrics", metrics(coldStart.total)), ("spans", "[\(phases.joined(separator: ","))]"),
    ]
  }

  private static func members(of build: Timeline.Build) -> [(String, String)] {
    switch build {
    case .started: [("status", "\"started\"")]
    case .done(let duration): [("status", "\"success\""), ("metrics", metrics(duration))]
    case .failed(let duration, let message, let output):
      [
        ("status", "\"error\""), ("metrics", metrics(duration)),
        ("message", JSONText.quote(message)),
        ("output", JSONText.quote(String(decoding: output, as: UTF8.self))),
      ]
    }
  }

  private static func metrics(_ duration: Duration) -> String {
    object([("durationMs", Milliseconds.text(duration))])
  }

  private static func object(_ members: [(String, String)]) -> String {
    "{\(members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ","))}"
  }
}
