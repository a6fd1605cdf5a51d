extension EventJournal {
  /// One accepted event, as it is kept.
  struct Event: Codable {
    var function: String
    var requestID: String
    var arn: String
    var traceID: String
    var clientContext: String?
    var cognitoIdentity: String?
    var tenantID: String?
    /// JSON, as text.
    var event: String
    /// Milliseconds since 1970.
    var acceptedAt: Int64
    var failures = 0
  }
}

extension EventJournal.Event {
  init(_ request: InvocationRequest) {
    function = request.function
    requestID = request.requestID
    arn = request.invokedFunctionARN
    traceID = request.traceID
    clientContext = request.clientContext
    cognitoIdentity = request.cognitoIdentity
    tenantID = request.tenantID
    event = String(decoding: request.event, as: UTF8.self)
    acceptedAt = WallClock.milliseconds
  }

  var request: InvocationRequest {
    var request = InvocationRequest(
      function: function, event: Array(event.utf8), traceID: traceID, clientContext: clientContext,
      cognitoIdentity: cognitoIdentity, tenantID: tenantID)
    request.requestID = requestID
    request.invokedFunctionARN = arn
    return request
  }
}
