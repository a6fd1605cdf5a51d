import MartletCurl
import MartletHTTP
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ClientRequestTests {
  /// What arrives when a client makes one call.
  private func request(
    of call: @escaping @Sendable (Client) async throws -> HTTPResponse
  ) throws -> RawRequest {
    nonisolated(unsafe) var seen: RawRequest?
    try withServer { _, socket in
      try await socket.respond()
    } test: { server, client async throws in
      #expect(try await call(client).status == 200)
      seen = server.requests.first
    }
    return try #require(seen)
  }

  @Test func `GET sends a request line, the host and who it is, and nothing of a body`() throws {
    let request = try request { try await $0.get("/2018-06-01/a?b=%20&c") }
    #expect(request.requestLine == "GET /2018-06-01/a?b=%20&c HTTP/1.1")
    #expect(request.values("Host").count == 1)
    #expect(request.values("User-Agent") == [" test/1"])
    for name in ["Content-Length", "Content-Type", "Transfer-Encoding", "Expect"] {
      #expect(request.values(name).isEmpty)
    }
    #expect(request.body.isEmpty)
  }

  @Test func `POST sends the body as it is, with its length`() throws {
    let body = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
    let request = try request { try await $0.post("/x", body: body) }
    #expect(request.requestLine == "POST /x HTTP/1.1")
    #expect(request.values("Content-Length") == [" 1000"])
    #expect(request.body == body)
    for name in ["Expect", "Transfer-Encoding", "Content-Type"] {
      #expect(request.values(name).isEmpty)
    }
  }

  @Test func `POST of an empty body says that it is empty`() throws {
    let request = try request { try await $0.post("/x", body: []) }
    #expect(request.values("Content-Length") == [" 0"])
  }

  @Test func `POST of a large body waits for no permission`() throws {
    let body = [UInt8](repeating: 0x61, count: 8 << 20)
    let request = try request { try await $0.post("/x", body: body) }
    #expect(request.values("Expect").isEmpty)
    #expect(request.values("Content-Length") == [" \(8 << 20)"])
    #expect(request.body == body)
  }

  @Test func `a body is not mixed up with the one before`() throws {
    try withServer { _, socket in
      try await socket.respond()
    } test: { server, client in
      let bodies = [0, 5000, 3, 0, 70_000, 1].map { [UInt8](repeating: UInt8($0 % 251), count: $0) }
      for body in bodies { _ = try await client.post("/", body: body) }
      #expect(server.requests.map(\.body) == bodies)
    }
  }

  @Test func `headers are sent in order, names as they are spelled`() throws {
    let request = try request {
      try await $0.get(
        "/", headers: ["X-One": "1", "x-TWO": "a: b; c", "X-One": "again", "X-Last": "é"])
    }
    let sent = request.lines.filter { $0.lowercased().hasPrefix("x-") }
    #expect(sent == ["X-One: 1", "x-TWO: a: b; c", "X-One: again", "X-Last: é"])
  }

  @Test(arguments: ["", " ", "\t "])
  func `a header without a value is sent`(value: String) throws {
    let request = try request { try await $0.get("/", headers: ["X-Empty": value, "X-Full": "1"]) }
    let values = request.values("X-Empty")
    #expect(values.map { $0.filter { $0 != " " && $0 != "\t" } } == [""])
    #expect(request.values("X-Full") == [" 1"])
  }

  @Test func `headers replace the ones that libcurl would send`() throws {
    let request = try request {
      try await $0.post(
        "/", headers: ["Content-Type": "application/json", "User-Agent": "mine"], body: [1])
    }
    #expect(request.values("Content-Type") == [" application/json"])
    #expect(request.values("User-Agent") == [" mine"])
  }

  @Test func `headers of one call are not sent with the next`() throws {
    try withServer { _, socket in
      try await socket.respond()
    } test: { server, client in
      _ = try await client.post("/", headers: ["X-Once": "1", "Content-Type": "a/b"], body: [])
      _ = try await client.post("/", body: [])
      #expect(server.requests[1].values("X-Once").isEmpty)
      #expect(server.requests[1].values("Content-Type").isEmpty)
    }
  }

  @Test func `line ends in a value do not make a header of their own`() throws {
    let request = try request {
      try await $0.get("/", headers: ["X-Safe": "a\r\nX-Evil: 1\nX-Bad: 2\u{0}3"])
    }
    #expect(request.values("X-Evil").isEmpty)
    #expect(request.values("X-Bad").isEmpty)
    #expect(request.values("X-Safe") == [" a  X-Evil: 1 X-Bad: 2 3"])
  }
}
