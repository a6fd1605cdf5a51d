import MartletEvents
import Testing

/// Queues, topics, streams and buckets.
struct QueueTests {
  struct Order: Codable, Equatable { var order: Int }

  @Test func `a message says what is in it, when it was sent and how often it came`() throws {
    let message = SQSEvent.sample.records[0]
    #expect(try message.decode(Order.self) == Order(order: 1))
    #expect(message.receiveCount == 1)
    #expect(message.sentAt == UnixTime(seconds: 1_772_366_400, nanoseconds: 123_000_000))
    #expect(!message.isFromFIFOQueue)
    #expect(message.messageAttributes["checksum"]?.binaryValue == [1, 2, 3])
  }

  @Test func `a message is made for a test from nothing but its body`() {
    let event = SQSEvent(records: [.init(messageID: "1", body: "x")])
    #expect(event.records[0].messageGroupID == nil)
    #expect(event.records[0].receiveCount == nil)
    #expect(event.records[0].sentAt == nil)
  }

  @Test func `a batch response names what failed, and success is an empty list`() throws {
    #expect(try encode(BatchResponse.success) == #"{"batchItemFailures":[]}"#)
    #expect(
      try encode(BatchResponse(failed: ["a", "b"]))
        == #"{"batchItemFailures":[{"itemIdentifier":"a"},{"itemIdentifier":"b"}]}"#)
    #expect(
      try encode(TimeWindowResponse(state: ["sum": "1"]))
        == #"{"batchItemFailures":[],"state":{"sum":"1"}}"#)
  }

  @Test func `a window's state is kept as its function returned it`() throws {
    let json =
      #"{"Records":[],"state":{"1":282,"a":{"b":[null]}},"window":{"end":"b","start":"a"}}"#
    let window = try #require(try decode(DynamoDBEvent.self, json).window)
    #expect(window == TimeWindow(start: "a", end: "b", state: ["1": 282, "a": ["b": [.null]]]))
    #expect(try decode(KinesisEvent.self, json).window == window)
    #expect(try decode(KinesisEvent.self, #"{"Records":[],"window":null}"#).window == nil)
  }

  @Test func `a notification's text is JSON where its publisher wrote JSON`() throws {
    #expect(try SNSEvent.sample.records[0].message.decode(Order.self) == Order(order: 1))
  }

  @Test(arguments: [
    ("a+b", "a b"), ("%C3%A4", "ä"), ("%2B", "+"), ("%", "%"), ("%4", "%4"), ("%zz", "%zz"),
    ("%FF", "\u{FFFD}"), ("", ""), ("a%20", "a "),
  ])
  func `an object's key is decoded`(key: String, decoded: String) {
    #expect(S3Event.Object(key: key).decodedKey == decoded)
  }

  @Test func `an item becomes a value of one's own`() throws {
    struct Pet: Decodable, Equatable {
      struct Size: Decodable, Equatable { var height: Double }
      var id: Int
      var name: String
      var photo: Base64Bytes
      var isSold: Bool
      var owner: String?
      var size: Size
      var tags: Set<String>
      var scores: [Double]
      var hashes: [Base64Bytes]
    }
    let item = try #require(DynamoDBEvent.sample.records[0].change.newImage)
    #expect(
      try item.decode(Pet.self)
        == Pet(
          id: 101, name: "Rex", photo: [1, 2, 3], isSold: false, owner: nil,
          size: .init(height: 40),
          tags: ["a", "b"], scores: [1, 2.5], hashes: [[1, 2, 3], [4, 5, 6]]))
    #expect(throws: DecodingError.self) { try item.decode([String: Int].self) }
  }

  @Test func `an attribute of an unknown kind, or with a number of 38 digits, is kept`() throws {
    let json = #"[{"X":{"a":1}},{"N":"12345678901234567890123456789012345678"},{"N":"inf"}]"#
    let values = try decode([AttributeValue].self, json)
    #expect(values[0] == .other(["X": ["a": 1]]))
    #expect(values[1].json.number == Double("12345678901234567890123456789012345678"))
    #expect(values[2].json == "inf")
    #expect(try encode(values) == json)
  }
}
