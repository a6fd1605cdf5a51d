/// What CodeDeploy tells of a deployment, or of an instance's part in one (AWS: “Monitoring
/// deployments with Amazon CloudWatch Events”).
public struct CodeDeployDetail: EventBridgeDetail {
  public var deploymentID: String
  public var application: String?
  public var deploymentGroup: String?
  public var state: State
  public var region: String?
  /// With an instance's change.
  public var instanceID: String?
  public var instanceGroupID: String?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    deploymentID: String = "", application: String? = nil, deploymentGroup: String? = nil,
    state: State = "", region: String? = nil, instanceID: String? = nil,
    instanceGroupID: String? = nil
  ) {
    self.deploymentID = deploymentID
    self.application = application
    self.deploymentGroup = deploymentGroup
    self.state = state
    self.region = region
    self.instanceID = instanceID
    self.instanceGroupID = instanceGroupID
  }

  enum CodingKeys: String, CodingKey {
    case deploymentID = "deploymentId"
    case application, deploymentGroup, state, region
    case instanceID = "instanceId"
    case instanceGroupID = "instanceGroupId"
  }
}

extension CodeDeployDetail {
  /// A deployment's states.
  public struct State: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `START`.
    public static let start: Self = "START"
    /// `READY`.
    public static let ready: Self = "READY"
    /// `SUCCESS`.
    public static let success: Self = "SUCCESS"
    /// `FAILURE`.
    public static let failure: Self = "FAILURE"
    /// `STOP`.
    public static let stop: Self = "STOP"
  }
}
