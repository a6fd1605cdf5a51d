/// What a schedule of EventBridge sends (AWS: “Creating a rule that runs on a schedule”): its rule is
/// the one resource, its detail is empty. A schedule of EventBridge Scheduler sends the input that is
/// configured for it, and this where none is.
public typealias ScheduledEvent = EventBridgeEvent<ScheduledDetail>

/// The detail of a schedule: nothing, unless a scheduler is given something to say.
public struct ScheduledDetail: EventBridgeDetail, Omissible {
  /// What the detail holds.
  public var values: JSONValue

  /// Makes a detail.
  public init(_ values: JSONValue) { self.values = values }

  /// Makes a detail that says nothing.
  public init() { values = .object([:]) }

  /// Decodes whatever there is: EventBridge Scheduler writes its `{}` as a string.
  public init(from decoder: any Decoder) throws { values = try JSONValue(from: decoder) }

  /// Encodes what it was decoded from.
  public func encode(to encoder: any Encoder) throws { try values.encode(to: encoder) }

  /// A rule's event.
  public static var sampleEventJSON: String {
    """
    {
      "version": "0",
      "id": "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa",
      "detail-type": "Scheduled Event",
      "source": "aws.events",
      "account": "123456789012",
      "time": "2026-03-01T02:00:00Z",
      "region": "eu-central-1",
      "resources": ["arn:aws:events:eu-central-1:123456789012:rule/every-night"],
      "detail": {}
    }
    """
  }
}
