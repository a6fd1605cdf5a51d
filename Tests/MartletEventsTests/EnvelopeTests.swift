import MartletEvents
import Testing

/// Events around a payload of one's own.
struct EnvelopeTests {
  struct Order: Codable, Hashable { var order: Int }

  @Test func `EventBridge carries a detail of one's own`() throws {
    let json = """
      {"id":"1","detail-type":"Order Paid","source":"shop","detail":{"order":1},
      "replay-name":"again"}
      """
    let event = try decode(EventBridgeEvent<Order>.self, json)
    #expect(event.detail == Order(order: 1))
    #expect(event.replayName == "again")
    #expect(event.resources == [])
    #expect(try decode(EventBridgeEvent<Order>.self, encode(event)) == event)
    #expect(try decode(EventBridgeEvent<JSONValue>.self, json).detail["order"]?.integer == 1)
  }

  @Test func `a scheduler writes an empty detail as a string`() throws {
    let event = try decode(
      ScheduledEvent.self,
      #"{"id":"1","detail-type":"Scheduled Event","source":"aws.scheduler","detail":"{}"}"#)
    #expect(event.detail.values == "{}")
    #expect(try decode(JSONValue.self, encode(event))["detail"]?.string == "{}")
  }

  @Test func `a task of Step Functions has its input and where the execution stands`() throws {
    let task = StepFunctionsTask(input: Order(order: 1), context: .sample)
    #expect(try decode(StepFunctionsTask<Order>.self, encode(task)) == task)
    #expect(task.context.task?.token.isEmpty == false)
  }

  @Test func `a CloudEvent keeps its extensions and its data, JSON or binary`() throws {
    let event = CloudEvent.sample
    #expect(try event.decode(Order.self) == Order(order: 1))
    #expect(event.extensions.keys.sorted() == ["traceparent"])
    let binary = try decode(
      CloudEvent.self,
      #"{"specversion":"1.0","id":"1","source":"s","type":"t","data_base64":"eyJvcmRlciI6Mn0="}"#)
    #expect(try binary.decode(Order.self) == Order(order: 2))
    #expect(throws: DecodingError.self) { try CloudEvent(id: "1").decode(Order.self) }
    #expect(
      try encode(CloudEvent(id: "1", source: "s", type: "t", extensions: ["id": "2", "a": 1]))
        == #"{"a":1,"id":"1","source":"s","specversion":"1.0","type":"t"}"#)
  }
}
