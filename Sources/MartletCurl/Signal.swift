/// Lets one task wait for something that is reported once, such as a change of a socket.
///
/// A task that has seen that it must wait may still give way before it waits: each call of an async
/// function can pass through the loop. So a report that finds nobody waiting is kept.
final class Signal {
  private var waiting: UnsafeContinuation<Void, Never>?
  private var isRaised = false

  /// Wakes the task that waits, or else the next one that is about to.
  func raise() {
    guard let waiting else {
      isRaised = true
      return
    }
    self.waiting = nil
    waiting.resume()
  }

  /// Forgets earlier reports. Call it before the look that decides whether to wait.
  func clear() { isRaised = false }

  /// Waits for a report that came since `clear`, or comes.
  func wait() async {
    await withUnsafeContinuation { continuation in
      guard !isRaised else { return continuation.resume() }
      precondition(waiting == nil, "two tasks wait where one can be woken")
      waiting = continuation
    }
  }
}
