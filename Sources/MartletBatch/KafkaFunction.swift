public import MartletEvents

/// A function over one record of Amazon MSK or of an Apache Kafka cluster (AWS: “Configuring error
/// handling controls for Kafka event sources”).
///
/// A partition is delivered again from its first record that failed on, so no record of it is started
/// after a failure. The records of a partition are handled in their order; partitions do not wait for
/// each other.
public protocol KafkaFunction: BatchFunction where Event == KafkaEvent {
  /// Handles one record.
  func handle(_ record: KafkaEvent.Record, context: Context) async throws
}

extension KafkaEvent: Batch {
  /// The records, partition by partition.
  public var batch: [Record] {
    records.sorted { $0.key < $1.key }.flatMap(\.value)
  }

  /// Names where each partition is to be delivered again from.
  public static func response(to records: [Record]) -> KafkaBatchResponse {
    KafkaBatchResponse(
      batchItemFailures: records.map {
        .init(itemIdentifier: .init(partition: $0.topicPartition, offset: $0.offset))
      })
  }
}

extension KafkaEvent.Record: BatchRecord {
  /// What the event calls the record's partition: `orders-0`.
  var topicPartition: String { "\(topic)-\(partition)" }

  /// `record`.
  public static var identifierName: String { "record" }
  /// The record's partition and offset: `orders-0-15`.
  public var identifier: String { "\(topicPartition)-\(offset)" }
  /// The partition.
  public var sequence: String? { topicPartition }
  /// The partition.
  public var checkpoint: String? { topicPartition }
}
