extension Timeline.Entry {
  /// The entry as a line of Lambda's log, without its line end; nil for what Lambda does not log.
  var logLine: [UInt8]? {
    switch kind {
    case .log(let line): line
    case .start: Array("START RequestId: \(requestID ?? "") Version: $LATEST".utf8)
    case .end: Array("END RequestId: \(requestID ?? "")".utf8)
    case .report(let report): Array(report.line(requestID: requestID ?? "").utf8)
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
    case .initStart, .initDone, .coldStart, .build, .replaced: nil
    }
  }
}

extension Timeline.InitFailure {
  fileprivate var isTimeout: Bool { errorType == "Sandbox.Timedout" }
}
