import Glibc
import MartletCurl
import MartletHTTP
import Testing

@testable import MartletEmulator

/// Connections that are held for nothing.
@Suite(.timeLimit(.minutes(5)))
struct IdleConnectionTests {
  /// Serves one connection, with little time for heads, and gives a test its other end.
  private static func withConnection(
    _ limit: Duration, _ test: @escaping @Sendable (RawConnection) async throws -> Void
  ) throws {
    let loop = try RunLoop()
    try loop.run {
      let listener = try Listener(on: loop)
      nonisolated(unsafe) let connection = try RawConnection(to: listener.address, on: loop)
      nonisolated(unsafe) let socket = try await listener.accept()
      let serving = Task(executorPreference: loop) {
        await HTTPConnection(socket, on: loop, headLimit: limit).serve { _, connection in
          guard let body = try? await connection.body(atMost: 100) else { return nil }
          return HTTPResponse(status: 200, body: body.bytes)
        }
      }
      try await test(connection)
      connection.close()
      await serving.value
      listener.close()
    }
  }

  @Test(arguments: ["P", "POST / HTTP/1.1", "POST / HTTP/1.1\r\nHost: x\r\nX: "])
  func `a head that does not come to its end is not waited for`(begin: String) throws {
    try Self.withConnection(.milliseconds(20)) { connection in
      try await connection.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n7")
      #expect(try await connection.response().text == "7")
      try await connection.send(begin)
      let response = try await connection.response()
      #expect(response.status == 408)
      #expect(response["Connection"] == "close")
      #expect(try await connection.rest() == [])
    }
  }

  @Test func `what has not begun has no limit, and a body has none either`() throws {
    // No time at all for what has a limit.
    try Self.withConnection(.zero) { connection in
      for _ in 0..<3 {
        for _ in 0..<20 { await Task.yield() }
        try await connection.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n1")
        for _ in 0..<20 { await Task.yield() }
        try await connection.send("2")
        #expect(try await connection.response().text == "12")
      }
    }
  }

  @Test func `idle connections give way to a process that is to be started`() async {
    // The limit counts for the whole process, so this one is by itself.
    await #expect(processExitsWith: .success) {
      try withEmulator(scripted("echo")) { stage in
        let idle = try (0..<20).map { _ in try stage.connect() }
        // All are accepted once the last has an answer.
        #expect(try await idle[19].request("GET /").status == 404)
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        let usual = limit.rlim_cur
        let lowest = open("/dev/null", O_RDONLY | O_CLOEXEC)
        close(lowest)
        limit.rlim_cur = rlim_t(lowest)
        guard setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { exit(1) }
        guard await stage.invoke("Scripted", "7").text == "7" else { exit(2) }
        limit.rlim_cur = usual
        guard setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { exit(3) }
        _ = idle
      }
    }
  }

  @Test func `the connection that has idled longest is ended, and none with a request`() throws {
    try withEmulator(scripted("init-address;hang"), maximumEnvironments: 1) { stage in
      let path = "POST /2015-03-31/functions/Scripted/invocations HTTP/1.1\r\nHost: x\r\n"
      let busy = try stage.connect()
      try await busy.send("\(path)Content-Length: 1\r\n\r\n1")
      _ = await stage.log.line { $0.hasPrefix("START ") }
      let runtime = try await stage.connectToRuntimeAPI()
      #expect(try await runtime.request("GET /2018-06-01/ping").status == 200)
      let older = try stage.connect()
      #expect(try await older.request("GET /").status == 404)
      let begun = try stage.connect()
      #expect(try await begun.request("GET /").status == 404)
      try await begun.send("POST / HT")
      let newer = try stage.connect()
      #expect(try await newer.request("GET /").status == 404)
      // A request that has begun to come is what is lost last.
      while await !stage.emulator.hasBegunHead { await Task.yield() }
      for idle in [older, newer, begun] {
        #expect(await stage.emulator.endIdleConnection())
        #expect(try await idle.rest() == [])
      }
      #expect(await !stage.emulator.endIdleConnection())
      #expect(try await runtime.request("GET /2018-06-01/ping").status == 200)
      await stage.emulator.shutdown()
      #expect(try await busy.response().status == 200)
    }
  }
}

extension Emulator {
  fileprivate var hasBegunHead: Bool {
    connections.values.contains { $0.connection.idleness?.hasBegun == true }
  }
}
