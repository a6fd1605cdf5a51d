/// Log events from a subscription of CloudWatch Logs (AWS: “Log group-level subscription
/// filters”, with AWS Lambda): Base64 of gzip of JSON. `logs()` decodes it.
public struct CloudWatchLogsEvent: SampledEvent {
  public var payload: Payload

  /// Makes one, such as for a test; every argument has a default.
  public init(payload: Payload = .init()) {
    self.payload = payload
  }

  enum CodingKeys: String, CodingKey {
    case payload = "awslogs"
  }
}

extension CloudWatchLogsEvent {
  /// What was sent.
  public struct Payload: Codable, Hashable, Sendable {
    /// A gzip file.
    public var data: Base64Bytes

    /// Makes one, such as for a test; every argument has a default.
    public init(data: Base64Bytes = []) {
      self.data = data
    }
  }
}

extension CloudWatchLogsEvent {
  /// Log events of one stream.
  public struct Logs: Codable, Hashable, Sendable {
    public var messageType: MessageType
    /// The account.
    public var owner: String?
    public var logGroup: String
    public var logStream: String
    public var subscriptionFilters: [String]
    public var events: [LogEvent]
    public var policyLevel: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      messageType: MessageType = .dataMessage, owner: String? = nil, logGroup: String = "",
      logStream: String = "", subscriptionFilters: [String] = [], events: [LogEvent] = [],
      policyLevel: String? = nil
    ) {
      self.messageType = messageType
      self.owner = owner
      self.logGroup = logGroup
      self.logStream = logStream
      self.subscriptionFilters = subscriptionFilters
      self.events = events
      self.policyLevel = policyLevel
    }

    enum CodingKeys: String, CodingKey {
      case messageType, owner, logGroup, logStream, subscriptionFilters
      case events = "logEvents"
      case policyLevel
    }
  }
}

extension CloudWatchLogsEvent {
  /// Why it was sent.
  public struct MessageType: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `DATA_MESSAGE`.
    public static let dataMessage: Self = "DATA_MESSAGE"
    /// Checks whether the function can be reached; holds no log event of one's own.
    public static let controlMessage: Self = "CONTROL_MESSAGE"
  }
}

extension CloudWatchLogsEvent {
  /// A line of a log.
  public struct LogEvent: Codable, Hashable, Sendable {
    public var id: String
    /// As the writer of the record gave it.
    public var timestamp: EpochMilliseconds
    public var message: String
    /// Where the filter's pattern names fields.
    public var extractedFields: [String: String]?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      id: String = "", timestamp: EpochMilliseconds = 0, message: String = "",
      extractedFields: [String: String]? = nil
    ) {
      self.id = id
      self.timestamp = timestamp
      self.message = message
      self.extractedFields = extractedFields
    }
  }
}
