import Glibc
import Martlet
import Testing

@testable import MartletRuntime

/// A Runtime API that does everything wrong that a server can.
struct HostilePlatformTests {
  private static let event = Array(
    Answer.eventText(
      #"{"a": "é"}"#, headers: "Lambda-Runtime-Trace-Id: Root=1\r\nContent-Type: text/plain\r\n"
    ).utf8)
  private static let accepted = Array("HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\n{}".utf8)

  @Test func `an event may be torn at any byte`() throws {
    let events = (1..<Self.event.count).map { split in
      Answer.pieces([Array(Self.event[..<split]), Array(Self.event[split...])])
    }
    let session = try Session(of: Bytes.self, events: events)
    #expect(session.posts.map(\.text) == Array(repeating: #"{"a": "é"}"#, count: events.count))
    #expect(session.connectionCount == 1)
  }

  @Test func `an event may come byte by byte`() throws {
    let session = try Session(of: Bytes.self, events: [.pieces(Self.event.map { [$0] })])
    #expect(session.posts.map(\.text) == [#"{"a": "é"}"#])
  }

  @Test(arguments: Array(stride(from: 0, to: event.count, by: 13)), [false, true])
  func `an event that breaks off anywhere is asked for again and answered once`(
    length: Int, isReset: Bool
  ) throws {
    let beginning = Array(Self.event.prefix(length))
    let session = try Session(
      of: Bytes.self,
      events: [isReset ? .reset(beginning) : .last(beginning), .pieces([Self.event])])
    #expect(session.posts.map(\.text) == [#"{"a": "é"}"#])
  }

  @Test(arguments: [false, true])
  func `the platform's word to an answer may break off anywhere`(isReset: Bool) throws {
    let count = Self.accepted.count
    var cut = 0
    let session = try Session(
      of: Bytes.self, events: (1...count).map { .event("\($0)", id: "\($0)") },
      other: { request in
        guard request.method == "POST" else { return nil }
        guard Int(request.text)! > cut else { return .accepted }
        cut += 1
        let beginning = Array(Self.accepted.prefix(cut - 1))
        return isReset ? .reset(beginning) : .last(beginning)
      })
    // None is lost, and only those whose status line did not come back are sent once more.
    let statusLine = "HTTP/1.1 202 Accepted\r\n".utf8.count
    for number in 1...count {
      let times = session.posts.filter { $0.text == "\(number)" }.count
      // A reset may take away what came before it.
      #expect(times == 1 || times == 2 && (isReset || number - 1 < statusLine))
    }
    #expect(session.posts.map { Int($0.text)! } == session.posts.map { Int($0.text)! }.sorted())
    #expect((session.failure as? RuntimeError)?.message.contains("no event is left") == true)
  }

  private static let statuses = [
    200, 201, 204, 301, 304, 400, 401, 403, 404, 410, 413, 418, 429, 500, 502, 503, 599, 999,
  ]

  @Test(arguments: statuses)
  func `no status traps the process, whatever call it answers`(status: Int) throws {
    let text = Array("HTTP/1.1 \(status) Word\r\nContent-Length: 0\r\n\r\n".utf8)
    for route in ["invocation/next", "invocation/id-1/response", "invocation/id-1/error"] {
      for function in [Bytes.self, Thrower.self, StreamingTests.Writing.self]
        as [any Function.Type]
      {
        let session = try Session(
          of: function, events: [.event("a")],
          other: { $0.route == route ? .pieces([text]) : nil })
        #expect(session.failure is RuntimeError)
      }
    }
    for route in ["init/error", "restore/next", "restore/error"] {
      for function in [Unstartable.self, SnapshotTests.Failing.self] as [any Function.Type] {
        let session = try Session(
          of: function, events: [],
          variables: ["AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start"],
          other: { $0.route == route ? .pieces([text]) : nil })
        #expect(session.failure != nil)
      }
    }
  }

  @Test(arguments: [
    "", "\r\n\r\n", "nonsense", "HTTP/1.1\r\n\r\n", "HTTP/1.1 20 OK\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffffff\r\n",
    "HTTP/2 200\r\n\r\n", "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id\r\n\r\n",
    "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: \u{0}\u{1}\r\nContent-Length: 0\r\n\r\n",
  ])
  func `no bytes trap the process`(text: String) throws {
    let session = try Session(
      of: Bytes.self, events: Array(repeating: .last(Array(text.utf8)), count: 6))
    #expect(session.failure is RuntimeError)
  }

  struct Numbered: Function {
    func handle(_ event: String, context: Context) async throws -> Int { Int(getpid()) }
  }

  @Test func `a process that is frozen while its connection dies loses and doubles nothing`()
    async throws
  {
    nonisolated(unsafe) var process: pid_t = 0
    nonisolated(unsafe) var asked = 0
    let platform: @Sendable (RecordedRequest) -> Answer = { request in
      guard request.route == "invocation/next" else {
        process = pid_t(request.text) ?? 0
        return .accepted
      }
      asked += 1
      guard process > 0 else { return .event(#""first""#, id: "1") }
      if asked > 20 { return .status(500) }
      // The event is there and the connection is gone before the process runs again.
      kill(process, SIGSTOP)
      return .end(Array(Answer.eventText(#""next""#, id: "\(asked)").utf8)) { [process] in
        kill(process, SIGCONT)
      }
    }
    var log = ""
    let session = try await withRuntimeAPIThread(script: platform) { address in
      let result = await #expect(
        processExitsWith: .exitCode(1), observing: [\.standardOutputContent]
      ) { [address = address as String] in
        setenv("AWS_LAMBDA_RUNTIME_API", address, 1)
        Numbered.main()
      }
      log = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
    }
    #expect(
      session.posts.map(\.route) == (1...20).map { "invocation/\($0)/response" }, "\(log)")
    // One connection more for each that died.
    #expect(session.connectionCount == 20)
  }
}
