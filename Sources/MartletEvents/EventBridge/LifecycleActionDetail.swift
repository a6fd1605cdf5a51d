/// What Auto Scaling tells of an instance that waits (AWS: “EC2 Instance-launch Lifecycle
/// Action”).
public struct LifecycleActionDetail: EventBridgeDetail {
  /// To be handed to `CompleteLifecycleAction`.
  public var lifecycleActionToken: String
  public var autoScalingGroupName: String
  public var lifecycleHookName: String
  public var instanceID: String
  public var lifecycleTransition: String?
  public var notificationMetadata: JSONValue?
  public var origin: String?
  public var destination: String?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    lifecycleActionToken: String = "", autoScalingGroupName: String = "",
    lifecycleHookName: String = "", instanceID: String = "", lifecycleTransition: String? = nil,
    notificationMetadata: JSONValue? = nil, origin: String? = nil, destination: String? = nil
  ) {
    self.lifecycleActionToken = lifecycleActionToken
    self.autoScalingGroupName = autoScalingGroupName
    self.lifecycleHookName = lifecycleHookName
    self.instanceID = instanceID
    self.lifecycleTransition = lifecycleTransition
    self.notificationMetadata = notificationMetadata
    self.origin = origin
    self.destination = destination
  }

  enum CodingKeys: String, CodingKey {
    case lifecycleActionToken = "LifecycleActionToken"
    case autoScalingGroupName = "AutoScalingGroupName"
    case lifecycleHookName = "LifecycleHookName"
    case instanceID = "EC2InstanceId"
    case lifecycleTransition = "LifecycleTransition"
    case notificationMetadata = "NotificationMetadata"
    case origin = "Origin"
    case destination = "Destination"
  }
}
