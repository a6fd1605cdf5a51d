internal import Synchronization

/// A clock that stands still until a test moves it.
///
/// Given to `withFunction`, it is the time by which `context.remainingTime` is told and by which an
/// invocation is over its deadline. Code that waits takes it as its `Clock`.
public final class TestClock: Clock {
  public typealias Instant = ContinuousClock.Instant

  private struct Waiter {
    let id: Int
    let instant: Instant
    let continuation: UnsafeContinuation<Void, any Error>?
    let action: (@Sendable () -> Void)?
  }

  private struct State {
    var now: Instant
    var lastID = 0
    var waiters: [Waiter] = []
    /// Who waits until so many sleep.
    var observers: [(count: Int, continuation: UnsafeContinuation<Void, Never>)] = []
    var sleeperCount: Int { waiters.count { $0.continuation != nil } }
  }

  private let state: Mutex<State>

  /// A clock that begins now.
  public init() { state = Mutex(State(now: ContinuousClock.now)) }

  /// The time, which only `advance` moves.
  public var now: Instant { state.withLock { $0.now } }

  /// Exact.
  public var minimumResolution: Duration { .nanoseconds(1) }

  /// Moves the time, and wakes all whose time has come, the earliest first.
  public func advance(by duration: Duration) { advance(to: now.advanced(by: duration)) }

  /// Moves the time to an instant; one that has passed changes nothing.
  public func advance(to instant: Instant) {
    let due = state.withLock { state in
      state.now = max(state.now, instant)
      let now = state.now
      let due = state.waiters.filter { $0.instant <= now }
      state.waiters.removeAll { $0.instant <= now }
      return due.sorted { $0.instant < $1.instant }
    }
    for waiter in due {
      waiter.continuation?.resume()
      waiter.action?()
    }
  }

  /// Suspends until the time has come.
  ///
  /// - Throws: `CancellationError` where the task is cancelled.
  public func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
    let id = nextID()
    try await withTaskCancellationHandler {
      try await withUnsafeThrowingContinuation { continuation in
        add(Waiter(id: id, instant: deadline, continuation: continuation, action: nil))
        // Cancelled before it was added, nobody would wake it.
        if Task.isCancelled { cancel(id) }
      }
    } onCancel: {
      cancel(id)
    }
  }

  /// Suspends until so many tasks sleep on this clock: what a test waits for before it moves it.
  public func untilSleeping(_ count: Int = 1) async {
    await withUnsafeContinuation { continuation in
      let isReached = state.withLock { state in
        if state.sleeperCount >= count { return true }
        state.observers.append((count, continuation))
        return false
      }
      if isReached { continuation.resume() }
    }
  }

  /// Runs an action when the time has come; nobody counts it as asleep.
  func schedule(at instant: Instant, _ action: @escaping @Sendable () -> Void) -> Int {
    let id = nextID()
    add(Waiter(id: id, instant: instant, continuation: nil, action: action))
    return id
  }

  func cancel(_ id: Int) {
    let waiter = state.withLock { state -> Waiter? in
      guard let index = state.waiters.firstIndex(where: { $0.id == id }) else { return nil }
      return state.waiters.remove(at: index)
    }
    waiter?.continuation?.resume(throwing: CancellationError())
  }

  private func nextID() -> Int {
    state.withLock { state in
      state.lastID += 1
      return state.lastID
    }
  }

  private func add(_ waiter: Waiter) {
    let (isDue, reached) = state.withLock { state in
      if waiter.instant <= state.now { return (true, [UnsafeContinuation<Void, Never>]()) }
      state.waiters.append(waiter)
      let count = state.sleeperCount
      let reached = state.observers.filter { $0.count <= count }.map(\.continuation)
      state.observers.removeAll { $0.count <= count }
      return (false, reached)
    }
    for continuation in reached { continuation.resume() }
    guard isDue else { return }
    waiter.continuation?.resume()
    waiter.action?()
  }
}
