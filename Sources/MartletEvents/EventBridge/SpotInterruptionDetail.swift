/// What EC2 tells of a Spot instance that it takes back in two minutes (AWS: “Spot Instance
/// interruption notices”).
public struct SpotInterruptionDetail: EventBridgeDetail {
  public var instanceID: String
  public var action: Action

  /// Makes one, such as for a test; every argument has a default.
  public init(
    instanceID: String = "", action: Action = ""
  ) {
    self.instanceID = instanceID
    self.action = action
  }

  enum CodingKeys: String, CodingKey {
    case instanceID = "instance-id"
    case action = "instance-action"
  }
}

extension SpotInterruptionDetail {
  /// What becomes of the instance.
  public struct Action: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `hibernate`.
    public static let hibernate: Self = "hibernate"
    /// `stop`.
    public static let stop: Self = "stop"
    /// `terminate`.
    public static let terminate: Self = "terminate"
  }
}
