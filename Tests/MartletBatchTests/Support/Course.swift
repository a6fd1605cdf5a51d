import Synchronization

/// What happened, in its order, told by handlers that may run at the same time.
final class Course: Sendable {
  private let state = Mutex<(lines: [String], underWay: Int, most: Int)>(([], 0, 0))

  var lines: [String] { state.withLock { $0.lines } }
  /// How many were under way at a time, at most.
  var most: Int { state.withLock { $0.most } }

  func tell(_ line: String) { state.withLock { $0.lines.append(line) } }

  func begin() {
    state.withLock {
      $0.underWay += 1
      $0.most = max($0.most, $0.underWay)
    }
  }

  func end() { state.withLock { $0.underWay -= 1 } }
}
