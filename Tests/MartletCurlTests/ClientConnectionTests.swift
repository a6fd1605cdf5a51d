import Glibc
import MartletCurl
import MartletHTTP
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ClientConnectionTests {
  @Test func `calls one after the other share one connection`() throws {
    try withServer { request, socket in
      try await socket.respond(200, request.requestLine)
    } test: { server, client in
      for number in 0..<50 {
        let response = try await client.get("/\(number)")
        #expect(response.body == Array("GET /\(number) HTTP/1.1".utf8))
      }
      #expect(server.connectionCount == 1)
    }
  }

  @Test func `GET and POST share one connection`() throws {
    try withServer { request, socket in
      try await socket.respond(200, request.requestLine)
    } test: { server, client async throws in
      for _ in 0..<10 {
        #expect(try await client.get("/a").body == Array("GET /a HTTP/1.1".utf8))
        #expect(try await client.post("/b", body: [1]).body == Array("POST /b HTTP/1.1".utf8))
      }
      #expect(server.connectionCount == 1)
    }
  }

  @Test func `a connection closed while idle is replaced, for GET and POST`() throws {
    try withServer { _, socket in
      try await socket.respond()
    } test: { server, client async throws in
      for round in 1...5 {
        #expect(try await client.get("/").status == 200)
        server.closeConnections()
        #expect(try await client.post("/", body: [1, 2, 3]).status == 200)
        server.closeConnections()
        #expect(server.connectionCount == 2 * round)
      }
      #expect(server.requests.count == 10)
      #expect(server.requests.filter { !$0.body.isEmpty }.allSatisfy { $0.body == [1, 2, 3] })
    }
  }

  @Test func `a connection that ends as the request arrives is replaced`() throws {
    // The race that every server with an idle limit runs into: the request was sent already.
    try withServer { request, socket in
      if request.connection == 0, request.requestLine.contains("/second") { return socket.close() }
      try await socket.respond(200, request.requestLine)
    } test: { server, client in
      _ = try await client.get("/first")
      #expect(try await client.get("/second").body == Array("GET /second HTTP/1.1".utf8))
      #expect(server.connectionCount == 2)
    }
  }

  @Test func `a response that says close is followed by a new connection`() throws {
    try withServer { _, socket in
      try await socket.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok")
    } test: { server, client async throws in
      for round in 1...3 {
        #expect(try await client.get("/").body == Array("ok".utf8))
        #expect(server.connectionCount == round)
      }
      await server.untilAllAreClosed()
    }
  }

  @Test func `concurrent calls each get their own answer`() throws {
    try withServer { request, socket in
      await Task.yield()
      try await socket.respond(200, String(decoding: request.body.reversed(), as: UTF8.self))
    } test: { server, client in
      nonisolated(unsafe) let client = client
      for _ in 0..<2 {
        await withTaskGroup(of: Void.self) { group in
          for number in 0..<200 {
            group.addTask {
              let body = Array("\(number) ".utf8) + [UInt8](repeating: 0x61, count: number * 50)
              let response = try? await client.post("/\(number)", body: body)
              #expect(response?.body == body.reversed())
            }
          }
        }
      }
      #expect(server.requests.count == 400)
      #expect(server.connectionCount < 400)
    }
  }

  @Test func `concurrent calls are in flight together`() throws {
    try withServer { request, socket in
      if request.requestLine.contains("/quick") { try await socket.respond() }
    } test: { server, client async throws in
      nonisolated(unsafe) let client = client
      // Such is the runtime's next, which may wait for hours.
      let waiting = (0..<3).map { _ in
        Task(executorPreference: server.loop) { await failure { try await client.get("/slow") } }
      }
      while server.requests.count < 3 { await Task.yield() }
      for _ in 0..<5 { #expect(try await client.post("/quick", body: []).status == 200) }
      server.closeConnections()
      for task in waiting { #expect(await task.value?.code == .transfer) }
    }
  }

  @Test func `two clients on one loop keep out of each other's way`() throws {
    try withServer { request, socket in
      try await socket.respond(200, request.values("User-Agent").joined())
    } test: { server, client in
      let other = try Client(
        .init(base: server.base, userAgent: "other"), on: server.loop)
      for _ in 0..<5 {
        #expect(try await client.get("/").body == Array(" test/1".utf8))
        #expect(try await other.get("/").body == Array(" other".utf8))
      }
      #expect(server.connectionCount == 2)
    }
  }

  @Test func `a dropped client closes its connections`() throws {
    let loop = try RunLoop()
    try loop.run {
      let server = try ScriptedServer(on: loop) { _, socket in try await socket.respond() }
      weak var gone: Client?
      do {
        let client = try Client(.init(base: server.base, userAgent: "test"), on: loop)
        gone = client
        _ = try await client.get("/", timeout: .seconds(60))
        _ = try await client.post("/", body: [1])
        #expect(server.openConnections == 1)
      }
      #expect(gone == nil)
      await server.untilAllAreClosed()
      await server.stop()
    }
  }

  @Test func `a loop and its client are gone once nobody holds them`() throws {
    weak var gone: RunLoop?
    do {
      let loop = try RunLoop()
      gone = loop
      try loop.run {
        let server = try ScriptedServer(on: loop) { _, socket in try await socket.respond() }
        _ = try await Client(.init(base: server.base, userAgent: "test"), on: loop).get("/")
        await server.stop()
      }
    }
    #expect(gone == nil)
  }

  @Test func `a proxy in the environment is ignored`() async {
    // The environment is the whole process's, so this one is by itself.
    await #expect(processExitsWith: .success) {
      for name in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
        setenv(name, "http://127.0.0.1:1", 1)
      }
      unsetenv("no_proxy")
      try withServer { request, socket in
        try await socket.respond(200, request.requestLine)
      } test: { _, client in
        guard try await client.get("/x").body == Array("GET /x HTTP/1.1".utf8) else { exit(1) }
      }
    }
  }

  @Test func `IPv6 works where the machine has it`() throws {
    let loop = try RunLoop()
    try loop.run {
      guard
        let server = try? ScriptedServer(
          host: "::1", on: loop, script: { _, socket in try await socket.respond() })
      else { return }
      let client = try Client(.init(base: server.base, userAgent: "test"), on: loop)
      #expect(try await client.get("/").status == 200)
      #expect(server.requests[0].values("Host") == [" \(server.listener.address)"])
      await server.stop()
    }
  }

  @Test func `a name in the base is resolved`() throws {
    try withServer { _, socket in
      try await socket.respond()
    } options: {
      $0.base = "http://localhost:" + $0.base.split(separator: ":")[2]
    } test: { _, client async throws in
      #expect(try await client.get("/").status == 200)
      #expect(try await client.get("/").status == 200)
    }
  }
}
