internal import MartletJSON

extension SQSEvent.Message {
  /// The body as JSON.
  ///
  /// - Throws: `DecodingError` where it is not JSON, or JSON of another shape.
  public func decode<T: Decodable>(_ type: T.Type) throws -> T {
    try JSON.decode(type, from: Array(body.utf8))
  }

  /// The group whose messages a FIFO queue delivers in order; nil in a standard queue, unless the
  /// sender gave the message one for fairness.
  public var messageGroupID: String? { attributes["MessageGroupId"] }

  /// Whether the message came from a FIFO queue, whose name ends in `.fifo`.
  public var isFromFIFOQueue: Bool { eventSourceARN?.hasSuffix(".fifo") ?? false }

  /// How often the message was received, this time included; nil where the queue does not say.
  public var receiveCount: Int? { attributes["ApproximateReceiveCount"].flatMap { Int($0) } }

  /// When the message was sent; nil where the queue does not say.
  public var sentAt: UnixTime? {
    attributes["SentTimestamp"].flatMap { Int64($0) }.map { EpochMilliseconds($0).unixTime }
  }
}
