import MartletBatch
import Synchronization
import Testing

/// Messages of standard and FIFO queues.
struct QueueTests {
  /// Messages with their bodies as IDs; `group:body` is of a FIFO queue's group.
  private func event(_ texts: String...) -> SQSEvent {
    SQSEvent(
      records: texts.map { text in
        let parts = text.split(separator: ":")
        var message = SQSEvent.Message(messageID: text, body: String(parts.last ?? ""))
        if parts.count == 2 {
          message.attributes["MessageGroupId"] = String(parts[0])
          message.eventSourceARN = "arn:aws:sqs:eu-central-1:123456789012:receipts.fifo"
        }
        return message
      })
  }

  private func failed(_ response: BatchResponse) -> [String] {
    response.batchItemFailures.map(\.itemIdentifier)
  }

  @Test(arguments: [1, 3, 100])
  func `a message that fails goes back alone`(width: Int) async throws {
    let function = Queue(maxConcurrency: width)
    let response = try await function.handle(
      event("a", "poison", "b", "c", "poison 2"), context: .inTime)
    #expect(failed(response) == ["poison", "poison 2"])
    #expect(function.course.lines.sorted() == ["a", "b", "c", "poison", "poison 2"])
    #expect(function.course.most == min(width, 5))
  }

  @Test func `nothing fails where nothing throws, not even an empty batch`() async throws {
    #expect(try await Queue().handle(event("a", "b"), context: .inTime) == .success)
    #expect(try await Queue().handle(event(), context: .inTime) == .success)
  }

  @Test(arguments: [1, 2, 10])
  func `after a failure in a FIFO group the rest of the group goes back unhandled`(
    width: Int
  ) async throws {
    let function = Queue(maxConcurrency: width)
    let response = try await function.handle(
      event("x:1", "y:1", "x:poison", "x:3", "y:2", "z:1", "x:4"), context: .inTime)
    #expect(failed(response) == ["x:poison", "x:3", "x:4"])
    #expect(function.course.lines.sorted() == ["1", "1", "1", "2", "poison"])
  }

  @Test func `a FIFO group keeps its order while other groups run beside it`() async throws {
    let function = Queue(maxConcurrency: 10)
    _ = try await function.handle(
      event("x:x1", "x:x2", "x:x3", "y:y1", "y:y2", "z:z1"), context: .inTime)
    let lines = function.course.lines
    #expect(lines.filter { $0.hasPrefix("x") } == ["x1", "x2", "x3"])
    #expect(lines.filter { $0.hasPrefix("y") } == ["y1", "y2"])
    #expect(function.course.most == 3)
  }

  /// A standard queue has groups too, for fairness among tenants.
  @Test func `a group of a standard queue says nothing about the order`() async throws {
    var batch = event("x:poison", "x:2")
    for index in batch.records.indices {
      batch.records[index].eventSourceARN = "arn:aws:sqs:eu-central-1:123456789012:receipts"
    }
    #expect(failed(try await Queue().handle(batch, context: .inTime)) == ["x:poison"])
  }

  @Test func `the error of a message is logged with the message's ID`() async throws {
    let records = Mutex<[Log.Record]>([])
    let context = Context(
      deadline: .now + .seconds(900), log: Log { record in records.withLock { $0.append(record) } })
    _ = try await Queue().handle(event("a", "poison"), context: context)
    let logged = records.withLock { $0 }
    #expect(logged.count == 1)
    #expect(logged.first?.level == .error)
    #expect(logged.first?.metadata["messageID"] == "poison")
    #expect(logged.first?.errorType == "Poisoned")
  }

  @Test func `a cancelled invocation starts no second message, and the rest goes back`()
    async throws
  {
    let function = Queue(maxConcurrency: 2)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await function.handle(event("a", "b", "c"), context: .inTime)
    }
    #expect(failed(try await task.value) == ["b", "c"])
    #expect(function.course.lines == ["a"])
  }

  @Test(arguments: [1, 2])
  func `before the deadline the messages that are not started go back, and the log says so`(
    width: Int
  ) async throws {
    let records = Mutex<[Log.Record]>([])
    let context = Context(
      deadline: .now + .milliseconds(400),
      log: Log { record in records.withLock { $0.append(record) } })
    let function = Queue(maxConcurrency: width)
    let response = try await function.handle(event("a", "b", "c"), context: context)
    #expect(failed(response) == ["b", "c"])
    #expect(function.course.lines == ["a"])
    #expect(records.withLock { $0.map(\.level) } == [.warn])
  }

  @Test func `the platform's event goes in, and its answer comes out`() async throws {
    let event = try Queue.decode(Array(SQSEvent.sampleJSON.utf8))
    let response = try Queue.encode(try await Queue().handle(event, context: .inTime))
    #expect(response.contentType == "application/json")
    #expect(response.bytes == Array(#"{"batchItemFailures":[]}"#.utf8))
  }
}
