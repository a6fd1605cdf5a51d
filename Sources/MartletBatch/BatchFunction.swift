public import Martlet

/// A function over one message or record at a time: the runtime goes through the batch, and answers
/// which of its records failed. Conform to `SQSFunction`, `KinesisFunction`, `DynamoDBFunction` or
/// `KafkaFunction`:
///
/// ```swift
/// @main
/// struct Receipts: SQSFunction {
///   func handle(_ message: SQSEvent.Message, context: Context) async throws {
///     try await book(message.decode(Receipt.self))
///   }
/// }
/// ```
///
/// A record whose `handle` throws is returned to its source, to be delivered again or to become a
/// dead letter; the others are not. The error is logged with the record's ID, as is everything that
/// `handle` logs by its context.
///
/// The answer counts only where the event source mapping has `ReportBatchItemFailures`. Without it,
/// the platform takes every answer for a success, and records that failed are lost.
public protocol BatchFunction: Function, Sendable where Event: Batch, Output == Event.Response {
  /// Handles one record.
  ///
  /// - Parameter context: the invocation's; the records of its log have the record's ID.
  /// - Throws: any error, which returns this record to its source.
  func handle(_ record: Event.Record, context: Context) async throws

  /// How many records may be under way at a time; 1 where a function does not say, which is all in
  /// their order. They take turns on one thread, wherever one of them waits. What has to keep its
  /// order keeps it: the messages of a FIFO queue's group, the records of a partition key, the
  /// changes of an item.
  var maxConcurrency: Int { get }

  /// How much time has to be left for another record to be started; 500 ms where a function does not
  /// say. What is not started goes back to its source: were the function to reach its deadline, the
  /// platform would deliver all of the batch again, with what is done. The first record is started
  /// whatever the time, so that something is done in any case.
  var reserve: Duration { get }
}

extension BatchFunction {
  /// 1: one record after the other.
  public var maxConcurrency: Int { 1 }
  /// 500 ms.
  public var reserve: Duration { .milliseconds(500) }

  /// Handles the records of a batch, and answers which are to be delivered again.
  ///
  /// What fails is not thrown, so the invocation is a success for the platform.
  public func handle(_ event: Event, context: Context) async throws -> Event.Response {
    var run = BatchRun(event.batch) { !Task.isCancelled && context.remainingTime > reserve }
    if maxConcurrency > 1 {
      await run.concurrently(maxConcurrency) { record in
        await attempt(record, context) { try await handle(record, context: $0) }
      }
    } else {
      await run.inOrder { record in
        await attempt(record, context) { try await handle(record, context: $0) }
      }
    }
    run.logLeftRecords(context)
    return Event.response(to: run.returned)
  }
}
