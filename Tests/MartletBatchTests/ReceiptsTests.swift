import MartletBatch
import Testing

@testable import Receipts

/// How a function over messages is tested: events are made from the example of their source, and the
/// function is a value like any other.
struct ReceiptsTests {
  @Test func `receipts are booked`() async throws {
    let event = SQSEvent(records: [
      .init(messageID: "1", body: #"{"order": "A-1", "cents": 1250}"#),
      .init(messageID: "2", body: #"{"order": "A-2", "cents": 99}"#),
    ])
    #expect(
      try await Receipts().handle(event, context: Context(deadline: .now + .seconds(900)))
        == .success)
  }

  @Test func `a poison message goes back alone`() async throws {
    var event = SQSEvent.sample
    event.records = [
      .init(messageID: "good", body: #"{"order": "A-1", "cents": 1250}"#),
      .init(messageID: "not JSON", body: "A-2: 12.50"),
      .init(messageID: "nothing paid", body: #"{"order": "A-3", "cents": 0}"#),
      .init(messageID: "good too", body: #"{"order": "A-4", "cents": 1}"#),
    ]
    let response = try await Receipts().handle(
      event, context: Context(deadline: .now + .seconds(900)))
    #expect(response == BatchResponse(failed: ["not JSON", "nothing paid"]))
  }
}
