import Glibc
import Testing

@testable import MartletRuntime

/// Connections that break, as they do when a platform freezes the process.
struct ConnectionTests {
  @Test func `a connection that is closed behind an event is made anew for the answer`() throws {
    let session = try Session(
      of: Bytes.self, [.last(Array(Answer.eventText("a").utf8)), .accepted, .event("b"), .accepted])
    #expect(session.posts.map(\.text) == ["a", "b"])
    #expect(session.connectionCount == 2)
  }

  @Test func `next is asked for again on a new connection`() throws {
    let session = try Session(of: Bytes.self, [.close, .event("a"), .accepted])
    #expect(
      session.calls.prefix(3) == [
        "GET invocation/next", "GET invocation/next", "POST invocation/id-1/response",
      ])
    #expect(session.posts.count == 1)
  }

  @Test func `an event that breaks off is asked for again`() throws {
    let whole = Array(Answer.eventText("abcdef").utf8)
    let session = try Session(
      of: Bytes.self, [.last(whole.dropLast(3)), .pieces([whole]), .accepted])
    #expect(session.posts.map(\.text) == ["abcdef"])
  }

  @Test func `next is asked for five times, ever more slowly, and then no more`() throws {
    let clock = ContinuousClock()
    let start = clock.now
    let session = try Session(of: Bytes.self, Array(repeating: .close, count: 20))
    #expect(session.calls == Array(repeating: "GET invocation/next", count: 5))
    #expect(clock.now - start >= .milliseconds(1500))
    let failure = try #require(session.failure as? RuntimeError)
    #expect(failure.code == .clientError)
    #expect(failure.message.contains("cannot be reached"))
  }

  @Test func `an answer that is lost does not end the function`() throws {
    // The first closing is taken for a connection that died while idle, so that the answer is sent
    // again; the second one is final.
    let session = try Session(
      of: Bytes.self, [.event("a", id: "1"), .close, .close, .event("b", id: "2"), .accepted])
    #expect(
      session.calls == [
        "GET invocation/next", "POST invocation/1/response", "POST invocation/1/response",
        "GET invocation/next", "POST invocation/2/response", "GET invocation/next",
      ])
  }

  @Test(arguments: [(400, "WARN"), (403, "WARN"), (410, "ERROR"), (413, "ERROR")])
  func `a refusal of what had to be sent again is no error where the first may have arrived`(
    status: Int, level: String
  ) async throws {
    let script: [Answer] = [
      .event("a", id: "1"), .close, .status(status, "refused"), .event("b", id: "2"), .accepted,
      .status(500),
    ]
    var log = ""
    let session = try await withRuntimeAPIThread(script) { address in
      let result = await #expect(
        processExitsWith: .exitCode(1), observing: [\.standardOutputContent]
      ) { [address = address as String] in
        setenv("AWS_LAMBDA_RUNTIME_API", address, 1)
        Bytes.main()
      }
      log = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
    }
    #expect(
      session.posts.map(\.route) == [
        "invocation/1/response", "invocation/1/response", "invocation/2/response",
      ])
    let refusal = try #require(log.split(separator: "\n").first { $0.contains("refused") })
    #expect(refusal.contains(level), "\(log)")
  }
}
