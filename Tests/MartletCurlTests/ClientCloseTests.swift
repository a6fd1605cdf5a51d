import MartletCurl
import MartletHTTP
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ClientCloseTests {
  @Test func `closing ends what is under way and refuses what comes later`() throws {
    try withRawListener(receiveBuffer: 8 << 10) { listener, client, loop async throws in
      nonisolated(unsafe) let client = client
      var peers: [RawPeer] = []
      let calls = (0..<3).map { _ in
        start(loop) { () async throws(TransportError) in try await client.get("/next") }
      }
      for _ in calls { peers.append(await listener.accept()) }
      let stream = try client.stream("/")
      let writer = start(loop) { () async throws(TransportError) in
        try await stream.write([UInt8](repeating: 0x61, count: 64 << 20))
      }
      peers.append(await listener.accept())
      for peer in peers { _ = await peer.head() }

      client.close()
      for call in calls {
        let error = await call.value.error
        #expect(error?.code == .closed && error?.isUnsent == false)
      }
      #expect(await writer.value.error?.code == .closed)
      #expect(await failure { try await stream.finish() }?.code == .closed)
      for peer in peers { _ = await peer.rest() }
      let late = await failure { try await client.post("/", body: []) }
      #expect(late == TransportError(.closed, "the client is closed", isUnsent: true))
      #expect(await failure { try client.stream("/") }?.code == .closed)
      client.close()
    }
  }

  @Test func `closing ends a call that is still connecting`() throws {
    try withRawListener { _, client, loop async throws in
      nonisolated(unsafe) let client = client
      let call = start(loop) { () async throws(TransportError) in try await client.get("/") }
      await Task.yield()
      client.close()
      #expect(await call.value.error?.code == .closed)
    }
  }

  @Test func `a closed client's kept connection is closed`() throws {
    try withServer { _, socket in
      try await socket.respond()
    } test: { server, client in
      _ = try await client.get("/")
      client.close()
      await server.untilAllAreClosed()
    }
  }

  @Test func `dropped connections are made anew, those in use are kept to their end`() throws {
    try withRawListener { listener, client, loop async throws in
      nonisolated(unsafe) let client = client
      let ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
      let waiting = start(loop) { () async throws(TransportError) in try await client.get("/next") }
      let used = await listener.accept()
      _ = await used.head()
      let other = start(loop) { () async throws(TransportError) in try await client.get("/other") }
      let kept = await listener.accept()
      _ = await kept.head()
      kept.send(ok)
      #expect(try await other.value.get().status == 200)

      client.dropConnections()
      let anew = start(loop) { () async throws(TransportError) in try await client.get("/anew") }
      let new = await listener.accept()
      #expect(await new.head().hasPrefix("GET /anew "))
      new.send(ok)
      #expect(try await anew.value.get().status == 200)
      used.send(ok)
      #expect(try await waiting.value.get().status == 200)
      #expect(await kept.rest() == "")
      #expect(await used.rest() == "")
      client.dropConnections()
      #expect(await new.rest() == "")
    }
  }
}
