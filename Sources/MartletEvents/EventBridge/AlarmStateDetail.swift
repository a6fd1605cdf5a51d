/// What CloudWatch tells EventBridge of an alarm (AWS: “Alarm events and EventBridge”).
public struct AlarmStateDetail: EventBridgeDetail {
  public var alarmName: String
  public var state: CloudWatchAlarmEvent.State
  public var previousState: CloudWatchAlarmEvent.State?
  public var configuration: CloudWatchAlarmEvent.Configuration?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    alarmName: String = "", state: CloudWatchAlarmEvent.State = .init(),
    previousState: CloudWatchAlarmEvent.State? = nil,
    configuration: CloudWatchAlarmEvent.Configuration? = nil
  ) {
    self.alarmName = alarmName
    self.state = state
    self.previousState = previousState
    self.configuration = configuration
  }
}
