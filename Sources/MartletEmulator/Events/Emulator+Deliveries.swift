internal import Glibc
internal import MartletCurl

/// What becomes of events, for those who want to know.
extension Emulator {
  /// Gives the destinations their records. Only then is the event done: should the emulator end in
  /// between, a destination gets its record twice rather than never.
  func conclude(_ outcome: EventOutcome) {
    recordAnswer(outcome.answer, to: outcome.requestID)
    deliver(outcome)
    finish(outcome.requestID)
  }

  private func deliver(_ outcome: EventOutcome) {
    guard outcome.hasDestination else { return }
    let settings = outcome.settings
    let request: InvocationRequest
    do throws(TransportError) {
      request = try self.request(outcome.held, outcome.requestID)
    } catch {
      return publish(problem: error.message, outcome.requestID)
    }
    let record = outcome.record(of: request, at: WallClock.timestamp())
    guard outcome.condition != .success else {
      return deliver(record, of: request, to: settings.onSuccess, of: outcome)
    }
    deliver(record, of: request, to: settings.onFailure, of: outcome)
    let message = outcome.deadLetter(of: request)
    let isFunction = if case .function? = settings.deadLetter { true } else { false }
    deliver(
      isFunction ? "{\"Records\":[\(message)]}" : message, of: request, to: settings.deadLetter,
      of: outcome)
  }

  /// A record that cannot be delivered is dropped, as on Lambda, which only counts it
  /// (`DestinationDeliveryFailures`): the event has its outcome, and to handle it again would not help.
  private func deliver(
    _ record: String, of request: InvocationRequest,
    to destination: AsynchronousInvocation.Destination?, of outcome: EventOutcome
  ) {
    do throws(TransportError) {
      try send(record, of: request, to: destination, of: outcome)
    } catch {
      publish(
        problem: "the record of the event \(outcome.requestID) is dropped: \(error.message)",
        outcome.requestID)
    }
  }

  private func send(
    _ record: String, of request: InvocationRequest,
    to destination: AsynchronousInvocation.Destination?, of outcome: EventOutcome
  ) throws(TransportError) {
    switch destination {
    case nil: break
    case .function(let name)?:
      var lineage = Lineage(of: request.traceID)
      if !outcome.isStopped { lineage.add(outcome.function) }
      let next = InvocationRequest(
        function: name, event: Array(record.utf8), traceID: lineage.traceID)
      guard lineage.count(of: name) < Lineage.most else {
        return stop(next, isLast: outcome.isStopped)
      }
      guard !isolatesTenants(name) else {
        throw TransportError(
          .system,
          "the destination of \(outcome.function) is the function \(name), which isolates its tenants, "
            + "and a record names none")
      }
      guard try accept(next) else {
        throw TransportError(
          .system,
          "the destination of \(outcome.function) is the function \(name), which is not "
            + "served; served are: \(functionNames.joined(separator: ", "))")
      }
    case .file(let path)?: try Self.append(record, to: path)
    }
  }

  /// Ends what looks like a loop, as Lambda does: the event goes where those go that its function fails
  /// with, and no further.
  private func stop(_ request: InvocationRequest, isLast: Bool) {
    publish(
      problem:
        "\(request.function) was invoked \(Lineage.most) times in a chain of events, each a record of the "
        + "one before; Lambda takes that for a loop and stops it (RecursiveInvocationException)",
      request.requestID)
    guard !isLast, let function = controlPlane.functions[request.function] else { return }
    deliver(
      EventOutcome(
        function: request.function, requestID: request.requestID, held: request,
        settings: function.configuration.asynchronous, condition: .retriesExhausted, invocations: 0,
        answer: nil, isStopped: true))
  }

  private static func append(_ record: String, to path: String) throws(TransportError) {
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .system("a record cannot be written to \(path)") }
    defer { close(file) }
    guard writeAll(Array("\(record)\n".utf8), to: file) else {
      throw .system("a record cannot be written to \(path)")
    }
  }
}
