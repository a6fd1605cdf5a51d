/// Changes of a DynamoDB table, from its stream (AWS: “Using AWS Lambda with Amazon DynamoDB”).
public struct DynamoDBEvent: SampledEvent {
  public var records: [Record]
  /// Where the event source mapping has a tumbling window.
  public var window: TimeWindow?

  /// Makes one, such as for a test; every argument has a default.
  public init(records: [Record] = [], window: TimeWindow? = nil) {
    self.records = records
    self.window = window
  }

  enum CodingKeys: String, CodingKey {
    case records = "Records"
  }

  /// Decodes the records and, beside them, what there is of a window.
  public init(from decoder: any Decoder) throws {
    records = try decoder.container(keyedBy: CodingKeys.self).decode(
      [Record].self, forKey: .records)
    window = try TimeWindow(ifPresentIn: decoder)
  }

  /// Encodes what it was decoded from.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(records, forKey: .records)
    try window?.encode(to: encoder)
  }
}

extension DynamoDBEvent {
  /// A change of an item.
  public struct Record: Codable, Hashable, Sendable {
    public var eventID: String?
    public var eventName: EventName
    public var eventVersion: String?
    public var eventSource: String?
    public var awsRegion: String?
    /// The stream.
    public var eventSourceARN: String?
    public var change: Change
    /// The service that deleted the item, where its time to live ended.
    public var userIdentity: UserIdentity?
    public var tableName: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      eventID: String? = nil, eventName: EventName = "", eventVersion: String? = "1.1",
      eventSource: String? = "aws:dynamodb", awsRegion: String? = nil,
      eventSourceARN: String? = nil, change: Change = .init(), userIdentity: UserIdentity? = nil,
      tableName: String? = nil
    ) {
      self.eventID = eventID
      self.eventName = eventName
      self.eventVersion = eventVersion
      self.eventSource = eventSource
      self.awsRegion = awsRegion
      self.eventSourceARN = eventSourceARN
      self.change = change
      self.userIdentity = userIdentity
      self.tableName = tableName
    }

    enum CodingKeys: String, CodingKey {
      case eventID, eventName, eventVersion, eventSource, awsRegion, eventSourceARN
      case change = "dynamodb"
      case userIdentity, tableName
    }
  }
}

extension DynamoDBEvent {
  /// What was done to an item.
  public struct EventName: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `INSERT`.
    public static let insert: Self = "INSERT"
    /// `MODIFY`.
    public static let modify: Self = "MODIFY"
    /// `REMOVE`.
    public static let remove: Self = "REMOVE"
  }
}

extension DynamoDBEvent {
  /// The service that made a change.
  public struct UserIdentity: Codable, Hashable, Sendable {
    public var type: String?
    public var principalID: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(type: String? = nil, principalID: String? = nil) {
      self.type = type
      self.principalID = principalID
    }

    enum CodingKeys: String, CodingKey {
      case type
      case principalID = "principalId"
    }
  }
}

extension DynamoDBEvent {
  /// How an item changed.
  public struct Change: Codable, Hashable, Sendable {
    /// About when the item was changed.
    public var createdAt: EpochSeconds?
    public var keys: [String: AttributeValue]
    /// As `StreamViewType` says.
    public var newImage: [String: AttributeValue]?
    public var oldImage: [String: AttributeValue]?
    /// What a batch response names the record by.
    public var sequenceNumber: String?
    /// In bytes.
    public var size: Int?
    public var streamViewType: StreamView?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      createdAt: EpochSeconds? = nil, keys: [String: AttributeValue] = [:],
      newImage: [String: AttributeValue]? = nil, oldImage: [String: AttributeValue]? = nil,
      sequenceNumber: String? = nil, size: Int? = nil, streamViewType: StreamView? = nil
    ) {
      self.createdAt = createdAt
      self.keys = keys
      self.newImage = newImage
      self.oldImage = oldImage
      self.sequenceNumber = sequenceNumber
      self.size = size
      self.streamViewType = streamViewType
    }

    enum CodingKeys: String, CodingKey {
      case createdAt = "ApproximateCreationDateTime"
      case keys = "Keys"
      case newImage = "NewImage"
      case oldImage = "OldImage"
      case sequenceNumber = "SequenceNumber"
      case size = "SizeBytes"
      case streamViewType = "StreamViewType"
    }
  }
}

extension DynamoDBEvent {
  /// What a stream's records hold.
  public struct StreamView: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `KEYS_ONLY`.
    public static let keysOnly: Self = "KEYS_ONLY"
    /// `NEW_IMAGE`.
    public static let newImage: Self = "NEW_IMAGE"
    /// `OLD_IMAGE`.
    public static let oldImage: Self = "OLD_IMAGE"
    /// `NEW_AND_OLD_IMAGES`.
    public static let newAndOldImages: Self = "NEW_AND_OLD_IMAGES"
  }
}
