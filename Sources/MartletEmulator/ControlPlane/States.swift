/// A function and the invocations that wait for an environment.
struct FunctionState {
  var configuration: FunctionConfiguration
  /// Oldest first.
  var pending: [InvocationID] = []
  /// Environments that wait for an event, the one that waited least last: reusing that one first
  /// keeps the others idle long enough to be retired.
  var idle: [EnvironmentID] = []
  /// Every environment that has not ended.
  var all: Set<EnvironmentID> = []

  init(_ configuration: FunctionConfiguration) {
    self.configuration = configuration
  }
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
}

/// An execution environment.
struct EnvironmentState {
  let id: EnvironmentID
  let function: String
  let configuration: FunctionConfiguration
  var state = RuntimeState.started
  let startedAt: ControlPlane.Instant
  /// The invocation it handles, from its event until it asks for the next.
  var invocation: InvocationID?
  /// Set once the init phase is over; until its first invocation is reported.
  var initDuration: Duration?
  /// When it answered, while it is expected to ask for its next event soon.
  var respondedAt: ControlPlane.Instant?
  /// When it is ended if it does not end by itself.
  var stopAt: ControlPlane.Instant?
  /// Its end was ordered: nothing it says counts any more.
  var isStopping = false
  /// The request it did not answer in time.
  var timedOutRequest: String?
}

/// An invocation, from its arrival until its last log line.
struct InvocationState {
  let id: InvocationID
  let request: InvocationRequest
  var startedAt: ControlPlane.Instant?
  var deadline: ControlPlane.Instant?
  /// The runtime's answer.
  var answer: InvocationAnswer?
  var isCallerAnswered = false
}
