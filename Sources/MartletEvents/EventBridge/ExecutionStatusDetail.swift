/// What Step Functions tells of an execution (AWS: “Step Functions Execution Status Change”).
public struct ExecutionStatusDetail: EventBridgeDetail {
  public var executionARN: String
  public var stateMachineARN: String
  public var name: String?
  public var status: Status
  public var startDate: EpochMilliseconds?
  public var stopDate: EpochMilliseconds?
  /// JSON.
  public var input: String?
  /// JSON.
  public var output: String?
  public var inputDetails: JSONValue?
  public var outputDetails: JSONValue?
  public var stateMachineVersionARN: String?
  public var stateMachineAliasARN: String?
  public var redriveCount: Int?
  public var redriveDate: EpochMilliseconds?
  public var redriveStatus: String?
  public var redriveStatusReason: String?
  public var error: String?
  public var cause: String?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    executionARN: String = "", stateMachineARN: String = "", name: String? = nil,
    status: Status = "", startDate: EpochMilliseconds? = nil, stopDate: EpochMilliseconds? = nil,
    input: String? = nil, output: String? = nil, inputDetails: JSONValue? = nil,
    outputDetails: JSONValue? = nil, stateMachineVersionARN: String? = nil,
    stateMachineAliasARN: String? = nil, redriveCount: Int? = nil,
    redriveDate: EpochMilliseconds? = nil, redriveStatus: String? = nil,
    redriveStatusReason: String? = nil, error: String? = nil, cause: String? = nil
  ) {
    self.executionARN = executionARN
    self.stateMachineARN = stateMachineARN
    self.name = name
    self.status = status
    self.startDate = startDate
    self.stopDate = stopDate
    self.input = input
    self.output = output
    self.inputDetails = inputDetails
    self.outputDetails = outputDetails
    self.stateMachineVersionARN = stateMachineVersionARN
    self.stateMachineAliasARN = stateMachineAliasARN
    self.redriveCount = redriveCount
    self.redriveDate = redriveDate
    self.redriveStatus = redriveStatus
    self.redriveStatusReason = redriveStatusReason
    self.error = error
    self.cause = cause
  }

  enum CodingKeys: String, CodingKey {
    case executionARN = "executionArn"
    case stateMachineARN = "stateMachineArn"
    case name, status, startDate, stopDate, input, output, inputDetails, outputDetails
    case stateMachineVersionARN = "stateMachineVersionArn"
    case stateMachineAliasARN = "stateMachineAliasArn"
    case redriveCount, redriveDate, redriveStatus, redriveStatusReason, error, cause
  }
}

extension ExecutionStatusDetail {
  /// The statuses.
  public struct Status: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `RUNNING`.
    public static let running: Self = "RUNNING"
    /// `SUCCEEDED`.
    public static let succeeded: Self = "SUCCEEDED"
    /// `FAILED`.
    public static let failed: Self = "FAILED"
    /// `TIMED_OUT`.
    public static let timedOut: Self = "TIMED_OUT"
    /// `ABORTED`.
    public static let aborted: Self = "ABORTED"
  }
}
