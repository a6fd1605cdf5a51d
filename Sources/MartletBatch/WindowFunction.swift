public import Martlet
public import MartletEvents
internal import MartletJSON

/// A batch of a stream that may belong to a tumbling window.
public protocol WindowedBatch: Batch where Response == BatchResponse {
  /// Nil where the event source mapping has none.
  var window: TimeWindow? { get }
}

extension KinesisEvent: WindowedBatch {}
extension DynamoDBEvent: WindowedBatch {}

/// A function that adds up the records of a tumbling window, one after the other: the runtime brings
/// the state from one invocation to the next. Conform to `KinesisWindowFunction` or
/// `DynamoDBWindowFunction`:
///
/// ```swift
/// @main
/// struct Sales: KinesisWindowFunction {
///   struct Total: Codable { var cents = 0 }
///   var initialState: Total { Total() }
///
///   func handle(_ record: KinesisEvent.Record, state: inout Total, context: Context) async throws {
///     state.cents += try record.data.bytes.decode(Sale.self).cents
///   }
///
///   func finish(_ state: Total, of window: TimeWindow, context: Context) async throws {
///     try await report(state.cents, window.start)
///   }
/// }
/// ```
///
/// A record whose `handle` throws leaves the state as it was before, and is delivered again with all
/// that follow it: the event source mapping needs `ReportBatchItemFailures`, as with a `BatchFunction`.
public protocol WindowFunction: Function, Sendable
where Event: WindowedBatch, Output == TimeWindowResponse {
  /// What is kept of a window, at most 1 MB of JSON; a type that is written as a JSON object.
  associatedtype State: Codable

  /// What a window begins with.
  var initialState: State { get }

  /// Adds one record.
  ///
  /// - Parameter context: the invocation's; the records of its log have the record's ID.
  /// - Throws: any error, which returns this record, and those behind it, to the stream.
  func handle(_ record: Event.Record, state: inout State, context: Context) async throws

  /// Is told when a window is over, or ends early (`window.isTerminatedEarly`), with its last state.
  ///
  /// - Throws: any error, which has the platform try the invocation again.
  func finish(_ state: State, of window: TimeWindow, context: Context) async throws

  /// How much time has to be left for another record to be started; 500 ms where a function does not
  /// say. See `BatchFunction.reserve`.
  var reserve: Duration { get }
}

extension WindowFunction {
  /// 500 ms.
  public var reserve: Duration { .milliseconds(500) }

  /// Adds the records of one invocation to the window's state, and finishes the window where it is
  /// over.
  ///
  /// - Throws: `FunctionError` for an event without a window, `DecodingError` for a state of another
  ///   shape, such as of an older version of the function, and what `finish` throws.
  public func handle(_ event: Event, context: Context) async throws -> TimeWindowResponse {
    guard let window = event.window else {
      throw FunctionError(
        "NoWindow", "the event has no window: set a tumbling window in its event source mapping")
    }
    var state =
      window.state.isEmpty ? initialState : try JSONValue.object(window.state).decode(State.self)
    var run = BatchRun(event.batch) { !Task.isCancelled && context.remainingTime > reserve }
    await run.inOrder { record in
      await attempt(record, context) { context in
        // A copy, so that a record that fails halfway leaves nothing behind.
        var next = state
        try await handle(record, state: &next, context: context)
        state = next
      }
    }
    run.logLeftRecords(context)
    let failures = Event.response(to: run.returned).batchItemFailures
    if failures.isEmpty, window.isFinal || window.isTerminatedEarly {
      try await finish(state, of: window, context: context)
    }
    return TimeWindowResponse(state: try members(of: state), batchItemFailures: failures)
  }

  private func members(of state: State) throws -> [String: JSONValue] {
    let value = try JSON.decode(JSONValue.self, from: JSON.encode(state))
    guard case .object(let members) = value else {
      throw RuntimeError(
        .marshalError, "the state \(State.self) is not written as a JSON object: make it a struct")
    }
    return members
  }
}

/// A function that adds up the records of a Kinesis data stream's tumbling window (AWS: “Implementing
/// stateful Kinesis Data Streams processing in Lambda”).
public protocol KinesisWindowFunction: WindowFunction where Event == KinesisEvent {
  /// Adds one record.
  func handle(_ record: KinesisEvent.Record, state: inout State, context: Context) async throws
}

/// A function that adds up the changes of a DynamoDB table in a tumbling window (AWS: “Implementing
/// stateful DynamoDB stream processing in Lambda”).
public protocol DynamoDBWindowFunction: WindowFunction where Event == DynamoDBEvent {
  /// Adds one change.
  func handle(_ record: DynamoDBEvent.Record, state: inout State, context: Context) async throws
}
