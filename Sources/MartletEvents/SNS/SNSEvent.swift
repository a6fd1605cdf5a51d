/// Messages from an Amazon SNS topic (AWS: “Invoking Lambda functions with Amazon SNS
/// notifications”); SNS sends one at a time.
public struct SNSEvent: SampledEvent {
  public var records: [Record]

  /// Makes one, such as for a test; every argument has a default.
  public init(records: [Record] = []) {
    self.records = records
  }

  enum CodingKeys: String, CodingKey {
    case records = "Records"
  }
}

extension SNSEvent {
  /// A notification and the subscription that it came by.
  public struct Record: Codable, Hashable, Sendable {
    public var eventVersion: String?
    public var eventSubscriptionARN: String?
    public var eventSource: String?
    public var message: Message

    /// Makes one, such as for a test; every argument has a default.
    public init(
      eventVersion: String? = "1.0", eventSubscriptionARN: String? = nil,
      eventSource: String? = "aws:sns", message: Message = .init()
    ) {
      self.eventVersion = eventVersion
      self.eventSubscriptionARN = eventSubscriptionARN
      self.eventSource = eventSource
      self.message = message
    }

    enum CodingKeys: String, CodingKey {
      case eventVersion = "EventVersion"
      case eventSubscriptionARN = "EventSubscriptionArn"
      case eventSource = "EventSource"
      case message = "Sns"
    }
  }
}

extension SNSEvent {
  /// A message; also the body of an SQS message or of an HTTP delivery by SNS without raw
  /// delivery.
  public struct Message: Codable, Hashable, Sendable {
    public var type: String?
    public var messageID: String
    public var topicARN: String?
    public var subject: String?
    /// As the publisher wrote it.
    public var text: String
    /// When it was published.
    public var timestamp: Timestamp?
    public var signatureVersion: String?
    /// Base64, of the parts of the message that its signature version names.
    public var signature: String?
    /// As functions receive it.
    public var signingCertURL: String?
    /// The same, as SQS and HTTP receive it.
    public var signingCertURLOfDelivery: String?
    /// As functions receive it.
    public var unsubscribeURL: String?
    /// The same, as SQS and HTTP receive it.
    public var unsubscribeURLOfDelivery: String?
    public var messageAttributes: [String: Attribute]

    /// Makes one, such as for a test; every argument has a default.
    public init(
      type: String? = "Notification", messageID: String = "", topicARN: String? = nil,
      subject: String? = nil, text: String = "", timestamp: Timestamp? = nil,
      signatureVersion: String? = nil, signature: String? = nil, signingCertURL: String? = nil,
      signingCertURLOfDelivery: String? = nil, unsubscribeURL: String? = nil,
      unsubscribeURLOfDelivery: String? = nil, messageAttributes: [String: Attribute] = [:]
    ) {
      self.type = type
      self.messageID = messageID
      self.topicARN = topicARN
      self.subject = subject
      self.text = text
      self.timestamp = timestamp
      self.signatureVersion = signatureVersion
      self.signature = signature
      self.signingCertURL = signingCertURL
      self.signingCertURLOfDelivery = signingCertURLOfDelivery
      self.unsubscribeURL = unsubscribeURL
      self.unsubscribeURLOfDelivery = unsubscribeURLOfDelivery
      self.messageAttributes = messageAttributes
    }

    enum CodingKeys: String, CodingKey {
      case type = "Type"
      case messageID = "MessageId"
      case topicARN = "TopicArn"
      case subject = "Subject"
      case text = "Message"
      case timestamp = "Timestamp"
      case signatureVersion = "SignatureVersion"
      case signature = "Signature"
      case signingCertURL = "SigningCertUrl"
      case signingCertURLOfDelivery = "SigningCertURL"
      case unsubscribeURL = "UnsubscribeUrl"
      case unsubscribeURLOfDelivery = "UnsubscribeURL"
      case messageAttributes = "MessageAttributes"
    }
  }
}

extension SNSEvent {
  /// A value that the publisher attached to a message.
  public struct Attribute: Codable, Hashable, Sendable {
    /// `String`, `String.Array`, `Number` or `Binary`.
    public var type: String
    /// Of a binary attribute, Base64.
    public var value: String

    /// Makes one, such as for a test; every argument has a default.
    public init(type: String = "String", value: String = "") {
      self.type = type
      self.value = value
    }

    enum CodingKeys: String, CodingKey {
      case type = "Type"
      case value = "Value"
    }
  }
}
