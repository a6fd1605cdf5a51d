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

/// Adds up, in a window.
struct Sum: KinesisWindowFunction {
  struct Total: Codable { var texts: [String] }
  let course = Course()
  let initialState = Total(texts: [])

  func handle(
    _ record: KinesisEvent.Record, state: inout Total, context: Context
  ) async throws {
    // Before it fails, too.
    state.texts.append(record.data.bytes.text)
    try await take(record.data.bytes.text, course)
  }

  func finish(_ state: Total, of window: TimeWindow, context: Context) async throws {
    course.tell("finished \(window.start.rawValue) with \(state.texts)")
    if state.texts == ["stubborn"] { throw Poisoned() }
  }
}

/// Counts the changes of a table, in a window.
struct Count: DynamoDBWindowFunction {
  let initialState = ["changes": 0]

  func handle(
    _ record: DynamoDBEvent.Record, state: inout [String: Int], context: Context
  ) async throws { state["changes", default: 0] += 1 }

  func finish(_ state: [String: Int], of window: TimeWindow, context: Context) async throws {}
}

/// Keeps what is no object.
struct Bare: KinesisWindowFunction {
  let initialState = 0
  func handle(_ record: KinesisEvent.Record, state: inout Int, context: Context) async throws {}
  func finish(_ state: Int, of window: TimeWindow, context: Context) async throws {}
}
