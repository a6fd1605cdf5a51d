import Glibc
import Martlet
import MartletCurl
import Testing

@testable import MartletRuntime

/// Several invocations at a time in one environment, as on Lambda Managed Instances.
struct ConcurrencyTests {
  /// Waits until as many invocations as its event says are under way.
  final class Meeting: ConcurrentFunction {
    /// Sharing is safe: all of it runs on the loop's thread.
    private final class Table: @unchecked Sendable {
      var count = 0
      var waiting: [UnsafeContinuation<Void, Never>] = []
    }
    private let table = Table()

    init() async throws {}

    func handle(_ event: Int, context: Context) async throws -> String? {
      await withUnsafeContinuation { continuation in
        table.count += 1
        table.waiting.append(continuation)
        guard table.count >= event else { return }
        for waiting in table.waiting { waiting.resume() }
        table.waiting = []
      }
      return context.traceID
    }
  }

  private static let four = ["AWS_LAMBDA_MAX_CONCURRENCY": "4"]

  private static func events(_ count: Int, _ body: String) -> [Answer] {
    (1...count).map {
      .event(body, id: "id-\($0)", headers: "Lambda-Runtime-Trace-Id: Root=\($0)\r\n")
    }
  }

  @Test func `as many invocations as the platform gives are handled at a time`() throws {
    let session = try Session(
      of: Meeting.self, events: Self.events(4, "4"), variables: Self.four)
    #expect(session.posts.count == 4)
    // Each answer is its own invocation's.
    for post in session.posts {
      let number = post.route.split(separator: "/")[1].dropFirst(3)
      #expect(post.text == "\"Root=\(number)\"")
    }
    #expect(session.connectionCount == 4)
    #expect((session.failure as? RuntimeError)?.message.contains("no event is left") == true)
  }

  @Test func `a function that is not made for it is asked for one at a time`() throws {
    let session = try Session(of: Bytes.self, events: Self.events(3, "a"), variables: Self.four)
    #expect(
      session.requests.map(\.method) == ["GET", "POST", "GET", "POST", "GET", "POST", "GET"])
    #expect(session.connectionCount == 1)
  }

  @Test func `one at a time is as it always was`() throws {
    let session = try Session(
      of: Meeting.self, events: Self.events(2, "1"), variables: ["AWS_LAMBDA_MAX_CONCURRENCY": "1"])
    #expect(session.connectionCount == 1)
  }

  @Test(arguments: ["0", "-1", "many", "10001", "1.5", "99999999999999999999"])
  func `a number of invocations that is none is refused`(value: String) throws {
    let problem = try Environment.test(["AWS_LAMBDA_MAX_CONCURRENCY": value]).problem
    #expect(problem?.message.contains("AWS_LAMBDA_MAX_CONCURRENCY is \"\(value)\"") == true)
  }

  @Test func `a poller that fails leaves the others at work`() throws {
    var refusals = 0
    let session = try Session(
      of: Meeting.self, events: Self.events(6, "1"), variables: Self.four,
      other: { request in
        guard request.route == "invocation/next", refusals < 3 else { return nil }
        refusals += 1
        return .status(500, "no more for you")
      })
    #expect(session.posts.count == 6)
  }

  @Test func `a platform that fails to take an answer ends all pollers`() throws {
    var asked = 0
    let session = try Session(
      of: Meeting.self, events: [], variables: Self.four,
      other: { request in
        guard request.route == "invocation/next" else { return .status(500, "broken") }
        asked += 1
        // The other pollers wait for events that never come.
        return asked == 1 ? .event("1", headers: "Lambda-Runtime-Trace-Id: Root=1\r\n") : .hold
      })
    #expect(session.posts.count == 1)
    #expect(
      (session.failure as? RuntimeError)?.message.contains("id-1/response with 500: broken") == true
    )
  }

  /// Logs once all of four invocations are under way.
  struct Logging: ConcurrentFunction {
    let meeting: Meeting

    init() async throws { meeting = try await Meeting() }

    func handle(_ event: Int, context: Context) async throws -> String? {
      context.log.info("before \(context.requestID)")
      let trace = try await meeting.handle(event, context: context)
      context.log.info("after \(context.requestID)")
      return trace
    }
  }

  @Test func `each record is its own invocation's`() async throws {
    var log = ""
    nonisolated(unsafe) var events = (1...4).map {
      Answer.event("4", id: "id-\($0)", headers: "Lambda-Runtime-Trace-Id: Root=t-\($0)\r\n")
    }
    let platform: @Sendable (RecordedRequest) -> Answer = { request in
      guard request.route == "invocation/next" else { return .accepted }
      return events.isEmpty ? .status(500, "no event is left") : events.removeFirst()
    }
    let session = try await withRuntimeAPIThread(script: platform) { address in
      let result = await #expect(
        processExitsWith: .exitCode(1), observing: [\.standardOutputContent]
      ) { [address = address as String] in
        setenv("AWS_LAMBDA_RUNTIME_API", address, 1)
        setenv("AWS_LAMBDA_MAX_CONCURRENCY", "4", 1)
        setenv("AWS_LAMBDA_LOG_FORMAT", "JSON", 1)
        Logging.main()
      }
      log = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
    }
    #expect(session.posts.count == 4)
    for number in 1...4 {
      let own = log.split(separator: "\n").filter { $0.contains(#""requestId":"id-\#(number)""#) }
      #expect(own.count == 2, "\(log)")
      for (line, word) in zip(own, ["before", "after"]) {
        #expect(line.contains("\(word) id-\(number)"))
        #expect(line.contains("t-\(number)"))
      }
    }
  }

  @Test(arguments: [410, 400, 403])
  func `a late answer is no failure`(status: Int) throws {
    let session = try Session(
      of: Meeting.self, events: Self.events(6, "1"), variables: Self.four,
      other: { $0.method == "POST" ? .status(status, "too late") : nil })
    #expect(session.posts.count == 6)
  }

  /// Waits until it is cancelled.
  struct Patient: ConcurrentFunction {
    func handle(_ event: Void, context: Context) async throws -> Bool {
      let (nothing, end) = AsyncStream<Never>.makeStream()
      for await _ in nothing {}
      end.finish()
      return Task.isCancelled
    }
  }

  @Test func `the runtime cancels what is over its deadline, and goes on`() throws {
    let late = Answer.event(
      id: "late", headers: "Lambda-Runtime-Deadline-Ms: \(epochMilliseconds() - 1)\r\n")
    let session = try Session(
      of: Patient.self, events: [late, late, late, late, late], variables: Self.four)
    #expect(session.posts.map(\.text) == Array(repeating: "true", count: 5))
  }

  /// The same, one invocation at a time, and counts.
  struct Alone: Function {
    var count = 0

    mutating func handle(_ event: Void, context: Context) async throws -> Int {
      let (nothing, _) = AsyncStream<Never>.makeStream()
      for await _ in nothing {}
      count += 1
      return count
    }
  }

  @Test(arguments: ["1", "4"])
  func `a function that handles one at a time is cancelled too`(concurrency: String) throws {
    let late = Answer.event(
      id: "late", headers: "Lambda-Runtime-Deadline-Ms: \(epochMilliseconds() - 1)\r\n")
    let session = try Session(
      of: Alone.self, events: [late, late],
      variables: ["AWS_LAMBDA_MAX_CONCURRENCY": concurrency])
    #expect(session.posts.map(\.text) == ["1", "2"])
  }

  @Test func `the trace is in no variable that all invocations share`() throws {
    try withRuntimeAPI([]) { _, loop in
      let source = try RuntimeAPI(
        try .test(Self.four), on: loop, traceVariable: TraceVariable())
      #expect(!source.setsTraceVariable)
      let single = try RuntimeAPI(try .test(), on: loop, traceVariable: TraceVariable())
      #expect(single.setsTraceVariable)
    }
  }
}
