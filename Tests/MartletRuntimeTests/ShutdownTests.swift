import Glibc
import Martlet
import Testing

@testable import MartletRuntime

/// What happens between SIGTERM and the end of the process.
struct ShutdownTests {
  /// Answers with its process's number. As its event says, it sends itself the signal first.
  struct Closing: ShutdownFunction {
    var count = 0

    mutating func handle(_ event: String, context: Context) async throws -> Int {
      count += 1
      if event == "signal" {
        // To this thread: another one might take it any time later.
        raise(SIGTERM)
        await Task.yield()
      }
      return Int(getpid())
    }

    mutating func shutdown() async throws {
      await Task.yield()
      print("shut down after \(count)")
      switch getenv("CLOSING").map({ String(cString: $0) }) {
      case "throw": throw FunctionError("Unsaved", "nowhere to save it")
      case "hang":
        let (nothing, _) = AsyncStream<Never>.makeStream()
        for await _ in nothing {}
        print("cancelled: \(Task.isCancelled)")
        // Cancelling has no power over this one.
        await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
      default: break
      }
    }
  }

  struct Several: ShutdownFunction, ConcurrentFunction {
    func handle(_ event: String, context: Context) async throws -> Int { Int(getpid()) }
    func shutdown() async throws { print("shut down") }
  }

  /// A platform that has these events and sends SIGTERM when one is asked for beyond them.
  private final class Platform: @unchecked Sendable {
    // Sharing is safe: all of it runs on the thread of the Runtime API.
    var events: [String]
    let registration: Answer
    private var process: pid_t = 0

    init(
      events: [String],
      registration: Answer = .status(200, headers: "Lambda-Extension-Identifier: me\r\n")
    ) {
      self.events = events
      self.registration = registration
    }

    func answer(_ request: RecordedRequest) -> Answer {
      switch request.route {
      case "/2020-01-01/extension/register": return registration
      case "/2020-01-01/extension/event/next": return .hold
      case "invocation/next":
        guard events.isEmpty else { return .event("\"\(events.removeFirst())\"") }
        if process > 0 { kill(process, SIGTERM) }
        return .hold
      default:
        process = pid_t(request.text) ?? 0
        return .accepted
      }
    }
  }

  private func session(
    _ platform: Platform, _ function: any Function.Type = Closing.self, closing: String = "",
    concurrency: Int = 1, exits condition: ExitTest.Condition
  ) async throws -> (session: Session, log: String) {
    let isSeveral = function == Several.self
    var log = ""
    let session = try await withRuntimeAPIThread(script: platform.answer) { address in
      let result = await #expect(
        processExitsWith: condition,
        observing: [\.standardOutputContent]
      ) {
        [
          address = address as String, closing = closing as String,
          concurrency = concurrency as Int, isSeveral = isSeveral as Bool
        ] in
        setenv("AWS_LAMBDA_RUNTIME_API", address, 1)
        setenv("AWS_LAMBDA_MAX_CONCURRENCY", "\(concurrency)", 1)
        setenv("CLOSING", closing, 1)
        if isSeveral { Several.main() } else { Closing.main() }
      }
      log = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
    }
    return (session, log)
  }

  @Test func `the hook runs when the signal comes between two invocations`() async throws {
    let (session, log) = try await session(Platform(events: ["a", "b"]), exits: .success)
    #expect(session.calls[0] == "POST /2020-01-01/extension/register")
    #expect(session.requests[0]["Lambda-Extension-Name"] == "martlet-shutdown")
    #expect(session.requests[0].text == #"{"events":[]}"#)
    let wait = try #require(session.requests.first { $0.route.hasSuffix("event/next") })
    #expect(wait["Lambda-Extension-Identifier"] == "me")
    #expect(session.posts.count == 3)
    #expect(log.hasSuffix("shut down after 2\n"))
    #expect(!log.contains("\tWARN\t"))
  }

  @Test func `an invocation that is under way is answered before`() async throws {
    let (session, log) = try await session(
      Platform(events: ["signal", "never"]), exits: .success)
    #expect(log.hasSuffix("shut down after 1\n"))
    #expect(session.posts.count == 2)
    #expect(session.calls.filter { $0 == "GET invocation/next" }.count == 1)
  }

  @Test func `what the hook throws is logged`() async throws {
    let (_, log) = try await session(
      Platform(events: ["a"]), closing: "throw", exits: .success)
    let record = try #require(log.remainder(after: "shut down after 1\n"))
    #expect(record.contains("errorType=Unsaved errorMessage=\"nowhere to save it\""))
  }

  @Test func `a hook that takes too long is cancelled, and then ended with the process`()
    async throws
  {
    let (_, log) = try await session(
      Platform(events: ["a"]), closing: "hang", exits: .exitCode(1))
    let record = try #require(log.remainder(after: "shut down after 1\ncancelled: true\n"))
    #expect(record.contains("shutdown took longer than"))
  }

  @Test(arguments: [Answer.status(404, "unknown"), .status(200), .last([]), .status(500)])
  func `a platform that knows no extensions may send the signal all the same`(
    registration: Answer
  ) async throws {
    let (session, log) = try await session(
      Platform(events: ["a"], registration: registration), exits: .success)
    #expect(log.contains("the platform will not say when it shuts the environment down"))
    #expect(log.hasSuffix("shut down after 1\n"))
    #expect(!session.calls.contains { $0.hasSuffix("event/next") })
  }

  @Test func `the signal ends all that wait, where there are several`() async throws {
    let (session, log) = try await session(
      Platform(events: ["a", "b", "c"]), Several.self, concurrency: 4, exits: .success)
    #expect(session.posts.count == 4)
    #expect(log.hasSuffix("shut down\n"))
    #expect(!log.contains("\tWARN\t"))
  }

  struct Plain: Function {
    func handle(_ event: String, context: Context) async throws -> Int { Int(getpid()) }
  }

  @Test func `a function without a hook leaves the signal as it is`() async throws {
    let platform = Platform(events: ["a"])
    let session = try await withRuntimeAPIThread(script: platform.answer) { address in
      await #expect(processExitsWith: .signal(SIGTERM)) { [address = address as String] in
        setenv("AWS_LAMBDA_RUNTIME_API", address, 1)
        Plain.main()
      }
    }
    #expect(session.calls[0] == "GET invocation/next")
  }
}

extension String {
  /// What follows the first occurrence of a text; nil where there is none.
  fileprivate func remainder(after text: String) -> Substring? {
    firstRange(of: text).map { self[$0.upperBound...] }
  }
}
