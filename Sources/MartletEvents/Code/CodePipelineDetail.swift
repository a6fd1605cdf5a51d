/// What CodePipeline tells of a pipeline, a stage or an action (AWS: “Monitoring CodePipeline
/// events”).
public struct CodePipelineDetail: EventBridgeDetail {
  public var pipeline: String
  /// Of the pipeline's definition.
  public var version: Double?
  public var executionID: String
  public var startTime: Timestamp?
  /// With a stage's or an action's change.
  public var stage: String?
  /// With an action's change.
  public var action: String?
  public var actionExecutionID: String?
  public var state: State
  public var region: String?
  public var type: ActionType?
  public var pipelineExecutionAttempt: Double?
  public var executionTrigger: JSONValue?
  public var executionResult: JSONValue?
  public var inputArtifacts: [JSONValue]?
  public var outputArtifacts: [JSONValue]?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    pipeline: String = "", version: Double? = nil, executionID: String = "",
    startTime: Timestamp? = nil, stage: String? = nil, action: String? = nil,
    actionExecutionID: String? = nil, state: State = "", region: String? = nil,
    type: ActionType? = nil, pipelineExecutionAttempt: Double? = nil,
    executionTrigger: JSONValue? = nil, executionResult: JSONValue? = nil,
    inputArtifacts: [JSONValue]? = nil, outputArtifacts: [JSONValue]? = nil
  ) {
    self.pipeline = pipeline
    self.version = version
    self.executionID = executionID
    self.startTime = startTime
    self.stage = stage
    self.action = action
    self.actionExecutionID = actionExecutionID
    self.state = state
    self.region = region
    self.type = type
    self.pipelineExecutionAttempt = pipelineExecutionAttempt
    self.executionTrigger = executionTrigger
    self.executionResult = executionResult
    self.inputArtifacts = inputArtifacts
    self.outputArtifacts = outputArtifacts
  }

  enum CodingKeys: String, CodingKey {
    case pipeline, version
    case executionID = "execution-id"
    case startTime = "start-time"
    case stage, action
    case actionExecutionID = "action-execution-id"
    case state, region, type
    case pipelineExecutionAttempt = "pipeline-execution-attempt"
    case executionTrigger = "execution-trigger"
    case executionResult = "execution-result"
    case inputArtifacts = "input-artifacts"
    case outputArtifacts = "output-artifacts"
  }
}

extension CodePipelineDetail {
  /// The kind of an action.
  public struct ActionType: Codable, Hashable, Sendable {
    public var owner: String?
    public var provider: String?
    public var category: String?
    public var version: JSONValue?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      owner: String? = nil, provider: String? = nil, category: String? = nil,
      version: JSONValue? = nil
    ) {
      self.owner = owner
      self.provider = provider
      self.category = category
      self.version = version
    }
  }
}

extension CodePipelineDetail {
  /// The states.
  public struct State: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `STARTED`.
    public static let started: Self = "STARTED"
    /// `SUCCEEDED`.
    public static let succeeded: Self = "SUCCEEDED"
    /// `FAILED`.
    public static let failed: Self = "FAILED"
    /// `CANCELED`.
    public static let canceled: Self = "CANCELED"
    /// `CANCELLED`.
    public static let cancelled: Self = "CANCELLED"
    /// `RESUMED`.
    public static let resumed: Self = "RESUMED"
    /// `SUPERSEDED`.
    public static let superseded: Self = "SUPERSEDED"
    /// `STOPPED`.
    public static let stopped: Self = "STOPPED"
    /// `STOPPING`.
    public static let stopping: Self = "STOPPING"
    /// `ABANDONED`.
    public static let abandoned: Self = "ABANDONED"
  }
}
