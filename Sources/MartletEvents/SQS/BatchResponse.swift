/// Which items of a batch failed and are to be delivered again (AWS: “Implementing partial batch
/// responses”, for SQS, Kinesis and DynamoDB): an empty list is a full success. It counts only
/// where the event source mapping has `ReportBatchItemFailures`.
public struct BatchResponse: Codable, Hashable, Sendable {
  /// Of streams the lowest counts: what follows it is delivered again too.
  public var batchItemFailures: [Failure]

  /// Makes one, such as for a test; every argument has a default.
  public init(batchItemFailures: [Failure] = []) {
    self.batchItemFailures = batchItemFailures
  }
}

extension BatchResponse {
  /// An item that failed.
  public struct Failure: Codable, Hashable, Sendable {
    /// The message's ID, or the record's sequence number.
    public var itemIdentifier: String

    /// Makes one, such as for a test; every argument has a default.
    public init(itemIdentifier: String = "") {
      self.itemIdentifier = itemIdentifier
    }
  }
}

extension BatchResponse {
  /// Everything succeeded.
  public static var success: BatchResponse { BatchResponse() }

  /// The items of these IDs failed.
  public init(failed identifiers: [String]) {
    self.init(batchItemFailures: identifiers.map { Failure(itemIdentifier: $0) })
  }
}
