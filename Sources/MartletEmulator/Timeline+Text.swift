internal import MartletHTTP

extension Timeline.Entry {
  /// The entry as a line of Lambda's log, without its line end; nil for what Lambda does not log.
  var logLine: [UInt8]? {
    switch kind {
    case .log(let line): line
    case .start:
      Self.line(
        "START RequestId: ", requestID ?? "",
        initialization.isManagedInstances ? "\tVersion: $LATEST" : " Version: $LATEST")
    case .end: Self.line("END RequestId: ", requestID ?? "", "")
    case .report(let report): report.lineBytes(requestID: requestID ?? "")
    case .timeout(let message):
      Array("\(WallClock.timestamp()) \(requestID ?? "") \(message)".utf8)
    case .exit(let message, let type):
      Array((requestID.map { "RequestId: \($0) Error: \(message)\n\(type)" } ?? message).utf8)
    case .initFailed(let failure):
      Array(
        """
        INIT_REPORT Init Duration: \(Milliseconds.text(failure.duration)) ms\t\
        Phase: \(failure.phase.rawValue)\t\
        Status: \(failure.isTimeout ? "timeout" : "error\tError Type: \(failure.errorType)")
        """.utf8)
    case .problem(let message): Array(message.utf8)
    case .initStart(.initialization): Array("INIT_START \(Self.runtimeVersion)".utf8)
    case .restoreStart: Array("RESTORE_START \(Self.runtimeVersion)".utf8)
    case .restoreReport(let report):
      Array(
        "RESTORE_REPORT Restore Duration: \(Milliseconds.text(report.duration)) ms\(report.status)"
          .utf8)
    case .initStart(.invoke), .initDone, .runtimeDone, .coldStart, .build, .replaced, .removed,
      .held:
      nil
    }
  }

  private static func line(_ begin: String, _ requestID: String, _ end: String) -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(begin.utf8.count + requestID.utf8.count + end.utf8.count)
    line.append(text: begin)
    line.append(text: requestID)
    line.append(text: end)
    return line
  }

  /// In the form that Lambda's lines have, for programs that read them; there is no such version.
  private static let runtimeVersion =
    "Runtime Version: provided:al2023.v0\tRuntime Version ARN: arn:aws:lambda:"
    + "\(FunctionName.defaultRegion)::runtime:\(String(repeating: "0", count: 64))"
}

extension Timeline.RestoreReport {
  fileprivate var status: String {
    switch errorType {
    case nil: ""
    case "Sandbox.Timedout"?: "\tStatus: timeout"
    case let type?: "\tStatus: error\tError Type: \(type)"
    }
  }
}

extension Timeline.InitFailure {
  fileprivate var isTimeout: Bool { errorType == "Sandbox.Timedout" }
}
