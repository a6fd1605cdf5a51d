internal import Synchronization

/// What other threads hand to the loop: jobs of the concurrency runtime and plain work.
///
/// The loop's own thread does not pass through here; see `RunLoop.enqueue`.
final class JobQueue: Sendable {
  enum Entry: Sendable {
    case job(RunLoop.Job)
    case work(@Sendable () -> Void)
  }

  private let entries = Mutex<[Entry]>([])

  /// Appends an entry; true when the queue was empty, which is when the loop may be asleep and has
  /// to be woken. Later entries ride on the first one's wake-up.
  func append(_ entry: Entry) -> Bool {
    entries.withLock { entries in
      entries.append(entry)
      return entries.count == 1
    }
  }

  /// Takes all entries out, in their order.
  func takeAll() -> [Entry] {
    entries.withLock { entries in
      guard !entries.isEmpty else { return [] }
      defer { entries = [] }
      return entries
    }
  }
}
