import MartletBatch

struct Poisoned: Error {}

/// What the functions of these tests do: tell the course, give way to the others, and fail where the
/// text says so.
private func take(_ text: String, _ course: Course) async throws {
  course.begin()
  defer { course.end() }
  for _ in 0..<5 { await Task.yield() }
  course.tell(text)
  if text.hasPrefix("poison") { throw Poisoned() }
}

struct Queue: SQSFunction {
  let course = Course()
  var maxConcurrency = 1

  func handle(_ message: SQSEvent.Message, context: Context) async throws {
    try await take(message.body, course)
  }
}

struct Shard: KinesisFunction {
  let course = Course()
  var maxConcurrency = 1

  func handle(_ record: KinesisEvent.Record, context: Context) async throws {
    try await take(record.data.bytes.text, course)
  }
}

struct Table: DynamoDBFunction {
  let course = Course()
  var maxConcurrency = 1

  func handle(_ record: DynamoDBEvent.Record, context: Context) async throws {
    try await take(record.change.sequenceNumber ?? "", course)
  }
}

struct Topic: KafkaFunction {
  let course = Course()
  var maxConcurrency = 1

  func handle(_ record: KafkaEvent.Record, context: Context) async throws {
    try await take(record.value?.text ?? "", course)
  }
}
