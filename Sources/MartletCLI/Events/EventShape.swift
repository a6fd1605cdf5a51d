/// Where an event has its records, and they have their bodies and their IDs.
struct EventShape {
  enum Body {
    case text([String])
    case base64([String])
    /// JSON in place, not as text.
    case json([String])
  }

  /// The way to the list of records; empty where the event is the one record.
  var list: [String] = []
  /// The way from a record to its body; nil where it has none that could be given as a text.
  var body: Body?
  /// The way from a record to what names it.
  var identifier: [String] = []

  static let all: [String: EventShape] = [
    "sqs": EventShape(list: ["Records"], body: .text(["body"]), identifier: ["messageId"]),
    "sns": EventShape(
      list: ["Records"], body: .text(["Sns", "Message"]), identifier: ["Sns", "MessageId"]),
    "kinesis": EventShape(
      list: ["Records"], body: .base64(["kinesis", "data"]),
      identifier: ["kinesis", "sequenceNumber"]),
    "firehose": EventShape(list: ["records"], body: .base64(["data"]), identifier: ["recordId"]),
    "kafka": EventShape(
      list: ["records", "orders-0"], body: .base64(["value"]), identifier: ["offset"]),
    "activemq": EventShape(
      list: ["messages"], body: .base64(["data"]), identifier: ["messageID"]),
    "rabbitmq": EventShape(
      list: ["rmqMessagesByQueue", "orders::/"], body: .base64(["data"]),
      identifier: ["basicProperties", "messageId"]),
    "dynamodb": EventShape(list: ["Records"], identifier: ["dynamodb", "SequenceNumber"]),
    "s3": EventShape(list: ["Records"], identifier: ["s3", "object", "sequencer"]),
    "ses": EventShape(list: ["Records"], identifier: ["ses", "mail", "messageId"]),
    "rest-api": EventShape(body: .text(["body"])),
    "http-api": EventShape(body: .text(["body"])),
    "websocket": EventShape(body: .text(["body"])),
    "load-balancer": EventShape(body: .text(["body"])),
    "lattice": EventShape(body: .text(["body"])),
    "lattice-v1": EventShape(body: .text(["body"])),
    "schedule": EventShape(body: .json(["detail"])),
    "cloudevent": EventShape(body: .json(["data"])),
    "destination": EventShape(body: .json(["requestPayload"])),
    "step-functions": EventShape(body: .json(["Execution", "Input"])),
  ]
}
