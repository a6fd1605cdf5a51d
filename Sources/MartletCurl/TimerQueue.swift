/// The loop's timers, earliest first.
///
/// A sorted array, because a process has few of them: a runtime has one, an emulator a handful.
struct TimerQueue {
  /// Names one scheduled timer.
  struct ID: Hashable, Sendable { fileprivate let number: UInt64 }

  private struct Entry {
    let deadline: ContinuousClock.Instant
    let id: ID
    let action: () -> Void
  }

  private var entries: [Entry] = []
  private var lastNumber: UInt64 = 0

  var earliest: ContinuousClock.Instant? { entries.first?.deadline }

  /// Adds a timer behind all that are due no later, so that equal deadlines fire in order.
  mutating func schedule(
    at deadline: ContinuousClock.Instant, _ action: @escaping () -> Void
  ) -> ID {
    lastNumber += 1
    let id = ID(number: lastNumber)
    let index = entries.firstIndex { $0.deadline > deadline } ?? entries.endIndex
    entries.insert(Entry(deadline: deadline, id: id, action: action), at: index)
    return id
  }

  /// Removes a timer and returns its action; nil when it has fired or was removed already.
  mutating func cancel(_ id: ID) -> (() -> Void)? {
    guard let index = entries.firstIndex(where: { $0.id == id }) else { return nil }
    return entries.remove(at: index).action
  }

  /// Takes the earliest timer out if it is due.
  mutating func takeDue(_ now: ContinuousClock.Instant) -> (() -> Void)? {
    guard let first = entries.first, first.deadline <= now else { return nil }
    return entries.removeFirst().action
  }
}
