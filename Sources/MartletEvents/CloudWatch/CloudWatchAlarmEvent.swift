/// A CloudWatch alarm that changed its state (AWS: “Invoke a Lambda function from an alarm”).
public struct CloudWatchAlarmEvent: SampledEvent {
  public var source: String?
  public var alarmARN: String?
  public var accountID: String?
  public var time: Timestamp?
  public var region: String?
  public var alarm: Alarm

  /// Makes one, such as for a test; every argument has a default.
  public init(
    source: String? = "aws.cloudwatch", alarmARN: String? = nil, accountID: String? = nil,
    time: Timestamp? = nil, region: String? = nil, alarm: Alarm = .init()
  ) {
    self.source = source
    self.alarmARN = alarmARN
    self.accountID = accountID
    self.time = time
    self.region = region
    self.alarm = alarm
  }

  enum CodingKeys: String, CodingKey {
    case source
    case alarmARN = "alarmArn"
    case accountID = "accountId"
    case time, region
    case alarm = "alarmData"
  }
}

extension CloudWatchAlarmEvent {
  /// An alarm.
  public struct Alarm: Codable, Hashable, Sendable {
    public var name: String
    public var state: State
    public var previousState: State?
    public var configuration: Configuration?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      name: String = "", state: State = .init(), previousState: State? = nil,
      configuration: Configuration? = nil
    ) {
      self.name = name
      self.state = state
      self.previousState = previousState
      self.configuration = configuration
    }

    enum CodingKeys: String, CodingKey {
      case name = "alarmName"
      case state, previousState, configuration
    }
  }
}

extension CloudWatchAlarmEvent {
  /// What an alarm found.
  public struct State: Codable, Hashable, Sendable {
    public var value: Value
    public var reason: String?
    /// JSON.
    public var reasonData: String?
    public var timestamp: Timestamp?
    public var actionsSuppressedBy: String?
    public var actionsSuppressedReason: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      value: Value = "", reason: String? = nil, reasonData: String? = nil,
      timestamp: Timestamp? = nil, actionsSuppressedBy: String? = nil,
      actionsSuppressedReason: String? = nil
    ) {
      self.value = value
      self.reason = reason
      self.reasonData = reasonData
      self.timestamp = timestamp
      self.actionsSuppressedBy = actionsSuppressedBy
      self.actionsSuppressedReason = actionsSuppressedReason
    }
  }
}

extension CloudWatchAlarmEvent {
  /// The state's name.
  public struct Value: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `OK`.
    public static let ok: Self = "OK"
    /// `ALARM`.
    public static let alarm: Self = "ALARM"
    /// `INSUFFICIENT_DATA`.
    public static let insufficientData: Self = "INSUFFICIENT_DATA"
  }
}

extension CloudWatchAlarmEvent {
  /// What an alarm watches.
  public struct Configuration: Codable, Hashable, Sendable {
    public var description: String?
    public var alarmName: String?
    public var metrics: [MetricQuery]
    /// Of a composite alarm.
    public var alarmRule: String?
    public var actionsSuppressor: String?
    /// In seconds.
    public var actionsSuppressorWaitPeriod: Int?
    /// In seconds.
    public var actionsSuppressorExtensionPeriod: Int?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      description: String? = nil, alarmName: String? = nil, metrics: [MetricQuery] = [],
      alarmRule: String? = nil, actionsSuppressor: String? = nil,
      actionsSuppressorWaitPeriod: Int? = nil, actionsSuppressorExtensionPeriod: Int? = nil
    ) {
      self.description = description
      self.alarmName = alarmName
      self.metrics = metrics
      self.alarmRule = alarmRule
      self.actionsSuppressor = actionsSuppressor
      self.actionsSuppressorWaitPeriod = actionsSuppressorWaitPeriod
      self.actionsSuppressorExtensionPeriod = actionsSuppressorExtensionPeriod
    }
  }
}

extension CloudWatchAlarmEvent {
  /// A metric, or an expression over some.
  public struct MetricQuery: Codable, Hashable, Sendable {
    public var id: String?
    public var metricStat: Statistic?
    public var expression: String?
    public var label: String?
    public var returnData: Bool?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      id: String? = nil, metricStat: Statistic? = nil, expression: String? = nil,
      label: String? = nil, returnData: Bool? = nil
    ) {
      self.id = id
      self.metricStat = metricStat
      self.expression = expression
      self.label = label
      self.returnData = returnData
    }
  }
}

extension CloudWatchAlarmEvent {
  /// A statistic of a metric.
  public struct Statistic: Codable, Hashable, Sendable {
    public var metric: Metric?
    /// In seconds.
    public var period: Int?
    public var stat: String?
    public var unit: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(metric: Metric? = nil, period: Int? = nil, stat: String? = nil, unit: String? = nil)
    {
      self.metric = metric
      self.period = period
      self.stat = stat
      self.unit = unit
    }
  }
}

extension CloudWatchAlarmEvent {
  /// A metric.
  public struct Metric: Codable, Hashable, Sendable {
    public var namespace: String?
    public var name: String?
    public var dimensions: [String: String]

    /// Makes one, such as for a test; every argument has a default.
    public init(namespace: String? = nil, name: String? = nil, dimensions: [String: String] = [:]) {
      self.namespace = namespace
      self.name = name
      self.dimensions = dimensions
    }
  }
}
