/// What a caller asks for.
public struct InvocationRequest: Sendable {
  /// The function's name.
  public var function: String
  /// The event's bytes.
  public var event: [UInt8]
  /// Identifies the request to its caller, in the logs and to the function.
  public var requestID: String
  /// Identifies this attempt; a runtime echoes it with its answer.
  public var invocationID: String
  /// The ARN that the function reads, with the qualifier that the caller used.
  public var invokedFunctionARN: String
  /// The X-Ray trace header.
  public var traceID: String
  /// The client context, as JSON.
  public var clientContext: String?
  /// The caller's Cognito identity, as JSON.
  public var cognitoIdentity: String?
  /// The tenant.
  public var tenantID: String?
  /// Whether the answer is to carry the invocation's log; it then comes after the last line.
  public var wantsLogTail: Bool

  /// Makes a request with fresh IDs.
  public init(
    function: String, event: [UInt8], traceID: String? = nil, qualifier: String? = nil,
    clientContext: String? = nil, cognitoIdentity: String? = nil, tenantID: String? = nil,
    wantsLogTail: Bool = false
  ) {
    self.init(
      of: FunctionName(function, qualifier: qualifier), event: event, traceID: traceID,
      clientContext: clientContext, cognitoIdentity: cognitoIdentity, tenantID: tenantID,
      wantsLogTail: wantsLogTail)
  }

  /// Makes a request to a function as its caller named it.
  init(
    of name: FunctionName, event: [UInt8], traceID: String? = nil, clientContext: String? = nil,
    cognitoIdentity: String? = nil, tenantID: String? = nil, wantsLogTail: Bool = false
  ) {
    function = name.name
    self.event = event
    requestID = Identifiers.uuid()
    invocationID = Identifiers.uuid()
    invokedFunctionARN = name.arn
    self.traceID = traceID.map { TraceHeader.completed($0) } ?? Identifiers.trace()
    self.clientContext = clientContext
    self.cognitoIdentity = cognitoIdentity
    self.tenantID = tenantID
    self.wantsLogTail = wantsLogTail
  }
}

extension InvocationRequest {
  /// What a tenant's ID is made of, as Lambda's API describes it.
  public static let tenantIDRule = "1 to 256 letters, digits, spaces or any of ._:/=+-@"

  /// Whether a text keeps to that rule.
  public static func isTenantID(_ text: String) -> Bool {
    (1...256).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        let character = Character(UnicodeScalar(byte))
        return character.isASCII
          && (character.isLetter || character.isNumber || "._:/=+-@ ".utf8.contains(byte))
      }
  }
}

/// What a caller gets: the function's output, or an error in its place.
public struct InvocationAnswer: Sendable, Hashable {
  /// The output, or the error as JSON.
  public var payload: [UInt8]
  /// The type of the error, such as `Function.OutOfStock`; nil for an output.
  public var errorType: String?
  /// What the function says about the error of a streamed response, where that came behind the
  /// response's beginning; JSON.
  public var errorDetails: [UInt8]?
  /// What the platform itself says in an error that it reports in the function's place.
  var platformMessage: String?
  /// The last 4 KiB of the invocation's log, where the caller asked for it.
  public var logTail: [UInt8]?

  /// Makes an answer.
  public init(payload: [UInt8], errorType: String? = nil, logTail: [UInt8]? = nil) {
    self.payload = payload
    self.errorType = errorType
    self.logTail = logTail
  }
}
