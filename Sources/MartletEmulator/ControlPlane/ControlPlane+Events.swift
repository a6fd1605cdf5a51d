/// Names one event that was accepted for asynchronous invocation.
struct EventID: Hashable, Sendable {
  let number: Int
}

/// An event that was accepted for asynchronous invocation, until its outcome is known.
struct QueuedEvent {
  let request: InvocationRequest
  let acceptedAt: ControlPlane.Instant
  /// Those of its function when it was last attempted, because the function may be gone, or be another
  /// one, when the attempt ends.
  var settings: AsynchronousInvocation
  /// How often the function was invoked with it, and how often it failed.
  var invocations = 0
  var failures: Int
  /// How often in a row there was no concurrency for it.
  var throttles = 0
  /// When it is tried again.
  var retryAt: ControlPlane.Instant?
  var lastAnswer: InvocationAnswer?
}

/// Asynchronous invocations.
extension ControlPlane {
  /// Accepts an event. Each attempt to handle it is asked for by an `attempt` effect.
  ///
  /// - Parameters:
  ///   - age: how long ago it was accepted, for one that comes from before a restart.
  ///   - failures: how often it has failed already.
  /// - Returns: nil when no function has that name.
  mutating func accept(
    _ request: InvocationRequest, age: Duration = .zero, failures: Int = 0, now: Instant
  ) -> EventID? {
    guard let function = functions[request.function] else { return nil }
    let id = EventID(number: number())
    events[id] = QueuedEvent(
      request: request, acceptedAt: now - age, settings: function.configuration.asynchronous,
      invocations: failures, failures: failures)
    if !isShuttingDown { emit(.attempt(id)) }
    return id
  }

  /// Invokes the function with an event, under an invocation ID of the attempt's own.
  mutating func attempt(_ id: EventID, invocationID: String, now: Instant) {
    guard var event = events[id], !isShuttingDown,
      let function = functions[event.request.function]
    else { return }
    var request = event.request
    request.invocationID = invocationID
    event.settings = function.configuration.asynchronous
    guard event.acceptedAt + event.settings.maximumAge > now else {
      return conclude(id, event, .eventAgeExceeded)
    }
    guard !isThrottled(request.function, now: now) else {
      // From a second to five minutes, doubled each time; not counted among the retries.
      let delay = Duration.seconds(min(300, 1 << min(event.throttles, 9)))
      event.throttles += 1
      return postpone(event, id, by: delay, now: now)
    }
    event.throttles = 0
    event.invocations += 1
    events[id] = event
    _ = invoke(request, for: id, now: now)
  }

  /// An attempt is over.
  mutating func eventAnswered(_ id: EventID, _ answer: InvocationAnswer, now: Instant) {
    // What the end of the emulator cuts short is tried again after its next start.
    guard var event = events[id], !isShuttingDown else { return }
    event.lastAnswer = answer
    guard answer.errorType != nil else { return conclude(id, event, .success) }
    event.failures += 1
    guard event.failures <= event.settings.maximumRetries else {
      return conclude(id, event, .retriesExhausted)
    }
    emit(.keep(id, event.request.requestID, failures: event.failures))
    let delays = event.settings.retryDelays
    let wait = delays.isEmpty ? .zero : delays[min(event.failures, delays.count) - 1]
    postpone(event, id, by: wait, now: now)
  }

  /// Asks for attempts of what waits for a function that was not served for a time.
  mutating func attemptEvents(of function: String) {
    guard !isShuttingDown else { return }
    let underWay = Set(invocations.values.compactMap(\.event))
    let waiting = events.filter {
      $0.value.request.function == function && $0.value.retryAt == nil && !underWay.contains($0.key)
    }
    for id in waiting.keys.sorted(by: { $0.number < $1.number }) { emit(.attempt(id)) }
  }

  /// Asks for the attempts that are due.
  mutating func attemptDueEvents(now: Instant) {
    guard !isShuttingDown else { return }
    let due = retries.prefix { $0.instant <= now }.map(\.event)
    guard !due.isEmpty else { return }
    retries.removeFirst(due.count)
    for id in due.sorted(by: { $0.number < $1.number }) {
      events[id]?.retryAt = nil
      emit(.attempt(id))
    }
  }

  private mutating func postpone(
    _ event: QueuedEvent, _ id: EventID, by delay: Duration, now: Instant
  ) {
    guard now + delay < event.acceptedAt + event.settings.maximumAge else {
      return conclude(id, event, .eventAgeExceeded)
    }
    let instant = now + delay
    events[id] = event
    events[id]?.retryAt = instant
    // Most are tried later than all before them.
    let place = retries.lastIndex { $0.instant <= instant }.map { $0 + 1 } ?? 0
    retries.insert((instant, id), at: place)
  }

  private mutating func conclude(
    _ id: EventID, _ event: QueuedEvent, _ condition: EventOutcome.Condition
  ) {
    events[id] = nil
    emit(
      .conclude(
        EventOutcome(
          request: event.request, settings: event.settings, condition: condition,
          invocations: event.invocations, answer: event.lastAnswer)))
  }
}
