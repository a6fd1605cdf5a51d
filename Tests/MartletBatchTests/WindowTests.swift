import MartletBatch
import Testing

/// The records of a tumbling window, over several invocations.
struct WindowTests {
  private func event(
    _ texts: String..., state: [String: JSONValue] = [:], isFinal: Bool = false,
    isTerminatedEarly: Bool = false
  ) -> KinesisEvent {
    KinesisEvent(
      records: texts.enumerated().map { index, text in
        .init(data: .init(sequenceNumber: "\(index)", bytes: Base64Bytes(text)))
      },
      window: TimeWindow(
        start: "12:00", end: "12:02", state: state, isFinal: isFinal,
        isTerminatedEarly: isTerminatedEarly))
  }

  @Test func `the state goes from one invocation to the next, and to the end`() async throws {
    let function = Sum()
    let first = try await function.handle(event("a", "b"), context: .inTime)
    #expect(first == TimeWindowResponse(state: ["texts": ["a", "b"]]))
    let second = try await function.handle(event("c", state: first.state), context: .inTime)
    #expect(second == TimeWindowResponse(state: ["texts": ["a", "b", "c"]]))
    #expect(function.course.lines == ["a", "b", "c"])
    let last = try await function.handle(
      event(state: second.state, isFinal: true), context: .inTime)
    #expect(last == second)
    #expect(function.course.lines.last == #"finished 12:00 with ["a", "b", "c"]"#)
  }

  @Test func `a record that fails leaves no trace in the state, and the rest comes again`()
    async throws
  {
    let function = Sum()
    let response = try await function.handle(
      event("a", "poison", "c", isFinal: true), context: .inTime)
    #expect(
      response
        == TimeWindowResponse(
          state: ["texts": ["a"]], batchItemFailures: [.init(itemIdentifier: "1")]))
    // Nor is a window finished that lacks a record.
    #expect(function.course.lines == ["a", "poison"])
  }

  @Test func `a window that ends early is finished too`() async throws {
    let function = Sum()
    _ = try await function.handle(event("a", isTerminatedEarly: true), context: .inTime)
    #expect(function.course.lines == ["a", #"finished 12:00 with ["a"]"#])
  }

  @Test func `an end that fails has the invocation tried again`() async throws {
    await #expect(throws: Poisoned.self) {
      try await Sum().handle(event("stubborn", isFinal: true), context: .inTime)
    }
  }

  @Test func `no record but the first is started without time for it`() async throws {
    let function = Sum()
    let context = Context(deadline: .now + .milliseconds(400))
    let response = try await function.handle(event("a", "b", "c", isFinal: true), context: context)
    #expect(response.state == ["texts": ["a"]])
    #expect(response.batchItemFailures == [.init(itemIdentifier: "1")])
    #expect(function.course.lines == ["a"])
  }

  @Test func `the changes of a table have windows too`() async throws {
    var event = DynamoDBEvent.sample
    event.window = TimeWindow(state: ["changes": 41])
    let response = try await Count().handle(event, context: .inTime)
    #expect(response == TimeWindowResponse(state: ["changes": 42]))
  }

  @Test func `a mapping without a window, and a state that is no object, are told`() async throws {
    var event = event("a")
    await #expect(throws: RuntimeError.self) {
      try await Bare().handle(event, context: .inTime)
    }
    event.window = nil
    let error = await #expect(throws: FunctionError.self) {
      try await Sum().handle(event, context: .inTime)
    }
    #expect(error?.type == "NoWindow")
  }
}
