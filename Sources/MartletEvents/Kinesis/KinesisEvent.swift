/// Records of a Kinesis data stream's shard (AWS: “Using Lambda to process records from Amazon
/// Kinesis Data Streams”).
public struct KinesisEvent: SampledEvent {
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

extension KinesisEvent {
  /// A record and where it came from.
  public struct Record: Codable, Hashable, Sendable {
    public var data: Payload
    public var eventSource: String?
    public var eventVersion: String?
    /// The shard's ID and the sequence number.
    public var eventID: String?
    public var eventName: String?
    public var invokeIdentityARN: String?
    public var awsRegion: String?
    public var eventSourceARN: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      data: Payload = .init(), eventSource: String? = "aws:kinesis", eventVersion: String? = "1.0",
      eventID: String? = nil, eventName: String? = nil, invokeIdentityARN: String? = nil,
      awsRegion: String? = nil, eventSourceARN: String? = nil
    ) {
      self.data = data
      self.eventSource = eventSource
      self.eventVersion = eventVersion
      self.eventID = eventID
      self.eventName = eventName
      self.invokeIdentityARN = invokeIdentityARN
      self.awsRegion = awsRegion
      self.eventSourceARN = eventSourceARN
    }

    enum CodingKeys: String, CodingKey {
      case data = "kinesis"
      case eventSource, eventVersion, eventID, eventName
      case invokeIdentityARN = "invokeIdentityArn"
      case awsRegion, eventSourceARN
    }
  }
}

extension KinesisEvent {
  /// A record.
  public struct Payload: Codable, Hashable, Sendable {
    public var schemaVersion: String?
    public var partitionKey: String
    /// What a batch response names the record by.
    public var sequenceNumber: String
    /// As the producer wrote it.
    public var bytes: Base64Bytes
    /// About when the stream received it.
    public var arrivedAt: EpochSeconds?
    public var encryptionType: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      schemaVersion: String? = "1.0", partitionKey: String = "", sequenceNumber: String = "",
      bytes: Base64Bytes = [], arrivedAt: EpochSeconds? = nil, encryptionType: String? = nil
    ) {
      self.schemaVersion = schemaVersion
      self.partitionKey = partitionKey
      self.sequenceNumber = sequenceNumber
      self.bytes = bytes
      self.arrivedAt = arrivedAt
      self.encryptionType = encryptionType
    }

    enum CodingKeys: String, CodingKey {
      case schemaVersion = "kinesisSchemaVersion"
      case partitionKey, sequenceNumber
      case bytes = "data"
      case arrivedAt = "approximateArrivalTimestamp"
      case encryptionType
    }
  }
}
