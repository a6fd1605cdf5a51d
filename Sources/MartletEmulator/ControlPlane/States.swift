/// A function that is served.
struct FunctionState {
  private var box: Shared<FunctionConfiguration>
  var configuration: FunctionConfiguration {
    get { box.value }
    set { box = Shared(newValue) }
  }
  /// Whether its reserved concurrency was set while it was served, and holds for new builds too.
  var hasOwnConcurrency = false
  /// The pool of the environments that belong to no tenant.
  let shared: PoolID
  /// The pools of tenants, by their IDs.
  var tenants: [String: PoolID] = [:]

  init(_ configuration: FunctionConfiguration, shared: PoolID) {
    box = Shared(configuration)
    self.shared = shared
  }

  /// Oldest first.
  var pools: [PoolID] { [shared] + tenants.values.sorted { $0.number < $1.number } }
}

/// The Runtime API's states, under the names that its error messages show.
enum RuntimeState: String, Sendable {
  case started = "Started"
  case initError = "InitError"
  case ready = "Ready"
  case running = "Running"
  /// An answer was refused half-way, which leaves the runtime unable to go on.
  case invocationResponse = "InvocationResponse"
  /// As `invocationResponse`, for `/error`; only named as the target of a refused transition.
  case invocationErrorResponse = "InvocationErrorResponse"
  case responseSent = "RuntimeResponseSentState"
  /// Kept as a snapshot.
  case restoreReady = "RestoreReady"
  case restoring = "Restoring"
  case restoreError = "RuntimeRestoreErrorState"
}

/// An execution environment.
struct EnvironmentState {
  let id: EnvironmentID
  /// What never changes of it, in one place: its state is copied with each step.
  private struct Origin {
    let configuration: FunctionConfiguration
    let tenant: String?
  }
  private let origin: Shared<Origin>
  var configuration: FunctionConfiguration { origin.value.configuration }
  var function: String { origin.value.configuration.name }
  let pool: PoolID
  /// Whose it is; nil where the function does not isolate tenants.
  var tenant: String? { origin.value.tenant }
  /// The phase that its process is started in.
  let phase: Timeline.InitPhase
  var state = RuntimeState.started
  let startedAt: ControlPlane.Instant
  /// The invocation it handles, from its event, or from the start in the invoke phase, until it
  /// asks for the next.
  var invocation: InvocationID?
  /// Whether the runtime and all extensions have asked for their first events.
  var isInitialized = false
  /// Whether it ended, or is about to, before it could.
  var hasFailedInit = false
  /// Set once the init phase is over; until its first invocation is reported.
  var initDuration: Duration?
  /// When it answered, while it is expected to ask for its next event soon.
  var respondedAt: ControlPlane.Instant?
  /// Whether its runtime is sending a response.
  var isStreaming = false
  /// What it handles, where that may be several invocations at a time; nil where it is one.
  var concurrency: ConcurrencyState?
  /// Whether it is a snapshot that has not been restored.
  var isSnapshot = false
  /// Since when it is being restored.
  var restoringSince: ControlPlane.Instant?
  /// How long that took; until its first invocation is reported.
  var restoreDuration: Duration?
  /// Since when it waits for an event; nil while it has something to do.
  var idleSince: ControlPlane.Instant?
  /// Whether its processes are stopped until the next event.
  var isFrozen = false
  /// By their identifiers.
  var extensions: [String: ExtensionState] = [:]
  /// Extensions with processes of their own; nil where there are none.
  var externals: ExternalExtensions?
  /// When it is ended if it does not end by itself.
  var stopAt: ControlPlane.Instant?
  /// Its end was ordered: nothing it says counts any more.
  var isStopping = false
  /// Whether its function is served in a new way since: it gets no further invocation.
  var isOutdated = false
  /// What its processes used at most, in megabytes, where they have ended or never ran.
  var maxMemoryUsed: Int?
  /// The request it did not answer in time.
  var timedOutRequest: String?

  init(
    id: EnvironmentID, configuration: FunctionConfiguration, pool: PoolID, tenant: String?,
    phase: Timeline.InitPhase, startedAt: ControlPlane.Instant
  ) {
    self.id = id
    self.pool = pool
    origin = Shared(Origin(configuration: configuration, tenant: tenant))
    self.phase = phase
    self.startedAt = startedAt
  }

  /// How many invocations it handles.
  var load: Int { concurrency?.running.count ?? (invocation == nil ? 0 : 1) }
}

/// An extension, within the runtime's process or with one of its own.
struct ExtensionState {
  let name: String
  let wantsInvocations: Bool
  var wantsShutdown = false
  var isExternal = false
  /// Whether it has asked for its next event.
  var isWaiting = false
}

/// An invocation, from its arrival until its last log line.
struct InvocationState {
  let id: InvocationID
  private let shared: Shared<InvocationRequest>
  var request: InvocationRequest { shared.value }
  /// The event that it is an attempt to handle; nil for one whose caller waits.
  var event: EventID?
  var startedAt: ControlPlane.Instant?
  var deadline: ControlPlane.Instant?
  /// The runtime's answer, or what the platform gives in its place.
  var answer: InvocationAnswer?
  /// When the runtime posted it; nil where it posted none.
  var response: ResponseTimes?
  /// When the runtime asked for its next event; extensions may not be done then.
  var runtimeDoneAt: ControlPlane.Instant?
  /// Whether its response comes in pieces at the moment; for environments with several invocations.
  var isStreaming = false
  /// Whether the answer is that the runtime's response broke off.
  var isBroken = false
  var isCallerAnswered = false

  init(id: InvocationID, request: InvocationRequest, event: EventID?) {
    self.id = id
    shared = Shared(request)
    self.event = event
  }
}
