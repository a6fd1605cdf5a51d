/// A mail that Amazon SES received (AWS: “Event data for the invoke AWS Lambda function action”).
/// It has no body: that is in S3.
public struct SESEvent: SampledEvent {
  public var records: [Record]

  /// Makes one, such as for a test; every argument has a default.
  public init(records: [Record] = []) {
    self.records = records
  }

  enum CodingKeys: String, CodingKey {
    case records = "Records"
  }
}

extension SESEvent {
  /// A mail in its envelope.
  public struct Record: Codable, Hashable, Sendable {
    public var eventSource: String?
    public var eventVersion: String?
    public var message: Message

    /// Makes one, such as for a test; every argument has a default.
    public init(
      eventSource: String? = "aws:ses", eventVersion: String? = "1.0", message: Message = .init()
    ) {
      self.eventSource = eventSource
      self.eventVersion = eventVersion
      self.message = message
    }

    enum CodingKeys: String, CodingKey {
      case eventSource, eventVersion
      case message = "ses"
    }
  }
}

extension SESEvent {
  /// A mail and how it was received.
  public struct Message: Codable, Hashable, Sendable {
    public var mail: Mail
    public var receipt: Receipt?

    /// Makes one, such as for a test; every argument has a default.
    public init(mail: Mail = .init(), receipt: Receipt? = nil) {
      self.mail = mail
      self.receipt = receipt
    }
  }
}

extension SESEvent {
  /// A mail.
  public struct Mail: Codable, Hashable, Sendable {
    public var messageID: String
    /// The envelope's sender.
    public var source: String?
    public var timestamp: Timestamp?
    public var destination: [String]
    public var headersTruncated: Bool?
    public var headers: [Header]
    public var commonHeaders: CommonHeaders?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      messageID: String = "", source: String? = nil, timestamp: Timestamp? = nil,
      destination: [String] = [], headersTruncated: Bool? = nil, headers: [Header] = [],
      commonHeaders: CommonHeaders? = nil
    ) {
      self.messageID = messageID
      self.source = source
      self.timestamp = timestamp
      self.destination = destination
      self.headersTruncated = headersTruncated
      self.headers = headers
      self.commonHeaders = commonHeaders
    }

    enum CodingKeys: String, CodingKey {
      case messageID = "messageId"
      case source, timestamp, destination, headersTruncated, headers, commonHeaders
    }
  }
}

extension SESEvent {
  /// A header field.
  public struct Header: Codable, Hashable, Sendable {
    public var name: String
    public var value: String

    /// Makes one, such as for a test; every argument has a default.
    public init(name: String = "", value: String = "") {
      self.name = name
      self.value = value
    }
  }
}

extension SESEvent {
  /// The header fields that most mails have.
  public struct CommonHeaders: Codable, Hashable, Sendable {
    public var returnPath: String?
    public var from: [String]
    public var date: String?
    public var to: [String]
    public var cc: [String]?
    public var bcc: [String]?
    public var sender: String?
    public var replyTo: [String]?
    public var messageID: String?
    public var subject: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      returnPath: String? = nil, from: [String] = [], date: String? = nil, to: [String] = [],
      cc: [String]? = nil, bcc: [String]? = nil, sender: String? = nil, replyTo: [String]? = nil,
      messageID: String? = nil, subject: String? = nil
    ) {
      self.returnPath = returnPath
      self.from = from
      self.date = date
      self.to = to
      self.cc = cc
      self.bcc = bcc
      self.sender = sender
      self.replyTo = replyTo
      self.messageID = messageID
      self.subject = subject
    }

    enum CodingKeys: String, CodingKey {
      case returnPath, from, date, to, cc, bcc, sender, replyTo
      case messageID = "messageId"
      case subject
    }
  }
}

extension SESEvent {
  /// How a mail was received.
  public struct Receipt: Codable, Hashable, Sendable {
    public var timestamp: Timestamp?
    /// From the receipt to this invocation.
    public var processingMilliseconds: Int?
    public var recipients: [String]
    public var spamVerdict: Verdict?
    public var virusVerdict: Verdict?
    public var spfVerdict: Verdict?
    public var dkimVerdict: Verdict?
    public var dmarcVerdict: Verdict?
    /// What the sending domain asks for where DMARC fails: `NONE`, `QUARANTINE` or `REJECT`.
    public var dmarcPolicy: String?
    public var action: Action?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      timestamp: Timestamp? = nil, processingMilliseconds: Int? = nil, recipients: [String] = [],
      spamVerdict: Verdict? = nil, virusVerdict: Verdict? = nil, spfVerdict: Verdict? = nil,
      dkimVerdict: Verdict? = nil, dmarcVerdict: Verdict? = nil, dmarcPolicy: String? = nil,
      action: Action? = nil
    ) {
      self.timestamp = timestamp
      self.processingMilliseconds = processingMilliseconds
      self.recipients = recipients
      self.spamVerdict = spamVerdict
      self.virusVerdict = virusVerdict
      self.spfVerdict = spfVerdict
      self.dkimVerdict = dkimVerdict
      self.dmarcVerdict = dmarcVerdict
      self.dmarcPolicy = dmarcPolicy
      self.action = action
    }

    enum CodingKeys: String, CodingKey {
      case timestamp
      case processingMilliseconds = "processingTimeMillis"
      case recipients, spamVerdict, virusVerdict, spfVerdict, dkimVerdict, dmarcVerdict,
        dmarcPolicy, action
    }
  }
}

extension SESEvent {
  /// The outcome of a check.
  public struct Verdict: Codable, Hashable, Sendable {
    public var status: Status

    /// Makes one, such as for a test; every argument has a default.
    public init(status: Status = "") {
      self.status = status
    }
  }
}

extension SESEvent {
  /// The outcomes.
  public struct Status: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `PASS`.
    public static let pass: Self = "PASS"
    /// `FAIL`.
    public static let fail: Self = "FAIL"
    /// `GRAY`.
    public static let gray: Self = "GRAY"
    /// `PROCESSING_FAILED`.
    public static let processingFailed: Self = "PROCESSING_FAILED"
  }
}

extension SESEvent {
  /// The action that sent the event.
  public struct Action: Codable, Hashable, Sendable {
    public var type: String?
    public var functionARN: String?
    public var invocationType: String?
    public var topicARN: String?
    public var bucketName: String?
    public var objectKey: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      type: String? = nil, functionARN: String? = nil, invocationType: String? = nil,
      topicARN: String? = nil, bucketName: String? = nil, objectKey: String? = nil
    ) {
      self.type = type
      self.functionARN = functionARN
      self.invocationType = invocationType
      self.topicARN = topicARN
      self.bucketName = bucketName
      self.objectKey = objectKey
    }

    enum CodingKeys: String, CodingKey {
      case type
      case functionARN = "functionArn"
      case invocationType
      case topicARN = "topicArn"
      case bucketName, objectKey
    }
  }
}
