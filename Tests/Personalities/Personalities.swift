import Martlet

/// Functions for the ways in which a platform may make and use their environments.
@main
struct Personalities: Host {
  static let functions: [Registration] = [
    .init("Meeting", Meeting.self),
    .init("Snapped", Snapped.self),
    .init("Alone", Alone.self),
  ]
}

/// Waits until as many invocations as its event says are under way.
final class Meeting: ConcurrentFunction {
  /// Sharing is safe: all of it is used on the loop's thread.
  private final class Table: @unchecked Sendable {
    var waiting: [UnsafeContinuation<Void, Never>] = []
  }
  private let table = Table()

  init() async throws {}

  func handle(_ event: Int, context: Context) async throws -> String {
    context.log.info("arrived")
    await withUnsafeContinuation { continuation in
      table.waiting.append(continuation)
      guard table.waiting.count >= event else { return }
      for waiting in table.waiting { waiting.resume() }
      table.waiting = []
    }
    return context.requestID
  }
}

/// Tells what it did on either side of its snapshot.
struct Snapped: SnapshotFunction {
  private var log: [String] = []

  init() async throws {}

  mutating func beforeSnapshot() async throws { log.append("before") }
  mutating func afterRestore() async throws { log.append("after") }
  mutating func handle(_ event: Void, context: Context) async throws -> [String] { log }
}

/// Is asked for one event at a time everywhere.
struct Alone: Function {
  func handle(_ event: Int, context: Context) async throws -> Int { event + 1 }
}
