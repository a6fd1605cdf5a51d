import MartletCurl
import MartletHTTP
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ClientResponseTests {
  /// What a client makes of the bytes of a response.
  private func response(to bytes: String) throws -> HTTPResponse {
    nonisolated(unsafe) var seen: HTTPResponse?
    try withServer { _, socket in
      try await socket.send(bytes)
    } test: { _, client in
      seen = try await client.get("/")
    }
    return try #require(seen)
  }

  @Test func `status, headers and body are read`() throws {
    let response = try response(
      to: "HTTP/1.1 202 Accepted\r\nX-A: 1\r\nContent-Length: 5\r\n\r\nhello")
    #expect(response.status == 202)
    #expect(response.headers.map(\.name) == ["X-A", "Content-Length"])
    #expect(response.headers["x-a"] == "1")
    #expect(response.body == Array("hello".utf8))
  }

  @Test func `headers keep their order, repetitions and empty values`() throws {
    let response = try response(
      to: "HTTP/1.1 200 OK\r\nSet-Cookie: a\r\nEmpty:\r\nBlank: \t \r\nset-cookie:b\r\n"
        + "Padded: \t x: y \r\nContent-Length: 0\r\n\r\n")
    #expect(response.headers.values(for: "Set-Cookie") == ["a", "b"])
    #expect(response.headers["Empty"] == "")
    #expect(response.headers["Blank"] == "")
    #expect(response.headers["Padded"] == "x: y")
    #expect(
      response.headers.map(\.name) == [
        "Set-Cookie", "Empty", "Blank", "set-cookie", "Padded", "Content-Length",
      ])
  }

  @Test(arguments: [400, 404, 413, 500, 503])
  func `a status that means failure is a response`(status: Int) throws {
    let response = try response(to: "HTTP/1.1 \(status) Bad\r\nContent-Length: 3\r\n\r\nwhy")
    #expect(response.status == status)
    #expect(response.body == Array("why".utf8))
  }

  @Test func `a redirect is a response and is not followed`() throws {
    let response = try response(
      to: "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")
    #expect(response.status == 302)
    #expect(response.headers["Location"] == "http://127.0.0.1:1/")
  }

  @Test func `a response without a body ends at its head`() throws {
    try withServer { _, socket in
      try await socket.send("HTTP/1.1 204 No Content\r\nX-A: 1\r\n\r\n")
    } test: { server, client in
      for _ in 0..<3 {
        let response = try await client.get("/")
        #expect(response.status == 204)
        #expect(response.body.isEmpty)
      }
      #expect(server.connectionCount == 1)
    }
  }

  @Test func `a response may be cut anywhere`() throws {
    let whole = Array("HTTP/1.1 200 OK\r\nX-A: 1\r\nContent-Length: 11\r\n\r\nhello world".utf8)
    try withServer { request, socket in
      let cut = request.connection == 0 ? Int(request.values("X-Cut")[0].dropFirst())! : 0
      try await socket.send(Array(whole[..<cut]))
      // A round of the loop, in which the client reads what is there.
      await Task.yield()
      await Task.yield()
      try await socket.send(Array(whole[cut...]))
    } test: { server, client in
      for cut in 0...whole.count {
        let response = try await client.get("/", headers: ["X-Cut": "\(cut)"])
        #expect(response.headers.map(\.name) == ["X-A", "Content-Length"], "cut at \(cut)")
        #expect(response.headers["X-A"] == "1", "cut at \(cut)")
        #expect(response.body == Array("hello world".utf8), "cut at \(cut)")
      }
      #expect(server.connectionCount == 1)
    }
  }

  @Test func `a response may come byte by byte`() throws {
    try withServer { _, socket in
      for byte
        in "HTTP/1.1 200 OK\r\nX-A: 1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
        .utf8
      {
        try await socket.send([byte])
        await Task.yield()
      }
    } test: { _, client in
      let response = try await client.get("/")
      #expect(response.headers["X-A"] == "1")
      #expect(response.body == Array("hello".utf8))
    }
  }

  @Test func `a chunked response is put together, with its trailers`() throws {
    let response = try response(
      to: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-T\r\n\r\n"
        + "5;ext=1\r\nhello\r\n6\r\n world\r\n0\r\nX-T: last\r\n\r\n")
    #expect(response.body == Array("hello world".utf8))
    #expect(response.headers["X-T"] == "last")
  }

  @Test func `a response without a length ends with the connection`() throws {
    try withServer { _, socket in
      try await socket.send("HTTP/1.1 200 OK\r\n\r\nhello")
      socket.close()
    } test: { server, client async throws in
      for _ in 0..<2 { #expect(try await client.get("/").body == Array("hello".utf8)) }
      #expect(server.connectionCount == 2)
    }
  }

  @Test func `interim responses are skipped, headers and all`() throws {
    let response = try response(
      to: "HTTP/1.1 100 Continue\r\nX-Interim: 1\r\n\r\n"
        + "HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n"
        + "HTTP/1.1 200 OK\r\nX-Final: 1\r\nContent-Length: 2\r\n\r\nok")
    #expect(response.status == 200)
    #expect(response.headers.map(\.name) == ["X-Final", "Content-Length"])
    #expect(response.body == Array("ok".utf8))
  }

  @Test func `a large response arrives whole`() throws {
    let body = patternedBytes(12 << 20)
    try withServer { _, socket in
      try await socket.send("HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n")
      try await socket.send(body)
    } test: { _, client async throws in
      #expect(areEqual(try await client.get("/").body, body))
    }
  }

  @Test func `a response is not mixed up with the one before`() throws {
    try withServer { request, socket in
      try await socket.respond(200, request.requestLine.contains("/full") ? "full" : "")
    } test: { _, client in
      let first = try await client.get("/full")
      let second = try await client.get("/empty")
      #expect(first.body == Array("full".utf8))
      #expect(second.body.isEmpty)
      #expect(second.headers.count == 1)
    }
  }

  @Test func `an early answer to a large POST is taken`() throws {
    try withServer { request, socket in
      try await socket.respond(200, "\(request.body.count)")
    } test: { server, client in
      // A socket of its own plays the server that does not want the body.
      let listener = try Listener(on: server.loop)
      nonisolated(unsafe) let unsafe = listener
      let refusing = Task(executorPreference: server.loop) {
        let socket = try await unsafe.accept()
        _ = try await socket.receive { _ in }
        try await socket.send(
          "HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 3\r\n\r\nbig")
        socket.finishSending()
        _ = try? await socket.receiveAll()
      }
      let other = try Client(
        .init(base: "http://\(listener.address)", userAgent: "test"), on: server.loop)
      let response = try await other.post("/", body: [UInt8](repeating: 0, count: 16 << 20))
      #expect(response.status == 413)
      #expect(response.body == Array("big".utf8))
      try await refusing.value
    }
  }
}
