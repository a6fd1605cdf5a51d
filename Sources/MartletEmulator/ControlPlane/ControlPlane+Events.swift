/// Asynchronous invocations.
extension ControlPlane {
  /// Accepts an event. Each attempt to handle it is asked for by an `attempt` effect.
  ///
  /// - Parameters:
  ///   - held: the request, where it cannot be read when an attempt begins.
  ///   - age: how long ago it was accepted, for one that comes from before a restart.
  ///   - failures: how often it has failed already.
  /// - Returns: nil when no function has that name.
  mutating func accept(
    _ requestID: String, for name: String, held: InvocationRequest? = nil, age: Duration = .zero,
    failures: Int = 0, now: Instant
  ) -> EventID? {
    guard let function = functions[name] else { return nil }
    let id = EventID(number: number())
    events[id] = QueuedEvent(
      function: name, requestID: requestID, held: held, acceptedAt: now - age,
      settings: function.configuration.asynchronous, invocations: failures, failures: failures)
    heldSize += Self.size(of: held)
    enqueue(id, of: name)
    return id
  }

  /// How much memory an event without a journal is taken to need, in bytes.
  static func size(of request: InvocationRequest?) -> Int {
    request.map { $0.event.count + 1024 } ?? 0
  }

  private mutating func enqueue(_ id: EventID, of function: String) {
    eventQueues[function, default: EventQueue()].append(id)
    admitEvents(of: function)
  }

  /// Asks for attempts of what waits as long as the function can handle more at a time.
  mutating func admitEvents(of name: String) {
    guard !isShuttingDown, let function = functions[name]?.configuration else { return }
    let most = limits.environmentsPerFunction * function.initialization.maximumConcurrency
    // One at least: that it is throttled is for the attempt to find out.
    let places = max(1, min(most, function.reservedConcurrency ?? most))
    for id in eventQueues[name]?.admit(most: places) ?? [] { emit(.attempt(id)) }
  }

  /// Whether an attempt that was asked for can begin; otherwise the event waits, or is concluded.
  mutating func canAttempt(_ id: EventID, now: Instant) -> Bool {
    guard var event = events[id], !isShuttingDown else { return false }
    guard let function = functions[event.function] else {
      eventQueues[event.function]?.putBack([id])
      return false
    }
    event.settings = function.configuration.asynchronous
    guard event.acceptedAt + event.settings.maximumAge > now else {
      conclude(id, event, .eventAgeExceeded)
      return false
    }
    guard !isThrottled(event.function, now: now) else {
      // From a second to five minutes, doubled each time; not counted among the retries.
      let delay = Duration.seconds(min(300, 1 << min(event.throttles, 9)))
      event.throttles += 1
      postpone(event, id, by: delay, now: now)
      return false
    }
    event.throttles = 0
    events[id] = event
    return true
  }

  /// Invokes the function with an event, under an invocation ID of the attempt's own, after
  /// `canAttempt`.
  mutating func attempt(
    _ id: EventID, with request: InvocationRequest, invocationID: String, now: Instant
  ) {
    var request = request
    request.invocationID = invocationID
    events[id]?.invocations += 1
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
    emit(.keep(id, event.requestID, failures: event.failures))
    let delays = event.settings.retryDelays
    let wait = delays.isEmpty ? .zero : delays[min(event.failures, delays.count) - 1]
    postpone(event, id, by: wait, now: now)
  }

  /// The attempts of events will not go on where they wait for an environment.
  mutating func putBack(_ ids: [EventID], of function: String) {
    for id in ids { events[id]?.invocations -= 1 }
    eventQueues[function]?.putBack(ids)
  }

  /// Asks for the attempts that are due.
  mutating func attemptDueEvents(now: Instant) {
    guard !isShuttingDown else { return }
    let due = retries.prefix { $0.instant <= now }.map(\.event)
    guard !due.isEmpty else { return }
    retries.removeFirst(due.count)
    for id in due.sorted(by: { $0.number < $1.number }) {
      guard let function = events[id]?.function else { continue }
      events[id]?.retryAt = nil
      enqueue(id, of: function)
    }
  }

  private mutating func postpone(
    _ event: QueuedEvent, _ id: EventID, by delay: Duration, now: Instant
  ) {
    guard now + delay < event.acceptedAt + event.settings.maximumAge else {
      return conclude(id, event, .eventAgeExceeded)
    }
    let instant = now + delay
    var event = event
    event.retryAt = instant
    if event.lastAnswer?.payload.count ?? 0 > QueuedEvent.mostOfAnswer { event.lastAnswer = nil }
    events[id] = event
    // Most are tried later than all before them.
    let place = retries.lastIndex { $0.instant <= instant }.map { $0 + 1 } ?? 0
    retries.insert((instant, id), at: place)
    leave(id, event.function)
  }

  private mutating func conclude(
    _ id: EventID, _ event: QueuedEvent, _ condition: EventOutcome.Condition
  ) {
    emit(
      .conclude(
        EventOutcome(
          function: event.function, requestID: event.requestID, held: event.held,
          settings: event.settings, condition: condition, invocations: event.invocations,
          answer: event.lastAnswer)))
    forgetEvent(id)
  }

  /// Nothing more is to be done with an event.
  mutating func forgetEvent(_ id: EventID) {
    guard let event = events.removeValue(forKey: id) else { return }
    heldSize -= Self.size(of: event.held)
    leave(id, event.function)
  }

  /// An event gives its place to the next.
  private mutating func leave(_ id: EventID, _ function: String) {
    guard eventQueues[function]?.underWay.remove(id) != nil else { return }
    admitEvents(of: function)
  }
}
