import Glibc
import MartletCurl
import MartletHTTP
import Testing

/// When a request is sent a second time; `Client` says it in words.
@Suite(.timeLimit(.minutes(5)))
struct ClientRepeatTests {
  private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

  /// A peer whose connection the client keeps.
  private func keptPeer(
    _ listener: RawListener, _ client: Client, _ loop: RunLoop
  ) async throws -> RawPeer {
    let first = start(loop) { () async throws(TransportError) in try await client.get("/first") }
    let peer = await listener.accept()
    _ = await peer.head()
    peer.send(Self.ok)
    #expect(try await first.value.get().status == 200)
    return peer
  }

  @Test(arguments: [false, true], [false, true])
  func `a kept connection that ended while idle costs a reconnect`(
    _ isReset: Bool, _ isNoticed: Bool
  ) throws {
    try withRawListener { listener, client, loop async throws in
      let peer = try await keptPeer(listener, client, loop)
      if isReset { peer.reset() } else { peer.close() }
      // As after a freeze, where the loop has not run since, or as the loop learns of it.
      if isNoticed { for _ in 0..<10 { await Task.yield() } }
      let call = start(loop) { () async throws(TransportError) in
        try await client.post("/", body: [0x61])
      }
      let next = await listener.accept()
      #expect(await next.text(upTo: "\r\n\r\na").hasPrefix("POST / HTTP/1.1\r\n"))
      next.send(Self.ok)
      #expect(try await call.value.get().body == Array("ok".utf8))
      #expect(!listener.hasConnection)
    }
  }

  @Test(arguments: ["GET", "POST"], [false, true])
  func `a kept connection that ends with a request on it is replaced once`(
    _ method: String, _ isReset: Bool
  ) throws {
    try withRawListener { listener, client, loop async throws in
      let peer = try await keptPeer(listener, client, loop)
      let call = start(loop) { () async throws(TransportError) in
        method == "GET" ? try await client.get("/") : try await client.post("/", body: [0x61])
      }
      let first = await peer.head()
      if isReset { peer.reset() } else { peer.close() }
      let next = await listener.accept()
      #expect(await next.head() == first)
      // The second one is a new connection: it is the last.
      if isReset { next.reset() } else { next.close() }
      let error = await call.value.error
      #expect(error?.code == .transfer)
      #expect(error?.isUnsent == false)
      for _ in 0..<10 { await Task.yield() }
      #expect(!listener.hasConnection)
    }
  }

  @Test(arguments: [false, true])
  func `each kept connection that is lost is replaced, however many were before`(_ isReset: Bool)
    throws
  {
    try withRawListener { listener, client, loop async throws in
      var peer = try await keptPeer(listener, client, loop)
      // libcurl's own count of repetitions ends with the fifth.
      for number in 0..<13 {
        let call = start(loop) { () async throws(TransportError) in
          try await client.post("/\(number)", body: [0x61])
        }
        _ = await peer.text(upTo: "\r\n\r\na")
        if isReset { peer.reset() } else { peer.close() }
        let next = await listener.accept()
        #expect(await next.text(upTo: "\r\n\r\na").hasPrefix("POST /\(number) HTTP/1.1\r\n"))
        next.send(Self.ok)
        #expect(try await call.value.get().body == Array("ok".utf8))
        peer = next
      }
    }
  }

  @Test func `a request is sent twice at most, however many kept connections are lost`() throws {
    try withRawListener { listener, client, loop async throws in
      nonisolated(unsafe) let client = client
      var calls: [Task<Result<HTTPResponse, TransportError>, Never>] = []
      var peers: [RawPeer] = []
      for _ in 0..<4 {
        calls.append(start(loop) { () async throws(TransportError) in try await client.get("/") })
        peers.append(await listener.accept())
      }
      for peer in peers {
        _ = await peer.head()
        peer.send(Self.ok)
      }
      for call in calls { #expect(try await call.value.get().status == 200) }

      let call = start(loop) { () async throws(TransportError) in
        try await client.post("/again", body: [0x61])
      }
      nonisolated(unsafe) var isOver = false
      let end = Task(executorPreference: loop) {
        defer { isOver = true }
        return await call.value.error
      }
      var requests = 0
      while !isOver {
        for peer in peers where peer.poll() {
          requests += 1
          peer.reset()
        }
        await Task.yield()
      }
      #expect(requests == 2)
      #expect(await end.value?.code == .transfer)
    }
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\n",
    "HTTP/1.1 200 OK\r\nContent-Le",
    "HTTP/1.1 200 OK\r\nA: 1\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nha",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nha\r\n",
    "HTTP/1.1 100 Continue\r\n\r\n",
  ])
  func `a response that breaks off is an error and nothing is sent again`(_ part: String) throws {
    try withRawListener { listener, client, loop async throws in
      for isReset in [false, true] {
        let peer = try await keptPeer(listener, client, loop)
        let call = start(loop) { () async throws(TransportError) in
          try await client.post("/", body: [0x61])
        }
        _ = await peer.text(upTo: "\r\n\r\na")
        peer.send(part)
        // Read before it ends: a reset would otherwise come first.
        for _ in 0..<10 { await Task.yield() }
        if isReset { peer.reset() } else { peer.close() }
        let error = await call.value.error
        #expect(error?.code == .transfer)
        #expect(error?.isUnsent == false)
        #expect(!listener.hasConnection)
      }
    }
  }

  @Test(arguments: [false, true])
  func `a new connection that is lost is not replaced`(_ isReset: Bool) throws {
    try withRawListener { listener, client, loop async throws in
      let call = start(loop) { () async throws(TransportError) in
        try await client.post("/", body: [0x61])
      }
      let peer = await listener.accept()
      _ = await peer.text(upTo: "\r\n\r\na")
      if isReset { peer.reset() } else { peer.close() }
      let error = await call.value.error
      #expect(error?.code == .transfer)
      #expect(error?.isUnsent == false)
      #expect(!listener.hasConnection)
    }
  }

  @Test(arguments: [false, true])
  func `a stream is begun again before its first byte`(_ isReset: Bool) throws {
    try withRawListener { listener, client, loop async throws in
      let peer = try await keptPeer(listener, client, loop)
      let stream = try client.stream("/s")
      #expect(await peer.head().hasPrefix("POST /s "))
      if isReset { peer.reset() } else { peer.close() }
      let next = await listener.accept()
      #expect(await next.head().hasPrefix("POST /s "))
      try await stream.write([0x61])
      #expect(await next.text(upTo: "a\r\n") == "1\r\na\r\n")
      let call = start(loop) { () async throws(TransportError) in try await stream.finish() }
      _ = await next.text(upTo: "0\r\n\r\n")
      next.send(Self.ok)
      #expect(try await call.value.get().status == 200)
    }
  }

  @Test(arguments: [false, true], [false, true])
  func `a stream is not begun again after its first byte`(
    _ isReset: Bool, _ isEnded: Bool
  ) throws {
    try withRawListener { listener, client, loop async throws in
      let peer = try await keptPeer(listener, client, loop)
      let stream = try client.stream("/s")
      if !isEnded { try await stream.write([0x61]) }
      let call = start(loop) { () async throws(TransportError) in
        while !isEnded {
          try await stream.write([0x61])
          await Task.yield()
        }
        return try await stream.finish()
      }
      _ = await peer.text(upTo: isEnded ? "0\r\n\r\n" : "\r\na\r\n")
      if isReset { peer.reset() } else { peer.close() }
      let error = await call.value.error
      #expect(error?.code == .transfer)
      #expect(error?.isUnsent == false)
      // libcurl may have connected, but sends nothing.
      if listener.hasConnection { #expect(await listener.accept().rest() == "") }
    }
  }

  @Test func `what could not be sent is told`() throws {
    try withRawListener { listener, client, loop async throws in
      let peer = try await keptPeer(listener, client, loop)
      peer.close()
      let dead = try Client(.init(base: RawListener(on: loop).base, userAgent: "test"), on: loop)
      let error = await failure { try await dead.post("/", body: [1]) }
      #expect(error?.code == .connect && error?.isUnsent == true)
    }
  }
}
