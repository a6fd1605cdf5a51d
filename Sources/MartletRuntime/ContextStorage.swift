/// The memory of a `Context`, shared by its copies.
///
/// Sharing is safe: a context changes it only while nobody else has it (`Context.own`), and
/// what it holds is `Sendable` itself.
final class ContextStorage: @unchecked Sendable {
  var requestID: String
  var invocationID: String?
  var deadline: ContinuousClock.Instant
  var invokedFunctionARN: String
  var traceID: String?
  var tenantID: String?
  var clientContextJSON: String?
  var cognitoIdentityJSON: String?
  var functionName: String
  var functionVersion: String
  var memorySize: Int
  var isFirstInvocation: Bool
  var log: Log
  var now: (@Sendable () -> ContinuousClock.Instant)?
  let deferredWork: DeferredWork

  init(
    requestID: String,
    invocationID: String?,
    deadline: ContinuousClock.Instant,
    invokedFunctionARN: String,
    traceID: String?,
    tenantID: String?,
    clientContextJSON: String?,
    cognitoIdentityJSON: String?,
    functionName: String,
    functionVersion: String,
    memorySize: Int,
    isFirstInvocation: Bool,
    log: Log
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
    deferredWork = DeferredWork()
    setLog(log)
  }

  /// A copy leaves its work to the same invocation.
  init(copyOf other: ContextStorage) {
    requestID = other.requestID
    invocationID = other.invocationID
    deadline = other.deadline
    invokedFunctionARN = other.invokedFunctionARN
    traceID = other.traceID
    tenantID = other.tenantID
    clientContextJSON = other.clientContextJSON
    cognitoIdentityJSON = other.cognitoIdentityJSON
    functionName = other.functionName
    functionVersion = other.functionVersion
    memorySize = other.memorySize
    isFirstInvocation = other.isFirstInvocation
    log = other.log
    now = other.now
    deferredWork = other.deferredWork
  }

  /// The log's records belong to this invocation, whichever they belonged to.
  func setLog(_ log: Log) {
    self.log = log
    self.log.requestID = requestID
    self.log.traceID = traceID
    self.log.tenantID = tenantID
  }
}
