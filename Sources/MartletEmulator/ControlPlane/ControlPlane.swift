/// What the platform decides: which environment handles which invocation, which environments are
/// started and ended, and what each caller is told.
///
/// A value without I/O and without a clock: `now` is an argument, what has to be done comes out as
/// `Effect`s, what happened as `Timeline` entries. Timeouts, crashes and answers against the
/// protocol are therefore plain calls.
struct ControlPlane {
  /// The numbers that shape its decisions.
  struct Limits: Sendable {
    /// Whether the functions' timeouts count: not while somebody looks at a function in a debugger.
    private(set) var hasTimeouts = true
    /// How many environments a function may have. Invocations beyond them wait for a free one.
    var environmentsPerFunction = 64
    /// How long an environment may take to ask for its first event.
    var initPhase = Duration.seconds(10)
    /// The same for environments that are made ahead (SnapStart, Managed Instances), where the
    /// function's timeout is not longer.
    var longInitPhase = Duration.seconds(130)
    /// How long a snapshot may take from its end until the runtime asks for its first event.
    var restorePhase = Duration.seconds(10)
    /// How long after its last call the processes of an environment are stopped until the next
    /// event; nil to let them run. Not at once, because the next event is often on its way, and
    /// to stop and continue a process takes as long as a short invocation.
    var freezeDelay: Duration? = .milliseconds(1)
    /// How long an environment may wait for an event before it is retired; nil for ever. Lambda
    /// does not say how long it waits; observers report between five and fifteen minutes.
    var idleLifetime: Duration? = .seconds(600)
    /// From SIGTERM to SIGKILL for a process that has registered an extension.
    var shutdownGrace = Duration.milliseconds(500)
    /// The same where extensions have processes of their own, for all of them together; and what of
    /// that is the runtime's.
    var extensionShutdown = Duration.seconds(2)
    var runtimeShutdown = Duration.milliseconds(600)
    /// How long an environment that has answered is waited for before another one is started in
    /// its place. A runtime asks for its next event within microseconds of its answer, and a
    /// caller's next invocation may still arrive before it.
    var reuseGrace = Duration.milliseconds(100)
    /// How long a process may live on after it reported that its init phase failed, so that the
    /// last lines it logs are not lost.
    var exitGrace = Duration.seconds(1)
    /// How long a function goes on with the environments it has when there was too little of something
    /// for one more.
    var shortagePause = Duration.seconds(1)
    /// The largest answer, in bytes: 6 MiB and 100 bytes, as on Lambda.
    var responseSize = 6_291_556

    /// A year, which is long enough and still an instant that a deadline can be written as.
    static let endless = Duration.seconds(365 * 86_400)

    /// Gives everything as long as it takes.
    mutating func suspendTimeouts() {
      hasTimeouts = false
      (initPhase, longInitPhase, restorePhase) = (Self.endless, Self.endless, Self.endless)
      (freezeDelay, idleLifetime) = (nil, nil)
    }
  }

  let limits: Limits
  var functions: [String: FunctionState] = [:]
  var pools: [PoolID: Pool] = [:]
  var environments: [EnvironmentID: EnvironmentState] = [:]
  var invocations: [InvocationID: InvocationState] = [:]
  /// Events that were accepted for asynchronous invocation and have no outcome yet.
  var events: [EventID: QueuedEvent] = [:]
  /// Which of them are due, by their functions' names; what waits for a function that is gone stays.
  var eventQueues: [String: EventQueue] = [:]
  /// How much memory the requests of all of them need, where they are not kept elsewhere.
  var heldSize = 0
  /// When which of them is tried again, in order: there may be many.
  var retries: [(instant: Instant, event: EventID)] = []
  /// Pools that have no further environment started, because there was too little of something for the
  /// last one, and until when.
  var shortPools: [PoolID: Instant] = [:]
  /// Set once and for all: nothing is started any more.
  var isShuttingDown = false
  private var lastNumber = 0

  /// What has to be done, in order; whoever does it takes it out with `takeEffects`.
  private var effects: [Effect] = []
  /// What has happened since the last `takeEntries`, in order.
  private var entries: [Timeline.Entry] = []

  init(limits: Limits = Limits()) {
    self.limits = limits
  }

  /// Serves a function from now on; one of the same name is replaced for future invocations.
  mutating func add(_ configuration: FunctionConfiguration) {
    var configuration = configuration
    if let old = functions[configuration.name], old.hasOwnConcurrency {
      configuration.reservedConcurrency = old.configuration.reservedConcurrency
    }
    guard let function = functions[configuration.name] else { return addFunction(configuration) }
    functions[configuration.name]?.configuration = configuration
    for pool in function.pools {
      pools[pool]?.resets = 0
      pools[pool]?.lost = []
      forgetPool(pool)
    }
  }

  mutating func takeEffects() -> [Effect] {
    if effects.isEmpty { return [] }
    defer { effects = [] }
    return effects
  }

  mutating func takeEntries() -> [Timeline.Entry] {
    if entries.isEmpty { return [] }
    defer { entries = [] }
    return entries
  }

  mutating func emit(_ effect: Effect) { effects.append(effect) }

  mutating func record(
    _ kind: Timeline.Kind, _ environment: EnvironmentState, request: String? = nil,
    trace: String? = nil
  ) {
    entries.append(
      Timeline.Entry(
        function: environment.function, environment: environment.id, requestID: request,
        kind: kind, traceID: trace, tenantID: environment.tenant,
        initialization: environment.configuration.initialization))
  }

  mutating func recordChange(_ kind: Timeline.Kind, of function: String) {
    entries.append(
      Timeline.Entry(function: function, environment: .none, requestID: nil, kind: kind))
  }

  mutating func number() -> Int {
    lastNumber += 1
    return lastNumber
  }
}

/// Names one execution environment for as long as the emulator runs.
public struct EnvironmentID: Hashable, Sendable, CustomStringConvertible {
  /// For what happens outside of all environments.
  static let none = EnvironmentID(number: 0)
  let number: Int
  /// The number alone.
  public var description: String { String(number) }
}

/// Names one accepted invocation. The request ID is the caller's name for it, this one is ours:
/// several attempts may share a request ID.
struct InvocationID: Hashable, Sendable {
  let number: Int
}

/// What the control plane wants done.
enum Effect {
  /// Start a process for an environment, in the invoke phase for a request. `exited` tells when it
  /// has ended, or that it never ran.
  case start(EnvironmentID, FunctionConfiguration, requestID: String?)
  /// Give an environment the event it waits for.
  case deliver(EnvironmentID, InvocationRequest, deadline: ControlPlane.Instant)
  /// Tell an extension of an environment about the event.
  case notify(EnvironmentID, String, InvocationRequest, deadline: ControlPlane.Instant)
  /// Answer an environment's call of `/restore/next`.
  case restore(EnvironmentID)
  /// Give a caller its answer.
  case answer(InvocationID, InvocationAnswer)
  /// Attempt to handle an event: ask `canAttempt`, and call `attempt` with its request then, under a
  /// fresh invocation ID.
  case attempt(EventID)
  /// Remember how often the event of a request has failed.
  case keep(EventID, String, failures: Int)
  /// Give the destinations their records; the event is done.
  case conclude(EventOutcome)
  /// Tell an extension of an environment that it ends.
  case shutDown(EnvironmentID, String, ShutdownReason, deadline: ControlPlane.Instant)
  /// End the process of an extension. `extensionExited` follows.
  case stopExtension(EnvironmentID, String)
  /// Stop an environment's processes until `thaw`.
  case freeze(EnvironmentID)
  /// Let an environment's processes run again.
  case thaw(EnvironmentID)
  /// Ask an environment's processes to end: SIGTERM. `exited` or `stop` follows.
  case terminate(EnvironmentID)
  /// End the runtime's process at once. `exited` follows.
  case stop(EnvironmentID)
}
