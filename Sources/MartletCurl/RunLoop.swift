internal import CMartlet
internal import Glibc
internal import Synchronization

/// One thread that runs everything in a process: Swift jobs, sockets, timers, libcurl's transfers.
///
/// A loop is the task executor and the serial executor of the work it runs, so a function that
/// never suspends runs without a thread hop, and no other thread exists unless user code asks for
/// one. It waits in one place (`Poller.wait`).
///
/// Two rules follow. A task starts with `Task(executorPreference: loop)`, in an actor of the loop
/// too: without the preference it comes back from each wait by way of the default pool. And what
/// decides whether to wait is looked at inside of the continuation's closure: an async call may
/// pass through the loop before its closure runs.
///
/// Sharing is safe although the compiler cannot see it: `state` is touched by the thread in `run`
/// alone (asserted in debug builds), and other threads come in through `incoming`, a locked queue.
public final class RunLoop: TaskExecutor, SerialExecutor, @unchecked Sendable {
  let poller: Poller
  private let incoming = JobQueue()
  /// The thread in `run`, zero while there is none. Any thread may ask, so it is atomic; that a
  /// thread sees its own number needs no ordering.
  private let owner = Atomic<pthread_t>(0)
  private var confined = State()
  private let isolation = Isolation()

  /// What only the loop's own thread may touch.
  struct State: ~Copyable {
    var jobs = JobRing()
    var watches = WatchTable()
    var lastGeneration: UInt32 = 0
    var timers = TimerQueue()
    /// Nil for a loop that sleeps at once.
    var busyWait: BusyWait?
    /// Made for the first timer that is near; most processes have none.
    var alarm: Alarm?
    /// See `RunLoop.resumeAsActor`.
    var resumesAsActor = false
    /// See `RunLoop.beforeWaiting`.
    var beforeWaiting: (() -> Void)?
    /// Where sockets receive into before their bytes go on to a parser: one for all, because a
    /// receive never suspends between filling it and passing it on.
    let received = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 16)
  }

  /// Makes a loop; `run` makes the calling thread its own.
  ///
  /// - Throws: `TransportError` with code `system` when the process is out of descriptors.
  public init() throws(TransportError) {
    poller = try Poller()
    isolation.loop = self
  }

  deinit {
    confined.received.deallocate()
  }

  /// Whether the caller runs on the loop's thread.
  public var isCurrent: Bool {
    owner.load(ordering: .relaxed) == pthread_self()
  }

  var state: State {
    _read {
      assert(isCurrent, "the loop's state is touched from another thread")
      yield confined
    }
    _modify {
      assert(isCurrent, "the loop's state is touched from another thread")
      yield &confined
    }
  }

  /// Runs `body` and all that it starts on the calling thread; returns its result.
  ///
  /// Tasks that are still suspended when `body` returns never run again: whoever starts tasks on
  /// the loop ends them before. A loop may run again afterwards, but not inside of itself nor on
  /// two threads at once.
  ///
  /// Inlined into the caller, who knows the types: making them when the process starts would cost
  /// a cold start more than connecting does.
  @inlinable
  public func run<Success, Failure: Error>(
    _ body: sending @escaping () async throws(Failure) -> sending Success
  ) throws(Failure) -> Success {
    // Both are set and read on this thread, by the task below and by the loop that runs it.
    nonisolated(unsafe) var result: Result<Success, Failure>?
    nonisolated(unsafe) let body = body
    runToEnd {
      do throws(Failure) {
        result = .success(try await body())
      } catch {
        result = .failure(error)
      }
    }
    return try result.unsafelyUnwrapped.get()
  }

  @usableFromInline
  func runToEnd(_ body: sending @escaping () async -> Void) {
    // Set and read on this thread, as above.
    nonisolated(unsafe) var isOver = false
    nonisolated(unsafe) let body = body
    let (isFree, _) = owner.compareExchange(
      expected: 0, desired: pthread_self(), ordering: .acquiring)
    precondition(isFree, "the loop runs already: call RunLoop.run once, at the top of a thread")
    defer { owner.store(0, ordering: .releasing) }
    Task(executorPreference: self) {
      await body()
      isOver = true
    }
    while true {
      runJobs()
      if isOver { return }
      wait()
    }
  }

  // MARK: Executor

  public func enqueue(_ job: consuming ExecutorJob) {
    enqueue(Job(UnownedJob(job), isIsolated: false))
  }

  fileprivate func enqueue(_ job: Job) {
    if isCurrent {
      confined.jobs.append(job)
    } else if incoming.append(.job(job)) {
      poller.wake()
    }
  }

  public func asUnownedSerialExecutor() -> UnownedSerialExecutor {
    UnownedSerialExecutor(ordinary: isolation)
  }

  public func checkIsolated() {
    precondition(isCurrent, "expected to run on the loop's thread")
  }

  public func isIsolatingCurrentContext() -> Bool? { isCurrent }

  /// Makes the loop the main actor's executor for the rest of the process. Without it, code of the
  /// main actor waits for a thread that runs Dispatch's main queue, and a process whose main thread
  /// is the loop's has none. Call it before `run`, once.
  public func becomeMainActor() {
    // Executors are referred to without being kept.
    _ = Unmanaged.passRetained(self)
    martlet_set_main_executor(unsafeBitCast(asUnownedSerialExecutor(), to: martlet_executor.self))
  }

  /// From now on tasks that have waited go on as if in an actor of the loop. Call it on the loop's
  /// thread, where most of them do: whatever waits goes on outside of its actor, and would pass
  /// through the queue once more to come back into it.
  public func resumeAsActor() { state.resumesAsActor = true }

  /// Runs `work` on the loop's thread: at once where the caller is on it, otherwise soon.
  public func submit(_ work: @escaping @Sendable () -> Void) {
    if isCurrent {
      work()
    } else if incoming.append(.work(work)) {
      poller.wake()
    }
  }

  /// Runs `action` once, on the loop's thread, behind what is ready to run now: before the loop looks
  /// at its descriptors again. Call it on that thread.
  public func beforeWaiting(_ action: @escaping () -> Void) {
    guard let others = state.beforeWaiting else {
      state.beforeWaiting = action
      return
    }
    state.beforeWaiting = {
      others()
      action()
    }
  }

  // MARK: The loop

  /// How often jobs that jobs have made ready run before the sockets are looked at again. A request
  /// takes few such steps, and a look at the sockets costs more than each of them.
  private static let rounds = 16

  /// Runs what is ready now, and what that makes ready in turn. Not without end, so that a task that
  /// keeps yielding cannot starve the sockets.
  private func runJobs() {
    for entry in incoming.takeAll() {
      switch entry {
      case .job(let job): state.jobs.append(job)
      case .work(let work): work()
      }
    }
    for _ in 0..<Self.rounds where !state.jobs.isEmpty {
      let asActor = state.resumesAsActor
      for _ in 0..<state.jobs.count { state.jobs.popFirst()?.run(on: self, asActor: asActor) }
    }
  }

  /// Waits for the next event and dispatches it, then fires the timers that are due. Always in this
  /// order: a deadline that passes while the loop is busy must not be put before what came in time.
  private func wait() {
    state.beforeWaiting.take()?()
    let milliseconds = state.jobs.isEmpty ? millisecondsToTimer() : 0
    if let busyWait = state.busyWait, milliseconds != 0 {
      waitBusily(busyWait, milliseconds: milliseconds)
    } else {
      poller.wait(milliseconds: milliseconds) { dispatch($0, $1) }
    }
    if hasNoTimerDue { return }
    let now = ContinuousClock.now
    while let action = state.timers.takeDue(now) { action() }
  }

  /// Whether no timer can be due, because there is none or its alarm has not rung.
  private var hasNoTimerDue: Bool { state.timers.isEmpty || state.alarm?.isSet == true }

  /// Rounded up: a wait that ends a fraction too early would spin until the timer is due.
  private func millisecondsToTimer() -> Int32 {
    if hasNoTimerDue { return -1 }
    guard let earliest = state.timers.earliest else { return -1 }
    let left = ContinuousClock.now.duration(to: earliest)
    guard left > .zero else { return 0 }
    if state.alarm == nil, left < Alarm.reach { state.alarm = try? Alarm(on: self) }
    if let alarm = state.alarm {
      alarm.set(to: left)
      return -1
    }
    let (seconds, attoseconds) = left.components
    guard seconds < 1_000_000 else { return 1_000_000_000 }
    let millisecond: Int64 = 1_000_000_000_000_000
    return Int32(seconds) * 1000 + Int32((attoseconds + millisecond - 1) / millisecond)
  }
}

extension RunLoop {
  /// A job of the concurrency runtime, and whether it belongs to an actor of the loop.
  ///
  /// The difference costs nothing to keep and much to ignore where there are no actors: code outside
  /// of them that were run as if inside of one would pass through the queue once more at each call of
  /// an async function, to leave the actor.
  struct Job: Sendable {
    private let job: UnownedJob
    private let isIsolated: Bool

    init(_ job: UnownedJob, isIsolated: Bool) {
      self.job = job
      self.isIsolated = isIsolated
    }

    func run(on loop: RunLoop, asActor: Bool) {
      if isIsolated || asActor {
        job.runSynchronously(
          isolatedTo: loop.asUnownedSerialExecutor(), taskExecutor: loop.asUnownedTaskExecutor())
      } else {
        job.runSynchronously(on: loop.asUnownedTaskExecutor())
      }
    }
  }

  /// The loop as the executor of actors. An object of its own, because a job does not say for which
  /// of the two kinds of executor it was enqueued.
  private final class Isolation: SerialExecutor, @unchecked Sendable {
    /// Set once, before anybody else sees this object; the loop outlives it.
    unowned(unsafe) var loop: RunLoop!

    func enqueue(_ job: consuming ExecutorJob) {
      loop.enqueue(Job(UnownedJob(job), isIsolated: true))
    }
    func asUnownedSerialExecutor() -> UnownedSerialExecutor {
      UnownedSerialExecutor(ordinary: self)
    }
    func checkIsolated() { loop.checkIsolated() }
    func isIsolatingCurrentContext() -> Bool? { loop.isCurrent }
  }
}
