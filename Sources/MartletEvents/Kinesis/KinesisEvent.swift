/// Records of a Kinesis data stream's shard (AWS: “Using Lambda to process records from Amazon
/// Kinesis Data Streams”; with a tumbling window, “Implementing stateful processing”).
public struct KinesisEvent: SampledEvent {
  public var records: [Record]
  /// These six are there where the mapping has a tumbling window.
  public var window: TimeWindow?
  /// What the function returned for the window so far.
  public var state: [String: String]?
  public var shardID: String?
  public var eventSourceARN: String?
  public var isFinalInvokeForWindow: Bool?
  /// The window has outgrown 1 MB of state.
  public var isWindowTerminatedEarly: Bool?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    records: [Record] = [], window: TimeWindow? = nil, state: [String: String]? = nil,
    shardID: String? = nil, eventSourceARN: String? = nil, isFinalInvokeForWindow: Bool? = nil,
    isWindowTerminatedEarly: Bool? = nil
  ) {
    self.records = records
    self.window = window
    self.state = state
    self.shardID = shardID
    self.eventSourceARN = eventSourceARN
    self.isFinalInvokeForWindow = isFinalInvokeForWindow
    self.isWindowTerminatedEarly = isWindowTerminatedEarly
  }

  enum CodingKeys: String, CodingKey {
    case records = "Records"
    case window, state
    case shardID = "shardId"
    case eventSourceARN, isFinalInvokeForWindow, isWindowTerminatedEarly
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
