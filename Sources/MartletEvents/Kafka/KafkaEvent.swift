/// Records of Amazon MSK or of an Apache Kafka cluster of one's own (AWS: “Using Lambda with
/// Amazon MSK”, “Using Lambda with self-managed Apache Kafka”).
public struct KafkaEvent: SampledEvent {
  /// `aws:kafka`, or `SelfManagedKafka`.
  public var eventSource: String?
  /// The MSK cluster.
  public var eventSourceARN: String?
  /// Separated by commas.
  public var bootstrapServers: String?
  /// By topic and partition: `orders-0`.
  public var records: [String: [Record]]

  /// Makes one, such as for a test; every argument has a default.
  public init(
    eventSource: String? = nil, eventSourceARN: String? = nil, bootstrapServers: String? = nil,
    records: [String: [Record]] = [:]
  ) {
    self.eventSource = eventSource
    self.eventSourceARN = eventSourceARN
    self.bootstrapServers = bootstrapServers
    self.records = records
  }

  enum CodingKeys: String, CodingKey {
    case eventSource
    case eventSourceARN = "eventSourceArn"
    case bootstrapServers, records
  }
}

extension KafkaEvent {
  /// A record.
  public struct Record: Codable, Hashable, Sendable {
    public var topic: String
    /// From 0.
    public var partition: Int
    /// With the topic and partition, what a batch response names the record by.
    public var offset: Int
    /// As `timestampType` says: when it was made, or appended to the log.
    public var timestamp: EpochMilliseconds?
    /// `CREATE_TIME` or `LOG_APPEND_TIME`.
    public var timestampType: String?
    /// As the producer wrote it.
    public var key: Base64Bytes?
    /// Absent in a tombstone.
    public var value: Base64Bytes?
    /// Each of one name; its bytes as numbers, which may be signed. One without a value has none.
    public var headers: [[String: [Int]]]
    public var keySchemaMetadata: Schema?
    public var valueSchemaMetadata: Schema?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      topic: String = "", partition: Int = 0, offset: Int = 0, timestamp: EpochMilliseconds? = nil,
      timestampType: String? = nil, key: Base64Bytes? = nil, value: Base64Bytes? = nil,
      headers: [[String: [Int]]] = [], keySchemaMetadata: Schema? = nil,
      valueSchemaMetadata: Schema? = nil
    ) {
      self.topic = topic
      self.partition = partition
      self.offset = offset
      self.timestamp = timestamp
      self.timestampType = timestampType
      self.key = key
      self.value = value
      self.headers = headers
      self.keySchemaMetadata = keySchemaMetadata
      self.valueSchemaMetadata = valueSchemaMetadata
    }
  }
}

extension KafkaEvent {
  /// What a schema registry says of a key or value.
  public struct Schema: Codable, Hashable, Sendable {
    public var dataFormat: String?
    public var schemaID: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(dataFormat: String? = nil, schemaID: String? = nil) {
      self.dataFormat = dataFormat
      self.schemaID = schemaID
    }

    enum CodingKeys: String, CodingKey {
      case dataFormat
      case schemaID = "schemaId"
    }
  }
}

extension KafkaEvent.Record {
  /// The values of a header, in their order.
  public func header(_ name: String) -> [[UInt8]] {
    headers.compactMap { $0[name] }.map { $0.map { UInt8(truncatingIfNeeded: $0) } }
  }
}

extension KeyedDecodingContainer {
  /// Kafka lets a header have null for a value: its name stays.
  func decode(_ type: [[String: [Int]]].Type, forKey key: Key) throws -> [[String: [Int]]] {
    let headers = try decodeIfPresent([[String: [Int]?]].self, forKey: key) ?? []
    return headers.map { $0.mapValues { $0 ?? [] } }
  }
}
