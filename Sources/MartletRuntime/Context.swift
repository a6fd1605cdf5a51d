/// What the platform says about one invocation and about the environment that handles it.
public struct Context: Sendable {
  /// Identifies the request. A retried asynchronous request keeps its ID.
  public var requestID: String { didSet { log.requestID = requestID } }
  /// Identifies this attempt at the request; nil where the platform does not send it.
  public var invocationID: String?
  /// When the platform ends the invocation.
  public var deadline: ContinuousClock.Instant
  /// The function, version or alias that the caller named, as an ARN.
  public var invokedFunctionARN: String
  /// The X-Ray trace header (`Root=…;Parent=…;Sampled=…`); nil where there is none.
  public var traceID: String? { didSet { log.traceID = traceID } }
  /// The tenant, for functions with tenant isolation.
  public var tenantID: String? { didSet { log.tenantID = tenantID } }
  /// The caller's client context, JSON as the caller sent it.
  public var clientContextJSON: String?
  /// The Amazon Cognito identity of a mobile caller, JSON as the platform sent it.
  public var cognitoIdentityJSON: String?
  /// The function's name.
  public var functionName: String
  /// The function's version, `$LATEST` where none is published.
  public var functionVersion: String
  /// The memory that the function is given, in megabytes.
  public var memorySize: Int
  /// Whether this is the first invocation that the environment handles: a cold start.
  public var isFirstInvocation: Bool
  let deferredWork = DeferredWork()
  /// The clock of a test, by which the deadline is told; nil for the real one.
  package var now: (@Sendable () -> ContinuousClock.Instant)?
  /// Writes records that belong to this invocation. To add values to all that follow, set it:
  /// `context.log = context.log.with(["order": .string(id)])`.
  ///
  /// It is kept whole: put together for each record, it would cost one that is not written more
  /// than a comparison.
  public var log: Log { didSet { log.belong(to: self) } }

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
    self.requestID = requestID
    self.invocationID = invocationID
    self.deadline = deadline
    self.invokedFunctionARN = invokedFunctionARN
    self.traceID = traceID
    self.tenantID = tenantID
    self.clientContextJSON = clientContextJSON
    self.cognitoIdentityJSON = cognitoIdentityJSON
    self.functionName = functionName
    self.functionVersion = functionVersion
    self.memorySize = memorySize
    self.isFirstInvocation = isFirstInvocation
    self.log = log
    self.log.belong(to: self)
  }

  /// The time left until the deadline; negative once it has passed.
  public var remainingTime: Duration {
    (now?() ?? ContinuousClock.now).duration(to: deadline)
  }

  /// Leaves work for the time between this invocation's answer and the next event: the caller does
  /// not wait for it, the environment does. Several pieces run one after the other, in their order.
  ///
  /// The deadline holds for it too. An error that it throws is logged and harms nothing.
  public func afterResponse(_ work: sending @escaping () async throws -> Void) {
    deferredWork.add(work)
  }
}

extension Log {
  fileprivate mutating func belong(to context: Context) {
    requestID = context.requestID
    traceID = context.traceID
    tenantID = context.tenantID
  }
}
