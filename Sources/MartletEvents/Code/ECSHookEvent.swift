/// What Amazon ECS asks of a service deployment's lifecycle hook (AWS: “Lambda hooks for Amazon ECS
/// service deployments”). The answer is an `ECSHookResponse`.
public struct ECSHookEvent: SampledEvent {
  /// Names this run of the hook.
  public var executionID: String?
  public var stage: Stage
  /// The deployment.
  public var resourceARN: String?
  public var execution: Execution
  /// What the hook's configuration says, and what the last `inProgress` answer added to it.
  public var hookDetails: [String: JSONValue]

  /// Makes one, such as for a test; every argument has a default.
  public init(
    executionID: String? = nil, stage: Stage = "", resourceARN: String? = nil,
    execution: Execution = .init(), hookDetails: [String: JSONValue] = [:]
  ) {
    self.executionID = executionID
    self.stage = stage
    self.resourceARN = resourceARN
    self.execution = execution
    self.hookDetails = hookDetails
  }

  enum CodingKeys: String, CodingKey {
    case executionID = "executionId"
    case stage = "lifecycleStage"
    case resourceARN = "resourceArn"
    case execution = "executionDetails"
    case hookDetails
  }
}

extension ECSHookEvent {
  /// How far the deployment has come.
  public struct Execution: Omissible, Codable, Hashable, Sendable {
    public var serviceARN: String?
    /// The revision that is deployed; also while its deployment is rolled back.
    public var targetRevisionARN: String?
    /// Of the test traffic, the share of each revision's ARN, in per cent.
    public var testTrafficWeights: [String: Double]
    /// Of the production traffic, the share of each revision's ARN, in per cent.
    public var productionTrafficWeights: [String: Double]

    /// Makes one, such as for a test; every argument has a default.
    public init(
      serviceARN: String? = nil, targetRevisionARN: String? = nil,
      testTrafficWeights: [String: Double] = [:], productionTrafficWeights: [String: Double] = [:]
    ) {
      self.serviceARN = serviceARN
      self.targetRevisionARN = targetRevisionARN
      self.testTrafficWeights = testTrafficWeights
      self.productionTrafficWeights = productionTrafficWeights
    }

    /// Makes one of the defaults.
    public init() {
      self.init(serviceARN: nil)
    }

    enum CodingKeys: String, CodingKey {
      case serviceARN = "serviceArn"
      case targetRevisionARN = "targetServiceRevisionArn"
      case testTrafficWeights, productionTrafficWeights
    }
  }
}

extension ECSHookEvent {
  /// A stage of a deployment.
  public struct Stage: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `RECONCILE_SERVICE`: several revisions are active as the deployment starts.
    public static let reconcileService: Self = "RECONCILE_SERVICE"
    /// `PRE_SCALE_UP`.
    public static let preScaleUp: Self = "PRE_SCALE_UP"
    /// `POST_SCALE_UP`.
    public static let postScaleUp: Self = "POST_SCALE_UP"
    /// `TEST_TRAFFIC_SHIFT`, and back in a rollback.
    public static let testTrafficShift: Self = "TEST_TRAFFIC_SHIFT"
    /// `POST_TEST_TRAFFIC_SHIFT`.
    public static let postTestTrafficShift: Self = "POST_TEST_TRAFFIC_SHIFT"
    /// `PRE_PRODUCTION_TRAFFIC_SHIFT`.
    public static let preProductionTrafficShift: Self = "PRE_PRODUCTION_TRAFFIC_SHIFT"
    /// `PRODUCTION_TRAFFIC_SHIFT`, and back in a rollback.
    public static let productionTrafficShift: Self = "PRODUCTION_TRAFFIC_SHIFT"
    /// `POST_PRODUCTION_TRAFFIC_SHIFT`.
    public static let postProductionTrafficShift: Self = "POST_PRODUCTION_TRAFFIC_SHIFT"
  }
}
