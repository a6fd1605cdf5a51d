internal import Glibc
public import MartletCurl

/// Asynchronous invocations.
extension Emulator {
  /// Accepts an event: its function is invoked with it until that works or the event is given up.
  ///
  /// With a journal the event is on disk when this returns, survives the emulator, and needs no memory
  /// while it waits. Without one it is in memory, where there is room for 64 MB of events.
  ///
  /// - Returns: false when no function has that name.
  /// - Throws: `TransportError`, code `system`, where the event cannot be kept, and `tooLarge` where it
  ///   is longer than 1 MiB; it is not accepted then.
  public func accept(_ request: InvocationRequest) throws(TransportError) -> Bool {
    guard controlPlane.functions[request.function] != nil else { return false }
    let limit = InvokeRoutes.asynchronousEventLimit
    guard request.event.count <= limit else {
      throw TransportError(
        .tooLarge, "it has \(request.event.count) bytes, and an event has no more than \(limit)")
    }
    if let journal {
      defer { tellNotices() }
      try journal.accept(EventJournal.Event(request))
    } else {
      try checkRoom(for: request)
    }
    recordEvent(request)
    _ = controlPlane.accept(
      request.requestID, for: request.function, held: journal == nil ? request : nil, now: .now)
    perform()
    return true
  }

  /// How much of events is held in memory where there is no journal, in bytes, each with a KB for what
  /// belongs to it.
  private static let heldLimit = 64 << 20

  private func checkRoom(for request: InvocationRequest) throws(TransportError) {
    let size = controlPlane.heldSize + ControlPlane.size(of: request)
    guard size > Self.heldLimit else { return }
    throw TransportError(
      .system,
      "\(controlPlane.events.count) events wait, and without a folder to keep them in (state) no "
        + "more than \(Self.heldLimit >> 20) MB of them are held")
  }

  /// Begins an attempt to handle an event, for which it is read, where it may begin now.
  func attempt(_ id: EventID) {
    guard controlPlane.canAttempt(id, now: .now), let event = controlPlane.events[id] else {
      return
    }
    do throws(TransportError) {
      let request = try request(event.held, event.requestID)
      controlPlane.attempt(id, with: request, invocationID: Identifiers.uuid(), now: .now)
    } catch {
      publish(problem: error.message, event.requestID)
      controlPlane.forgetEvent(id)
      finish(event.requestID)
    }
  }

  /// An event has its outcome.
  func finish(_ requestID: String) {
    do throws(TransportError) {
      try journal?.done(requestID)
    } catch {
      publish(problem: error.message, requestID)
    }
  }

  func request(
    _ held: InvocationRequest?, _ requestID: String
  ) throws(TransportError) -> InvocationRequest {
    if let held { return held }
    guard let journal else { throw .system("the event \(requestID) is kept nowhere") }
    return try journal.request(requestID)
  }

  /// Looks whether events can be kept in the folder for them, as far as that can be told without making
  /// it. Where it holds some already it is this emulator's from now on.
  ///
  /// - Throws: `TransportError`, code `system`, where they cannot be kept there, or another emulator
  ///   uses the folder.
  public func checkState() throws(TransportError) {
    defer { tellNotices() }
    try journal?.check()
  }

  /// Goes on with the events that an earlier emulator accepted and did not finish. Those of
  /// functions that are not served now wait until they are. Those that have been accepted since this
  /// one began to listen are under way already.
  ///
  /// - Returns: how many it goes on with.
  /// - Throws: `TransportError`, code `system`, where the journal cannot be read, or another
  ///   emulator uses it.
  public func resumeEvents() throws(TransportError) -> Int {
    let events = try journal?.recover() ?? []
    tellNotices()
    let count = resume(events)
    perform()
    return count
  }

  private func tellNotices() {
    for notice in journal?.takeNotices() ?? [] { publish(problem: notice, nil) }
  }

  /// Goes on with the events of a function that is served from now on.
  func resumeEvents(of function: String) { _ = resume(journal?.events(of: function) ?? []) }

  /// - Returns: how many of them were not under way, and are now.
  private func resume(_ events: [EventJournal.Entry]) -> Int {
    guard !events.isEmpty else { return 0 }
    let own = Set(controlPlane.events.values.map(\.requestID))
    let now = ControlPlane.Instant.now
    return events.count { event in
      guard !own.contains(event.requestID) else { return false }
      let age = Duration.milliseconds(max(0, WallClock.milliseconds - event.acceptedAt))
      let id = controlPlane.accept(
        event.requestID, for: event.function, age: age, failures: event.failures, now: now)
      return id != nil
    }
  }

  func keep(_ requestID: String, failures: Int) {
    do throws(TransportError) {
      try journal?.failed(requestID, count: failures)
    } catch {
      publish(problem: error.message, requestID)
    }
  }

  func publish(problem: String, _ requestID: String?) {
    publish(
      Timeline.Entry(
        function: "", environment: .none, requestID: requestID, kind: .problem(problem)))
  }
}
