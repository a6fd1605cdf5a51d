/// What the platform says about one invocation and about the environment that handles it.
///
/// It is a value: changing a copy leaves the others as they are. Copies share their memory until
/// then, because a context has a dozen strings, and is handed on several times in each invocation.
public struct Context: Sendable {
  private var shared: ContextStorage

  /// Identifies the request. A retried asynchronous request keeps its ID.
  public var requestID: String {
    get { shared.requestID }
    set {
      own.requestID = newValue
      shared.log.requestID = newValue
    }
  }
  /// Identifies this attempt at the request; nil where the platform does not send it.
  public var invocationID: String? {
    get { shared.invocationID }
    set { own.invocationID = newValue }
  }
  /// When the platform ends the invocation.
  public var deadline: ContinuousClock.Instant {
    get { shared.deadline }
    set { own.deadline = newValue }
  }
  /// The function, version or alias that the caller named, as an ARN.
  public var invokedFunctionARN: String {
    get { shared.invokedFunctionARN }
    set { own.invokedFunctionARN = newValue }
  }
  /// The X-Ray trace header (`Root=…;Parent=…;Sampled=…`); nil where there is none.
  public var traceID: String? {
    get { shared.traceID }
    set {
      own.traceID = newValue
      shared.log.traceID = newValue
    }
  }
  /// The tenant, for functions with tenant isolation.
  public var tenantID: String? {
    get { shared.tenantID }
    set {
      own.tenantID = newValue
      shared.log.tenantID = newValue
    }
  }
  /// The caller's client context, JSON as the caller sent it.
  public var clientContextJSON: String? {
    get { shared.clientContextJSON }
    set { own.clientContextJSON = newValue }
  }
  /// The Amazon Cognito identity of a mobile caller, JSON as the platform sent it.
  public var cognitoIdentityJSON: String? {
    get { shared.cognitoIdentityJSON }
    set { own.cognitoIdentityJSON = newValue }
  }
  /// The function's name.
  public var functionName: String {
    get { shared.functionName }
    set { own.functionName = newValue }
  }
  /// The function's version, `$LATEST` where none is published.
  public var functionVersion: String {
    get { shared.functionVersion }
    set { own.functionVersion = newValue }
  }
  /// The memory that the function is given, in megabytes.
  public var memorySize: Int {
    get { shared.memorySize }
    set { own.memorySize = newValue }
  }
  /// Whether this is the first invocation that the environment handles: a cold start.
  public var isFirstInvocation: Bool {
    get { shared.isFirstInvocation }
    set { own.isFirstInvocation = newValue }
  }
  /// Writes records that belong to this invocation. To add values to all that follow, set it:
  /// `context.log = context.log.with(["order": .string(id)])`.
  ///
  /// It is kept whole: put together for each record, it would cost one that is not written more
  /// than a comparison.
  public var log: Log {
    get { shared.log }
    set { own.setLog(newValue) }
  }

  var deferredWork: DeferredWork { shared.deferredWork }
  /// The clock of a test, by which the deadline is told; nil for the real one.
  package var now: (@Sendable () -> ContinuousClock.Instant)? {
    get { shared.now }
    set { own.now = newValue }
  }

  /// Makes a context, such as for a test; every field has a default.
  ///
  /// - Parameter log: where `log` writes to; `Log { … }` captures the records.
  public init(
    requestID: String = "00000000-0000-0000-0000-000000000000",
    invocationID: String? = nil,
    deadline: ContinuousClock.Instant = .now + .seconds(3),
    invokedFunctionARN: String = "arn:aws:lambda:us-east-1:000000000000:function:function",
    traceID: String? = nil,
    tenantID: String? = nil,
    clientContextJSON: String? = nil,
    cognitoIdentityJSON: String? = nil,
    functionName: String = "function",
    functionVersion: String = "$LATEST",
    memorySize: Int = 128,
    isFirstInvocation: Bool = false,
    log: Log = .process
  ) {
    shared = ContextStorage(
      requestID: requestID, invocationID: invocationID, deadline: deadline,
      invokedFunctionARN: invokedFunctionARN, traceID: traceID, tenantID: tenantID,
      clientContextJSON: clientContextJSON, cognitoIdentityJSON: cognitoIdentityJSON,
      functionName: functionName, functionVersion: functionVersion, memorySize: memorySize,
      isFirstInvocation: isFirstInvocation, log: log)
  }

  /// The memory, for a change: this context's own from now on.
  private var own: ContextStorage {
    mutating get {
      if !isKnownUniquelyReferenced(&shared) { shared = ContextStorage(copyOf: shared) }
      return shared
    }
  }

  /// The time left until the deadline; negative once it has passed.
  public var remainingTime: Duration {
    (now?() ?? ContinuousClock.now).duration(to: deadline)
  }

  /// Leaves work for the time between this invocation's answer and the next event: the caller does
  /// not wait for it, the environment does. Several pieces run one after the other, in their order.
  ///
  /// The deadline holds for it too. An error that it throws is logged and harms nothing. Work that is
  /// left when the invocation is over, such as by a task that outlives it, is not done, which is
  /// logged.
  public func afterResponse(_ work: sending @escaping () async throws -> Void) {
    guard !deferredWork.add(work) else { return }
    log.warn("the invocation is over: work that was left for after its response is not done")
  }
}
