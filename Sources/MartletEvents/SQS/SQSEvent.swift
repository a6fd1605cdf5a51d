/// A batch of messages from an Amazon SQS queue, standard or FIFO (AWS: “Using Lambda with Amazon
/// SQS”).
public struct SQSEvent: SampledEvent {
  /// The messages; those of a FIFO queue are in the order of their groups.
  public var records: [Message]

  /// Makes one, such as for a test; every argument has a default.
  public init(records: [Message] = []) {
    self.records = records
  }

  enum CodingKeys: String, CodingKey {
    case records = "Records"
  }
}

extension SQSEvent {
  /// A message.
  public struct Message: Codable, Hashable, Sendable {
    /// What a batch response names the message by.
    public var messageID: String
    /// Identifies this receipt of the message.
    public var receiptHandle: String?
    /// As the sender wrote it.
    public var body: String
    /// What the queue says about the message: numbers as strings, times in milliseconds since
    /// 1970.
    public var attributes: [String: String]
    /// What the sender says about the message besides its body.
    public var messageAttributes: [String: Attribute]
    /// In hexadecimal.
    public var md5OfBody: String?
    /// In hexadecimal.
    public var md5OfMessageAttributes: String?
    public var eventSource: String?
    /// The queue.
    public var eventSourceARN: String?
    public var awsRegion: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      messageID: String = "", receiptHandle: String? = nil, body: String = "",
      attributes: [String: String] = [:], messageAttributes: [String: Attribute] = [:],
      md5OfBody: String? = nil, md5OfMessageAttributes: String? = nil,
      eventSource: String? = "aws:sqs", eventSourceARN: String? = nil, awsRegion: String? = nil
    ) {
      self.messageID = messageID
      self.receiptHandle = receiptHandle
      self.body = body
      self.attributes = attributes
      self.messageAttributes = messageAttributes
      self.md5OfBody = md5OfBody
      self.md5OfMessageAttributes = md5OfMessageAttributes
      self.eventSource = eventSource
      self.eventSourceARN = eventSourceARN
      self.awsRegion = awsRegion
    }

    enum CodingKeys: String, CodingKey {
      case messageID = "messageId"
      case receiptHandle, body, attributes, messageAttributes, md5OfBody, md5OfMessageAttributes,
        eventSource, eventSourceARN, awsRegion
    }
  }
}

extension SQSEvent {
  /// A value that the sender attached to a message.
  public struct Attribute: Codable, Hashable, Sendable {
    /// `String`, `Number` or `Binary`, with an own label behind a point: `Number.float`.
    public var dataType: String
    /// The value of a string or number.
    public var stringValue: String?
    /// The value of a binary one.
    public var binaryValue: Base64Bytes?
    /// Reserved by SQS.
    public var stringListValues: [String]
    /// Reserved by SQS.
    public var binaryListValues: [Base64Bytes]

    /// Makes one, such as for a test; every argument has a default.
    public init(
      dataType: String = "String", stringValue: String? = nil, binaryValue: Base64Bytes? = nil,
      stringListValues: [String] = [], binaryListValues: [Base64Bytes] = []
    ) {
      self.dataType = dataType
      self.stringValue = stringValue
      self.binaryValue = binaryValue
      self.stringListValues = stringListValues
      self.binaryListValues = binaryListValues
    }
  }
}
