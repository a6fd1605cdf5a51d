import MartletBatch
import Testing

/// Records of streams, which are delivered again from the first that failed on.
struct StreamTests {
  private func kinesis(_ records: (key: String, text: String)...) -> KinesisEvent {
    KinesisEvent(
      records: records.enumerated().map { index, record in
        .init(
          data: .init(
            partitionKey: record.key, sequenceNumber: "\(index)",
            bytes: Base64Bytes(record.text)))
      })
  }

  @Test func `of a shard the first record that failed is named, and none is started behind it`()
    async throws
  {
    let function = Shard()
    let response = try await function.handle(
      kinesis(("a", "1"), ("b", "poison"), ("a", "3"), ("b", "4")), context: .inTime)
    #expect(response == BatchResponse(failed: ["1"]))
    #expect(function.course.lines == ["1", "poison"])
  }

  @Test func `records under way beside a failure do not move the checkpoint`() async throws {
    let function = Shard(maxConcurrency: 3)
    let response = try await function.handle(
      kinesis(("a", "1"), ("b", "poison"), ("c", "3"), ("d", "4"), ("e", "5")), context: .inTime)
    #expect(response == BatchResponse(failed: ["1"]))
    #expect(Set(function.course.lines).isSuperset(of: ["1", "poison", "3"]))
  }

  @Test func `a partition key keeps its order`() async throws {
    let function = Shard(maxConcurrency: 10)
    let response = try await function.handle(
      kinesis(("a", "a1"), ("a", "a2"), ("b", "b1"), ("a", "a3")), context: .inTime)
    #expect(response == .success)
    #expect(function.course.lines.filter { $0.hasPrefix("a") } == ["a1", "a2", "a3"])
    #expect(function.course.most == 2)
  }

  @Test func `the changes of an item keep their order, and those of others do not wait`()
    async throws
  {
    func change(_ id: String, _ number: String) -> DynamoDBEvent.Record {
      .init(eventName: .modify, change: .init(keys: ["id": .string(id)], sequenceNumber: number))
    }
    let function = Table(maxConcurrency: 10)
    let response = try await function.handle(
      DynamoDBEvent(records: [change("x", "1"), change("x", "2"), change("y", "poison")]),
      context: .inTime)
    #expect(response.batchItemFailures.count == 1)
    #expect(function.course.most == 2)
    let failed = response.batchItemFailures.first?.itemIdentifier
    // Whether the second change of x was started depends on whose turn came first.
    #expect(failed == "poison" || failed == "2")
  }

  @Test(arguments: [1, 4])
  func `each partition of Kafka has a checkpoint of its own`(width: Int) async throws {
    func record(_ partition: Int, _ offset: Int, _ text: String) -> KafkaEvent.Record {
      .init(topic: "orders", partition: partition, offset: offset, value: Base64Bytes(text))
    }
    let function = Topic(maxConcurrency: width)
    let response = try await function.handle(
      KafkaEvent(records: [
        "orders-0": [record(0, 7, "a"), record(0, 8, "poison"), record(0, 9, "c")],
        "orders-1": [record(1, 3, "d"), record(1, 4, "e")],
      ]), context: .inTime)
    #expect(
      response.batchItemFailures.map(\.itemIdentifier) == [
        .init(partition: "orders-0", offset: 8)
      ])
    #expect(function.course.lines.sorted() == ["a", "d", "e", "poison"])
  }
}
