public import MartletEvents

/// A function over one record of a Kinesis data stream (AWS: “Configuring partial batch response with
/// Kinesis Data Streams and Lambda”).
///
/// Kinesis delivers again from the first record that failed on, so no record is started after a
/// failure; those that were under way may come again. Records of one partition key are handled in
/// their order.
public protocol KinesisFunction: BatchFunction where Event == KinesisEvent {
  /// Handles one record.
  func handle(_ record: KinesisEvent.Record, context: Context) async throws
}

extension KinesisEvent: Batch {
  /// The records, which come from one shard.
  public var batch: [Record] { records }

  /// Names the record from which on the shard is to be delivered again.
  public static func response(to records: [Record]) -> BatchResponse {
    BatchResponse(failed: records.map(\.data.sequenceNumber))
  }
}

extension KinesisEvent.Record: BatchRecord {
  /// `sequenceNumber`.
  public static var identifierName: String { "sequenceNumber" }
  /// The record's sequence number.
  public var identifier: String { data.sequenceNumber }
  /// The partition key.
  public var sequence: String? { data.partitionKey }
  /// The stream, of which a batch has one shard.
  public var checkpoint: String? { eventSourceARN ?? "" }
}
