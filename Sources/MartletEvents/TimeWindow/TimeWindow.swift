/// A tumbling window of a stream: from `start` up to `end`.
public struct TimeWindow: Codable, Hashable, Sendable {
  public var start: Timestamp
  public var end: Timestamp

  /// Makes one, such as for a test; every argument has a default.
  public init(start: Timestamp = "", end: Timestamp = "") {
    self.start = start
    self.end = end
  }
}
