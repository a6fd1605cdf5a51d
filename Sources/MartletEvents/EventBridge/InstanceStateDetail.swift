/// What EC2 tells of an instance (AWS: “State change events for your instances”).
public struct InstanceStateDetail: EventBridgeDetail {
  public var instanceID: String
  public var state: State

  /// Makes one, such as for a test; every argument has a default.
  public init(instanceID: String = "", state: State = "") {
    self.instanceID = instanceID
    self.state = state
  }

  enum CodingKeys: String, CodingKey {
    case instanceID = "instance-id"
    case state
  }
}

extension InstanceStateDetail {
  /// The states.
  public struct State: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `pending`.
    public static let pending: Self = "pending"
    /// `running`.
    public static let running: Self = "running"
    /// `stopping`.
    public static let stopping: Self = "stopping"
    /// `stopped`.
    public static let stopped: Self = "stopped"
    /// `shutting-down`.
    public static let shuttingDown: Self = "shutting-down"
    /// `terminated`.
    public static let terminated: Self = "terminated"
  }
}
