/// What happened, on its way to who wants to know.
extension Emulator {
  func publish(
    _ kind: Timeline.Kind, _ environment: ExecutionEnvironment, requestID: String? = nil,
    source: String? = nil
  ) {
    var requestID = requestID ?? environment.requestID
    if requestID == nil, case .log(let line) = kind { requestID = environment.request(in: line) }
    publish(
      Timeline.Entry(
        function: environment.configuration.name, environment: environment.id,
        requestID: requestID, kind: kind,
        initialization: environment.configuration.initialization, source: source))
  }

  func publish(_ entry: Timeline.Entry) {
    var entry = entry
    let environment = environments[entry.environment]
    if case .start = entry.kind, let requestID = entry.requestID {
      environment?.began(requestID)
      if !tails.isEmpty, tails[requestID] != nil, let environment {
        tails[requestID] = environment.initLog
      }
      environment?.initLog = LogTail()
    }
    if case .report(var report) = entry.kind {
      // Its process still runs and is about to be ended.
      if report.outcome == .timeout { environment?.measureMemory() }
      if let environment { report.maxMemoryUsed = environment.maxMemoryUsed }
      entry.kind = .report(report)
      environment?.ended(entry.requestID)
    }
    if let environment, environment.telemetry != nil {
      tell(entry, to: environment)
    }
    keepTail(of: entry, environment)
    feed.add(entry, while: !callers.isEmpty)
    switch entry.kind {
    case .initDone:
      if let environment { finishStart(entry.environment, .ready(environment.marks.startUp)) }
    case .initFailed(let failure):
      finishStart(entry.environment, .failed(errorType: failure.errorType))
    default: break
    }
  }

  private func keepTail(of entry: Timeline.Entry, _ environment: ExecutionEnvironment?) {
    if let requestID = entry.requestID {
      guard !tails.isEmpty, tails[requestID] != nil, let line = entry.logLine else { return }
      tails[requestID]?.append(line)
    } else if let environment, environment.isStarting, let line = entry.logLine {
      environment.initLog.append(line)
    }
  }
}
