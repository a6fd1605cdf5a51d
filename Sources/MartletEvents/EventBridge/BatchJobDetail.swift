/// What AWS Batch tells of a job (AWS: “Job state change events”).
public struct BatchJobDetail: EventBridgeDetail {
  public var jobID: String
  public var jobName: String
  public var status: Status
  public var jobARN: String?
  /// An ARN.
  public var jobQueue: String?
  /// An ARN.
  public var jobDefinition: String?
  public var statusReason: String?
  public var attempts: [JSONValue]
  public var createdAt: EpochMilliseconds?
  public var startedAt: EpochMilliseconds?
  public var stoppedAt: EpochMilliseconds?
  public var retryStrategy: JSONValue?
  public var timeout: JSONValue?
  public var dependsOn: [JSONValue]
  public var parameters: [String: String]
  /// What runs, and how it ended, where the job is of one container.
  public var container: JSONValue?
  public var arrayProperties: JSONValue?
  public var nodeProperties: JSONValue?
  public var eksProperties: JSONValue?
  /// `EC2` or `FARGATE`.
  public var platformCapabilities: [String]
  public var shareIdentifier: String?
  public var schedulingPriority: Int?
  public var propagateTags: Bool?
  public var tags: [String: String]
  public var isCancelled: Bool?
  public var isTerminated: Bool?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    jobID: String = "", jobName: String = "", status: Status = "", jobARN: String? = nil,
    jobQueue: String? = nil, jobDefinition: String? = nil, statusReason: String? = nil,
    attempts: [JSONValue] = [], createdAt: EpochMilliseconds? = nil,
    startedAt: EpochMilliseconds? = nil, stoppedAt: EpochMilliseconds? = nil,
    retryStrategy: JSONValue? = nil, timeout: JSONValue? = nil, dependsOn: [JSONValue] = [],
    parameters: [String: String] = [:], container: JSONValue? = nil,
    arrayProperties: JSONValue? = nil, nodeProperties: JSONValue? = nil,
    eksProperties: JSONValue? = nil, platformCapabilities: [String] = [],
    shareIdentifier: String? = nil, schedulingPriority: Int? = nil, propagateTags: Bool? = nil,
    tags: [String: String] = [:], isCancelled: Bool? = nil, isTerminated: Bool? = nil
  ) {
    self.jobID = jobID
    self.jobName = jobName
    self.status = status
    self.jobARN = jobARN
    self.jobQueue = jobQueue
    self.jobDefinition = jobDefinition
    self.statusReason = statusReason
    self.attempts = attempts
    self.createdAt = createdAt
    self.startedAt = startedAt
    self.stoppedAt = stoppedAt
    self.retryStrategy = retryStrategy
    self.timeout = timeout
    self.dependsOn = dependsOn
    self.parameters = parameters
    self.container = container
    self.arrayProperties = arrayProperties
    self.nodeProperties = nodeProperties
    self.eksProperties = eksProperties
    self.platformCapabilities = platformCapabilities
    self.shareIdentifier = shareIdentifier
    self.schedulingPriority = schedulingPriority
    self.propagateTags = propagateTags
    self.tags = tags
    self.isCancelled = isCancelled
    self.isTerminated = isTerminated
  }

  enum CodingKeys: String, CodingKey {
    case jobID = "jobId"
    case jobName, status
    case jobARN = "jobArn"
    case jobQueue, jobDefinition, statusReason, attempts, createdAt, startedAt, stoppedAt,
      retryStrategy, timeout, dependsOn, parameters, container, arrayProperties, nodeProperties,
      eksProperties, platformCapabilities, shareIdentifier, schedulingPriority, propagateTags, tags,
      isCancelled, isTerminated
  }
}

extension BatchJobDetail {
  /// How far a job has come.
  public struct Status: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `SUBMITTED`.
    public static let submitted: Self = "SUBMITTED"
    /// `PENDING`.
    public static let pending: Self = "PENDING"
    /// `RUNNABLE`.
    public static let runnable: Self = "RUNNABLE"
    /// `STARTING`.
    public static let starting: Self = "STARTING"
    /// `RUNNING`.
    public static let running: Self = "RUNNING"
    /// `SUCCEEDED`.
    public static let succeeded: Self = "SUCCEEDED"
    /// `FAILED`.
    public static let failed: Self = "FAILED"
  }
}
