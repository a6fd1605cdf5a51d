/// A tumbling window of a stream, and how far its function has come with it (AWS: “Implementing
/// stateful Kinesis Data Streams processing in Lambda”). In the event, its members stand beside the
/// records.
public struct TimeWindow: Hashable, Sendable {
  /// The window's first instant.
  public var start: Timestamp
  /// The first instant behind the window.
  public var end: Timestamp
  /// What the function returned for the window and the shard so far; empty at first.
  public var state: [String: JSONValue]
  public var shardID: String?
  /// The stream.
  public var eventSourceARN: String?
  /// Whether the window's records are all there: its state is not given to another invocation.
  public var isFinal: Bool
  /// Whether the window ends early, because its state has outgrown 1 MB: what comes of it later
  /// begins with an empty state.
  public var isTerminatedEarly: Bool

  /// Makes one, such as for a test; every argument has a default.
  public init(
    start: Timestamp = "", end: Timestamp = "", state: [String: JSONValue] = [:],
    shardID: String? = nil, eventSourceARN: String? = nil, isFinal: Bool = false,
    isTerminatedEarly: Bool = false
  ) {
    self.start = start
    self.end = end
    self.state = state
    self.shardID = shardID
    self.eventSourceARN = eventSourceARN
    self.isFinal = isFinal
    self.isTerminatedEarly = isTerminatedEarly
  }
}

extension TimeWindow: Codable {
  enum CodingKeys: String, CodingKey {
    case bounds = "window"
    case state
    case shardID = "shardId"
    case eventSourceARN
    case isFinal = "isFinalInvokeForWindow"
    case isTerminatedEarly = "isWindowTerminatedEarly"
  }

  private struct Bounds: Codable {
    var start: Timestamp
    var end: Timestamp
  }

  /// Decodes the members that an event has beside its records.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let bounds = try container.decode(Bounds.self, forKey: .bounds)
    (start, end) = (bounds.start, bounds.end)
    state = try container.decode([String: JSONValue].self, forKey: .state)
    shardID = try container.decodeIfPresent(String.self, forKey: .shardID)
    eventSourceARN = try container.decodeIfPresent(String.self, forKey: .eventSourceARN)
    isFinal = try container.decode(Bool.self, forKey: .isFinal)
    isTerminatedEarly = try container.decode(Bool.self, forKey: .isTerminatedEarly)
  }

  /// Decodes a window from an event; nil where the event source mapping has none.
  init?(ifPresentIn decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    guard try container.decodeIfPresent(Bounds.self, forKey: .bounds) != nil else { return nil }
    try self.init(from: decoder)
  }

  /// Encodes the members that an event has beside its records.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Bounds(start: start, end: end), forKey: .bounds)
    try container.encode(state, forKey: .state)
    try container.encodeIfPresent(shardID, forKey: .shardID)
    try container.encodeIfPresent(eventSourceARN, forKey: .eventSourceARN)
    try container.encode(isFinal, forKey: .isFinal)
    try container.encode(isTerminatedEarly, forKey: .isTerminatedEarly)
  }
}
