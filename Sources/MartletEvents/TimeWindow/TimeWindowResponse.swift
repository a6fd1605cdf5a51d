/// What a function with a tumbling window answers: the state that the window's next invocation is
/// given, at most 1 MB, and which records failed (AWS: “Implementing stateful Kinesis Data
/// Streams processing in Lambda”).
public struct TimeWindowResponse: Codable, Hashable, Sendable {
  /// What the next invocation of the window is given.
  public var state: [String: JSONValue]
  public var batchItemFailures: [BatchResponse.Failure]

  /// Makes one, such as for a test; every argument has a default.
  public init(state: [String: JSONValue] = [:], batchItemFailures: [BatchResponse.Failure] = []) {
    self.state = state
    self.batchItemFailures = batchItemFailures
  }
}
