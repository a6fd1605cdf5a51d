/// Messages of an Amazon MQ broker for ActiveMQ (AWS: “Using Lambda with Amazon MQ”).
public struct ActiveMQEvent: SampledEvent {
  public var eventSource: String?
  public var eventSourceARN: String?
  public var messages: [Message]

  /// Makes one, such as for a test; every argument has a default.
  public init(
    eventSource: String? = "aws:mq", eventSourceARN: String? = nil, messages: [Message] = []
  ) {
    self.eventSource = eventSource
    self.eventSourceARN = eventSourceARN
    self.messages = messages
  }

  enum CodingKeys: String, CodingKey {
    case eventSource
    case eventSourceARN = "eventSourceArn"
    case messages
  }
}

extension ActiveMQEvent {
  /// A message.
  public struct Message: Codable, Hashable, Sendable {
    public var messageID: String
    /// `jms/text-message` or `jms/bytes-message`.
    public var messageType: String?
    /// 1 for a message that the broker may lose, 2 for one that it keeps.
    public var deliveryMode: Int?
    public var replyTo: String?
    public var type: String?
    public var expiration: String?
    /// From 0 to 9, the highest.
    public var priority: Int?
    /// Links an answer to what it answers.
    public var correlationID: String? {
      get { correlation ?? correlationInCapitals }
      set { (correlation, correlationInCapitals) = (newValue, nil) }
    }
    private var correlation: String?
    /// Another spelling that is seen.
    private var correlationInCapitals: String?
    public var connectionID: String?
    public var isPersistent: Bool?
    public var redelivered: Bool?
    public var destination: Destination?
    /// As the producer wrote it.
    public var data: Base64Bytes
    public var timestamp: EpochMilliseconds?
    /// When the broker received it.
    public var brokerInTime: EpochMilliseconds?
    /// When the broker delivered it.
    public var brokerOutTime: EpochMilliseconds?
    public var properties: [String: JSONValue]

    /// Makes one, such as for a test; every argument has a default.
    public init(
      messageID: String = "", messageType: String? = nil, deliveryMode: Int? = nil,
      replyTo: String? = nil, type: String? = nil, expiration: String? = nil, priority: Int? = nil,
      correlationID: String? = nil, connectionID: String? = nil, isPersistent: Bool? = nil,
      redelivered: Bool? = nil, destination: Destination? = nil, data: Base64Bytes = [],
      timestamp: EpochMilliseconds? = nil,
      brokerInTime: EpochMilliseconds? = nil, brokerOutTime: EpochMilliseconds? = nil,
      properties: [String: JSONValue] = [:]
    ) {
      self.messageID = messageID
      self.messageType = messageType
      self.deliveryMode = deliveryMode
      self.replyTo = replyTo
      self.type = type
      self.expiration = expiration
      self.priority = priority
      correlation = correlationID
      self.connectionID = connectionID
      self.isPersistent = isPersistent
      self.redelivered = redelivered
      self.destination = destination
      self.data = data
      self.timestamp = timestamp
      self.brokerInTime = brokerInTime
      self.brokerOutTime = brokerOutTime
      self.properties = properties
    }

    enum CodingKeys: String, CodingKey {
      case messageID, messageType, deliveryMode, replyTo, type, expiration, priority
      case correlation = "correlationId"
      case correlationInCapitals = "correlationID"
      case connectionID = "connectionId"
      case isPersistent = "persistent"
      case redelivered, destination, data, timestamp, brokerInTime, brokerOutTime, properties
    }
  }
}

extension ActiveMQEvent {
  /// A queue.
  public struct Destination: Codable, Hashable, Sendable {
    public var physicalName: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(physicalName: String? = nil) {
      self.physicalName = physicalName
    }
  }
}
