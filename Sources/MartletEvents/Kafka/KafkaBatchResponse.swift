/// From which records on partitions are to be delivered again (AWS: “Configuring error handling
/// controls for Kafka event sources”).
public struct KafkaBatchResponse: Codable, Hashable, Sendable {
  /// An empty list is a full success.
  public var batchItemFailures: [Failure]

  /// Makes one, such as for a test; every argument has a default.
  public init(batchItemFailures: [Failure] = []) {
    self.batchItemFailures = batchItemFailures
  }
}

extension KafkaBatchResponse {
  /// A record that failed.
  public struct Failure: Codable, Hashable, Sendable {
    public var itemIdentifier: Position

    /// Makes one, such as for a test; every argument has a default.
    public init(itemIdentifier: Position = .init()) {
      self.itemIdentifier = itemIdentifier
    }
  }
}

extension KafkaBatchResponse {
  /// Where a record lies.
  public struct Position: Codable, Hashable, Sendable {
    /// The event's key: topic and partition, `orders-0`.
    public var partition: String
    public var offset: Int

    /// Makes one, such as for a test; every argument has a default.
    public init(partition: String = "", offset: Int = 0) {
      self.partition = partition
      self.offset = offset
    }
  }
}
