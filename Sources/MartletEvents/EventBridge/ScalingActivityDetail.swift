/// What Auto Scaling tells of an instance that it has launched or terminated, or could not (AWS:
/// “Amazon EC2 Auto Scaling event reference”); the event's `detailType` says which.
public struct ScalingActivityDetail: EventBridgeDetail {
  public var autoScalingGroupName: String
  public var instanceID: String?
  /// `InProgress`, or `Failed` with what was unsuccessful.
  public var statusCode: String?
  public var statusMessage: String?
  public var activityID: String?
  public var requestID: String?
  public var cause: String?
  public var description: String?
  /// Subnet and availability zone.
  public var details: [String: JSONValue]
  public var startTime: Timestamp?
  public var endTime: Timestamp?
  /// `EC2`, `WarmPool` or `AutoScalingGroup`.
  public var origin: String?
  /// As `origin`.
  public var destination: String?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    autoScalingGroupName: String = "", instanceID: String? = nil, statusCode: String? = nil,
    statusMessage: String? = nil, activityID: String? = nil, requestID: String? = nil,
    cause: String? = nil, description: String? = nil, details: [String: JSONValue] = [:],
    startTime: Timestamp? = nil, endTime: Timestamp? = nil, origin: String? = nil,
    destination: String? = nil
  ) {
    self.autoScalingGroupName = autoScalingGroupName
    self.instanceID = instanceID
    self.statusCode = statusCode
    self.statusMessage = statusMessage
    self.activityID = activityID
    self.requestID = requestID
    self.cause = cause
    self.description = description
    self.details = details
    self.startTime = startTime
    self.endTime = endTime
    self.origin = origin
    self.destination = destination
  }

  enum CodingKeys: String, CodingKey {
    case autoScalingGroupName = "AutoScalingGroupName"
    case instanceID = "EC2InstanceId"
    case statusCode = "StatusCode"
    case statusMessage = "StatusMessage"
    case activityID = "ActivityId"
    case requestID = "RequestId"
    case cause = "Cause"
    case description = "Description"
    case details = "Details"
    case startTime = "StartTime"
    case endTime = "EndTime"
    case origin = "Origin"
    case destination = "Destination"
  }
}
