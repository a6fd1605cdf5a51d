/// Messages of an Amazon MQ broker for RabbitMQ (AWS: “Using Lambda with Amazon MQ”).
public struct RabbitMQEvent: SampledEvent {
  public var eventSource: String?
  public var eventSourceARN: String?
  /// By queue and virtual host: `orders::/`.
  public var messagesByQueue: [String: [Message]]

  /// Makes one, such as for a test; every argument has a default.
  public init(
    eventSource: String? = "aws:rmq", eventSourceARN: String? = nil,
    messagesByQueue: [String: [Message]] = [:]
  ) {
    self.eventSource = eventSource
    self.eventSourceARN = eventSourceARN
    self.messagesByQueue = messagesByQueue
  }

  enum CodingKeys: String, CodingKey {
    case eventSource
    case eventSourceARN = "eventSourceArn"
    case messagesByQueue = "rmqMessagesByQueue"
  }
}

extension RabbitMQEvent {
  /// A message.
  public struct Message: Codable, Hashable, Sendable {
    public var properties: Properties?
    public var redelivered: Bool?
    /// As the producer wrote it.
    public var data: Base64Bytes

    /// Makes one, such as for a test; every argument has a default.
    public init(properties: Properties? = nil, redelivered: Bool? = nil, data: Base64Bytes = []) {
      self.properties = properties
      self.redelivered = redelivered
      self.data = data
    }

    enum CodingKeys: String, CodingKey {
      case properties = "basicProperties"
      case redelivered, data
    }
  }
}

extension RabbitMQEvent {
  /// AMQP's properties of a message.
  public struct Properties: Codable, Hashable, Sendable {
    public var contentType: String?
    public var contentEncoding: String?
    /// Strings as `{"bytes": […]}`.
    public var headers: [String: JSONValue]
    /// 1 for a message that the broker may lose, 2 for one that it keeps.
    public var deliveryMode: Int?
    /// The highest is delivered first.
    public var priority: Int?
    public var correlationID: String?
    public var replyTo: String?
    /// In milliseconds.
    public var expiration: String?
    public var messageID: String?
    /// `Jan 1, 1970, 12:33:41 AM`.
    public var timestamp: String?
    public var type: String?
    public var userID: String?
    public var appID: String?
    public var clusterID: String?
    /// In bytes.
    public var bodySize: Int?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      contentType: String? = nil, contentEncoding: String? = nil,
      headers: [String: JSONValue] = [:], deliveryMode: Int? = nil, priority: Int? = nil,
      correlationID: String? = nil, replyTo: String? = nil, expiration: String? = nil,
      messageID: String? = nil, timestamp: String? = nil, type: String? = nil,
      userID: String? = nil, appID: String? = nil, clusterID: String? = nil, bodySize: Int? = nil
    ) {
      self.contentType = contentType
      self.contentEncoding = contentEncoding
      self.headers = headers
      self.deliveryMode = deliveryMode
      self.priority = priority
      self.correlationID = correlationID
      self.replyTo = replyTo
      self.expiration = expiration
      self.messageID = messageID
      self.timestamp = timestamp
      self.type = type
      self.userID = userID
      self.appID = appID
      self.clusterID = clusterID
      self.bodySize = bodySize
    }

    enum CodingKeys: String, CodingKey {
      case contentType, contentEncoding, headers, deliveryMode, priority
      case correlationID = "correlationId"
      case replyTo, expiration
      case messageID = "messageId"
      case timestamp, type
      case userID = "userId"
      case appID = "appId"
      case clusterID = "clusterId"
      case bodySize
    }
  }
}
