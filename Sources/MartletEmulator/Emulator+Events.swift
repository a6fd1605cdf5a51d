internal import Glibc
public import MartletCurl

/// Asynchronous invocations.
extension Emulator {
  /// Accepts an event: its function is invoked with it until that works or the event is given up.
  ///
  /// With a journal the event is on disk when this returns, and survives the emulator.
  ///
  /// - Returns: false when no function has that name.
  /// - Throws: `TransportError`, code `system`, where the event cannot be kept; it is not accepted
  ///   then.
  public func accept(_ request: InvocationRequest) throws(TransportError) -> Bool {
    guard controlPlane.functions[request.function] != nil else { return false }
    try journal?.accept(EventJournal.Event(request))
    recordEvent(request)
    _ = controlPlane.accept(request, now: .now)
    perform()
    return true
  }

  /// Goes on with the events that an earlier emulator accepted and did not finish. Those of
  /// functions that are not served now wait until they are. Those that have been accepted since this
  /// one began to listen are under way already.
  ///
  /// - Returns: how many there are.
  /// - Throws: `TransportError`, code `system`, where the journal cannot be read, or another
  ///   emulator uses it.
  public func resumeEvents() throws(TransportError) -> Int {
    let count = resume(try journal?.recover() ?? [])
    perform()
    return count
  }

  /// Goes on with the events of a function that is served from now on.
  func resumeEvents(of function: String) { _ = resume(journal?.events(of: function) ?? []) }

  /// - Returns: how many of them are not under way.
  private func resume(_ events: [EventJournal.Event]) -> Int {
    guard !events.isEmpty else { return 0 }
    let own = Set(controlPlane.events.values.map(\.request.requestID))
    let others = events.filter { !own.contains($0.requestID) }
    for event in others {
      let age = Duration.milliseconds(max(0, WallClock.milliseconds - event.acceptedAt))
      _ = controlPlane.accept(event.request, age: age, failures: event.failures, now: .now)
    }
    return others.count
  }

  func keep(_ requestID: String, failures: Int) {
    do throws(TransportError) {
      try journal?.failed(requestID, count: failures)
    } catch {
      publish(problem: error.message, requestID)
    }
  }

  /// Gives the destinations their records. Only then is the event done: should the emulator end in
  /// between, a destination gets its record twice rather than never.
  func conclude(_ outcome: EventOutcome) {
    let requestID = outcome.request.requestID
    recordAnswer(outcome.answer, to: requestID)
    let settings = outcome.settings
    do throws(TransportError) {
      let record = outcome.record(at: WallClock.timestamp())
      if outcome.condition == .success {
        try send(record, to: settings.onSuccess, of: outcome)
      } else {
        try send(record, to: settings.onFailure, of: outcome)
        let isFunction = if case .function? = settings.deadLetter { true } else { false }
        let message = outcome.deadLetter
        try send(
          isFunction ? "{\"Records\":[\(message)]}" : message, to: settings.deadLetter, of: outcome)
      }
      try journal?.done(requestID)
    } catch {
      publish(problem: error.message, requestID)
    }
  }

  private func send(
    _ record: String, to destination: AsynchronousInvocation.Destination?, of outcome: EventOutcome
  ) throws(TransportError) {
    switch destination {
    case nil: break
    case .function(let name)?:
      guard try accept(InvocationRequest(function: name, event: Array(record.utf8))) else {
        throw TransportError(
          .system,
          "the destination of \(outcome.request.function) is the function \(name), which is not "
            + "served; served are: \(functionNames.joined(separator: ", "))")
      }
    case .file(let path)?: try Self.append(record, to: path)
    }
  }

  private static func append(_ record: String, to path: String) throws(TransportError) {
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .system("a record cannot be written to \(path)") }
    defer { close(file) }
    guard writeAll(Array("\(record)\n".utf8), to: file) else {
      throw .system("a record cannot be written to \(path)")
    }
  }

  func publish(problem: String, _ requestID: String) {
    publish(
      Timeline.Entry(
        function: "", environment: .none, requestID: requestID, kind: .problem(problem)))
  }
}
