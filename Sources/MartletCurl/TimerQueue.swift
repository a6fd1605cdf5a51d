/// The loop's timers, earliest first.
///
/// A sorted list, because a process has few of them: a runtime has one, an emulator a handful. Its
/// links are objects of one plain class: an array of structs would have to make its own type when
/// the process starts, which costs more than all timers of a cold start together.
struct TimerQueue {
  /// One scheduled timer.
  final class Entry {
    fileprivate let deadline: ContinuousClock.Instant
    fileprivate var action: (() -> Void)?
    fileprivate var next: Entry?

    fileprivate init(_ deadline: ContinuousClock.Instant, _ action: @escaping () -> Void) {
      self.deadline = deadline
      self.action = action
    }
  }

  private var first: Entry?

  var isEmpty: Bool { first == nil }
  func isFirst(_ entry: Entry) -> Bool { first === entry }
  var earliest: ContinuousClock.Instant? { first?.deadline }

  /// Adds a timer behind all that are due no later, so that equal deadlines fire in order.
  mutating func schedule(
    at deadline: ContinuousClock.Instant, _ action: @escaping () -> Void
  ) -> Entry {
    let entry = Entry(deadline, action)
    guard var previous = first, previous.deadline <= deadline else {
      entry.next = first
      first = entry
      return entry
    }
    while let next = previous.next, next.deadline <= deadline { previous = next }
    entry.next = previous.next
    previous.next = entry
    return entry
  }

  /// Removes a timer and returns its action; nil when it has fired or was removed already.
  mutating func cancel(_ entry: Entry) -> (() -> Void)? {
    guard let action = entry.action else { return nil }
    if first === entry {
      first = entry.next
    } else {
      var previous = first
      while let current = previous, current.next !== entry { previous = current.next }
      previous?.next = entry.next
    }
    entry.next = nil
    entry.action = nil
    return action
  }

  /// Takes the earliest timer out if it is due.
  mutating func takeDue(_ now: ContinuousClock.Instant) -> (() -> Void)? {
    guard let first, first.deadline <= now else { return nil }
    return cancel(first)
  }
}
