internal import MartletHTTP

/// The timeline for machines.
///
/// Each line is an object with `time` (RFC 3339, UTC, milliseconds), `type`, `function` and
/// `environment` (a number) where one is concerned, and `record`. What Lambda's Telemetry API has too
/// is as there, types that begin with `platform.`, and `function` and `extension` for the lines that
/// these write. The emulator's own types begin with `martlet.`: `exit`, `timeout`, `end`, `problem`,
/// `coldStart`, `build`, `replaced`, `removed` and `held`. Keys may be added, never renamed.
extension Timeline.Entry {
  /// The entry as lines of JSON, without the last one's line end. Most are one line; the end of an
  /// init phase, of a restore and of an invocation are two events each.
  ///
  /// - Parameter time: when it happened, as RFC 3339 has it.
  public func json(at time: String) -> String {
    if case .log(let line) = kind {
      // A line is the record itself, as on Lambda.
      let text = JSONText.quote(String(decoding: line, as: UTF8.self))
      let request = requestID.map { ",\"requestId\":\(JSONText.quote($0))" } ?? ""
      return Self.line(head(writer, time), text + request)
    }
    if let type { return Self.line(head("martlet.\(type)", time), Self.object(record)) }
    return platformRecords.map { Self.line(head($0.type, time), $0.json) }
      .joined(separator: "\n")
  }

  /// The entry as lines of JSON that bear the present time.
  public func json() -> String { json(at: WallClock.timestamp()) }

  private func head(_ type: String, _ time: String) -> String {
    var members = ["\"time\":\(JSONText.quote(time))", "\"type\":\"\(type)\""]
    if !function.isEmpty { members.append("\"function\":\(JSONText.quote(function))") }
    if environment != .none { members.append("\"environment\":\(environment)") }
    return members.joined(separator: ",")
  }

  private static func line(_ head: String, _ record: String) -> String {
    "{\(head),\"record\":\(record)}"
  }

  /// The emulator's own types; nil for what the platform says.
  private var type: String? {
    switch kind {
    case .initStart, .initDone, .initFailed, .start, .log, .runtimeDone, .report, .restoreStart,
      .restoreReport:
      nil
    case .exit: "exit"
    case .timeout: "timeout"
    case .end: "end"
    case .problem: "problem"
    case .coldStart: "coldStart"
    case .build: "build"
    case .replaced: "replaced"
    case .removed: "removed"
    case .held: "held"
    }
  }

  /// The keys of the emulator's own types, and JSON values, in their order.
  private var record: [(String, String)] {
    let request = requestID.map { [("requestId", JSONText.quote($0))] } ?? []
    switch kind {
    case .held(let process): return [("processId", "\(process)")]
    case .exit(let message, let type):
      return request + [("errorType", JSONText.quote(type)), ("message", JSONText.quote(message))]
    case .timeout(let message), .problem(let message):
      return request + [("message", JSONText.quote(message))]
    case .coldStart(let coldStart): return request + Self.members(of: coldStart)
    case .build(let build): return Self.members(of: build)
    case .end: return request
    default: return []
    }
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
