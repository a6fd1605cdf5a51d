/// Records that Amazon Data Firehose wants to have transformed (AWS: “Transform source data in
/// Amazon Data Firehose”).
public struct FirehoseEvent: SampledEvent {
  public var invocationID: String?
  public var deliveryStreamARN: String?
  public var sourceKinesisStreamARN: String?
  public var region: String?
  public var records: [Record]

  /// Makes one, such as for a test; every argument has a default.
  public init(
    invocationID: String? = nil, deliveryStreamARN: String? = nil,
    sourceKinesisStreamARN: String? = nil, region: String? = nil, records: [Record] = []
  ) {
    self.invocationID = invocationID
    self.deliveryStreamARN = deliveryStreamARN
    self.sourceKinesisStreamARN = sourceKinesisStreamARN
    self.region = region
    self.records = records
  }

  enum CodingKeys: String, CodingKey {
    case invocationID = "invocationId"
    case deliveryStreamARN = "deliveryStreamArn"
    case sourceKinesisStreamARN = "sourceKinesisStreamArn"
    case region, records
  }
}

extension FirehoseEvent {
  /// A record.
  public struct Record: Codable, Hashable, Sendable {
    /// Names the record in the response.
    public var recordID: String
    public var arrivedAt: EpochMilliseconds?
    /// As the producer wrote it.
    public var data: Base64Bytes
    /// Where the source is a Kinesis stream.
    public var kinesisRecordMetadata: KinesisMetadata?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      recordID: String = "", arrivedAt: EpochMilliseconds? = nil, data: Base64Bytes = [],
      kinesisRecordMetadata: KinesisMetadata? = nil
    ) {
      self.recordID = recordID
      self.arrivedAt = arrivedAt
      self.data = data
      self.kinesisRecordMetadata = kinesisRecordMetadata
    }

    enum CodingKeys: String, CodingKey {
      case recordID = "recordId"
      case arrivedAt = "approximateArrivalTimestamp"
      case data, kinesisRecordMetadata
    }
  }
}

extension FirehoseEvent {
  /// Where a record came from.
  public struct KinesisMetadata: Codable, Hashable, Sendable {
    public var sequenceNumber: String?
    public var subsequenceNumber: String?
    public var partitionKey: String?
    public var shardID: String?
    public var arrivedAt: EpochMilliseconds?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      sequenceNumber: String? = nil, subsequenceNumber: String? = nil, partitionKey: String? = nil,
      shardID: String? = nil, arrivedAt: EpochMilliseconds? = nil
    ) {
      self.sequenceNumber = sequenceNumber
      self.subsequenceNumber = subsequenceNumber
      self.partitionKey = partitionKey
      self.shardID = shardID
      self.arrivedAt = arrivedAt
    }

    enum CodingKeys: String, CodingKey {
      case sequenceNumber, subsequenceNumber, partitionKey
      case shardID = "shardId"
      case arrivedAt = "approximateArrivalTimestamp"
    }
  }
}
