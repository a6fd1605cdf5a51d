public import MartletEvents

/// A function over one change of a DynamoDB table (AWS: “Configuring partial batch response with
/// DynamoDB and Lambda”).
///
/// The stream delivers again from the first change that failed on, so none is started after a
/// failure; those that were under way may come again. The changes of one item are handled in their
/// order.
public protocol DynamoDBFunction: BatchFunction where Event == DynamoDBEvent {
  /// Handles one change.
  func handle(_ record: DynamoDBEvent.Record, context: Context) async throws
}

extension DynamoDBEvent: Batch {
  /// The changes, which come from one shard.
  public var batch: [Record] { records }

  /// Names the change from which on the shard is to be delivered again.
  public static func response(to records: [Record]) -> BatchResponse {
    BatchResponse(failed: records.map(\.identifier))
  }
}

extension DynamoDBEvent.Record: BatchRecord {
  /// `sequenceNumber`.
  public static var identifierName: String { "sequenceNumber" }
  /// The change's sequence number. A change without one, which DynamoDB does not send, has the whole
  /// batch delivered again: that is what Lambda makes of an empty identifier.
  public var identifier: String { change.sequenceNumber ?? "" }
  /// The item's keys.
  public var sequence: [String: AttributeValue]? { change.keys }
  /// The stream, of which a batch has one shard.
  public var checkpoint: String? { eventSourceARN ?? "" }
}
