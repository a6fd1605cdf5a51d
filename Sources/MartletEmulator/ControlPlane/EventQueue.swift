/// Names one event that was accepted for asynchronous invocation.
struct EventID: Hashable, Sendable {
  let number: Int
}

/// An event that was accepted for asynchronous invocation, until its outcome is known.
struct QueuedEvent {
  let function: String
  let requestID: String
  /// The request itself, where there is no other place that it can be read from.
  let held: InvocationRequest?
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
  /// What the last attempt came to, unless that is more than what may be kept of each event.
  var lastAnswer: InvocationAnswer?

  /// How much of an answer is kept until the next attempt, which may be the last: most errors are
  /// shorter, and there may be many events.
  static let mostOfAnswer = 4096
}

/// The events of one function that are due: no more are under way than it can handle at a time, so
/// that the others need no memory for what they hold.
struct EventQueue {
  /// Those with a place: an attempt is asked for, or goes on.
  var underWay: Set<EventID> = []
  /// Those that wait for a place, in the order in which they get one, behind those that got theirs.
  private var queue: [EventID] = []
  private var first = 0

  /// Lets an event wait behind all others.
  mutating func append(_ event: EventID) { queue.append(event) }

  /// Gives places to those that wait first.
  mutating func admit(most: Int) -> [EventID] {
    let admitted = Array(queue[first...].prefix(max(0, most - underWay.count)))
    first += admitted.count
    // Seldom: there may be any number, and all behind the first have to be moved.
    if first > queue.count / 2 {
      queue.removeFirst(first)
      first = 0
    }
    underWay.formUnion(admitted)
    return admitted
  }

  /// Takes places back from some whose attempts have not begun; they wait before all others.
  mutating func putBack(_ events: [EventID]) {
    underWay.subtract(events)
    queue.insert(contentsOf: events, at: first)
  }
}
