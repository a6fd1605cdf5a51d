public import MartletEvents

/// A function over one message of an Amazon SQS queue (AWS: “Handling errors for an SQS event source
/// in Lambda”).
///
/// Of a FIFO queue, the messages of a group are handled in their order; once one of them has failed,
/// the later ones of its group go back with it, unhandled. Groups do not wait for each other.
public protocol SQSFunction: BatchFunction where Event == SQSEvent {
  /// Handles one message.
  func handle(_ message: SQSEvent.Message, context: Context) async throws
}

extension SQSEvent: Batch {
  /// The messages.
  public var batch: [Message] { records }

  /// Names the messages by their IDs.
  public static func response(to records: [Message]) -> BatchResponse {
    BatchResponse(failed: records.map(\.messageID))
  }
}

extension SQSEvent.Message: BatchRecord {
  /// `messageID`.
  public static var identifierName: String { "messageID" }
  /// The message's ID.
  public var identifier: String { messageID }
  /// The message's group in a FIFO queue. In a standard queue a group is there for fairness, not for
  /// order.
  public var sequence: String? { isFromFIFOQueue ? messageGroupID : nil }
  /// None: messages go back one by one.
  public var checkpoint: Never? { nil }
}
