/// What the error action of an AWS IoT rule sends (AWS: “Error handling (error action)”). The
/// rule's own actions send what its SQL statement selects: decode a type of one's own.
public struct IoTRuleError: SampledEvent {
  public var ruleName: String
  public var topic: String?
  public var cloudwatchTraceID: String?
  public var clientID: String?
  /// The message that the rule could not handle.
  public var payload: Base64Bytes?
  public var failures: [Failure]

  /// Makes one, such as for a test; every argument has a default.
  public init(
    ruleName: String = "", topic: String? = nil, cloudwatchTraceID: String? = nil,
    clientID: String? = nil, payload: Base64Bytes? = nil, failures: [Failure] = []
  ) {
    self.ruleName = ruleName
    self.topic = topic
    self.cloudwatchTraceID = cloudwatchTraceID
    self.clientID = clientID
    self.payload = payload
    self.failures = failures
  }

  enum CodingKeys: String, CodingKey {
    case ruleName, topic
    case cloudwatchTraceID = "cloudwatchTraceId"
    case clientID = "clientId"
    case payload = "base64OriginalPayload"
    case failures
  }
}

extension IoTRuleError {
  /// An action that failed.
  public struct Failure: Codable, Hashable, Sendable {
    public var failedAction: String?
    public var failedResource: String?
    public var errorMessage: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      failedAction: String? = nil, failedResource: String? = nil, errorMessage: String? = nil
    ) {
      self.failedAction = failedAction
      self.failedResource = failedResource
      self.errorMessage = errorMessage
    }
  }
}
