import MartletCurl
import MartletHTTP
import Testing

@Suite(.timeLimit(.minutes(5)))
struct StreamTests {
  @Test func `each write is one chunk that arrives at once`() throws {
    try withRawListener { listener, client, loop async throws in
      let stream = try client.stream("/path", headers: ["X-A": "1", "Content-Length": "7"])
      let peer = await listener.accept()
      let head = await peer.head()
      #expect(head.hasPrefix("POST /path HTTP/1.1\r\n"))
      #expect(head.contains("\r\nTransfer-Encoding: chunked\r\n"))
      #expect(head.contains("\r\nX-A: 1\r\n"))
      for name in ["Content-Length", "Content-Type", "Expect"] { #expect(!head.contains(name)) }
      for text in ["one", "t", String(repeating: "x", count: 1000)] {
        try await stream.write(Array(text.utf8))
        let chunk = "\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n"
        #expect(await peer.text(upTo: "\(text)\r\n") == chunk)
      }
      let response = start(loop) { () async throws(TransportError) in try await stream.finish() }
      #expect(await peer.text(upTo: "0\r\n\r\n") == "0\r\n\r\n")
      peer.send("HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\nok")
      #expect(try await response.value.get().status == 202)
    }
  }

  @Test func `an empty write is no chunk, and no write at all is an empty body`() throws {
    try withRawListener { listener, client, loop async throws in
      let stream = try client.stream("/")
      try await stream.write([])
      let response = start(loop) { () async throws(TransportError) in try await stream.finish() }
      let peer = await listener.accept()
      _ = await peer.head()
      #expect(await peer.text(upTo: "\r\n\r\n") == "0\r\n\r\n")
      peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
      #expect(try await response.value.get().status == 200)
    }
  }

  @Test func `trailers follow the last chunk, and cannot be made to say more`() throws {
    try withRawListener { listener, client, loop async throws in
      let stream = try client.stream("/", headers: ["Trailer": "A-Type, A-Body"])
      try await stream.write([0x61])
      let trailers: HTTPHeaders = [
        "A-Type": "Function.E", "A-Body": "e30=\r\nEvil: 1", "A-Empty": "",
      ]
      let response = start(loop) { () async throws(TransportError) in
        try await stream.finish(trailers: trailers)
      }
      let peer = await listener.accept()
      #expect(await peer.head().contains("\r\nTrailer: A-Type, A-Body\r\n"))
      let body = await peer.text(upTo: "\r\n\r\n")
      #expect(
        body
          == "1\r\na\r\n0\r\nA-Type: Function.E\r\nA-Body: e30=  Evil: 1\r\nA-Empty: \r\n\r\n")
      peer.send("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")
      #expect(try await response.value.get().status == 202)
    }
  }

  @Test func `long trailers arrive whole, and those that are too long are an error`() throws {
    try withRawListener { listener, client, loop async throws in
      let long = String(repeating: "x", count: 60_000)
      let stream = try client.stream("/")
      let response = start(loop) { () async throws(TransportError) in
        try await stream.finish(trailers: ["A": long])
      }
      let peer = await listener.accept()
      _ = await peer.head()
      #expect(await peer.text(upTo: "\r\n\r\n") == "0\r\nA: \(long)\r\n\r\n")
      peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
      #expect(try await response.value.get().status == 200)

      let other = try client.stream("/")
      let error = await failure { try await other.finish(trailers: ["A": long + long]) }
      #expect(error?.code == .tooLarge)
      #expect(error?.message.contains("120007") == true)
    }
  }

  @Test func `streams and calls share a connection, with trailers or without`() throws {
    try withRawListener { listener, client, loop async throws in
      var peer: RawPeer?
      for round in 0..<6 {
        let stream = try client.stream("/\(round)")
        try await stream.write([0x61, 0x62])
        let trailers: HTTPHeaders = round % 2 == 0 ? ["A": "1"] : [:]
        let response = start(loop) { () async throws(TransportError) in
          try await stream.finish(trailers: trailers)
        }
        if peer == nil { peer = await listener.accept() }
        #expect(await peer?.head().hasPrefix("POST /\(round) ") == true)
        let end = round % 2 == 0 ? "0\r\nA: 1\r\n\r\n" : "0\r\n\r\n"
        #expect(await peer?.text(upTo: end) == "2\r\nab\r\n" + end)
        peer?.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        #expect(try await response.value.get().status == 200)
        let call = start(loop) { () async throws(TransportError) in try await client.get("/get") }
        #expect(await peer?.head().hasPrefix("GET /get ") == true)
        peer?.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        #expect(try await call.value.get().status == 200)
      }
      #expect(!listener.hasConnection)
    }
  }

  @Test func `a write of any size arrives whole`() throws {
    try withRawListener { listener, client, loop async throws in
      let sizes = [
        RequestStream.chunkSize - 1, RequestStream.chunkSize, RequestStream.chunkSize + 1,
        1, 3 << 20,
      ]
      let stream = try client.stream("/")
      let response = start(loop) { () async throws(TransportError) in
        for size in sizes { try await stream.write(patternedBytes(size)) }
        return try await stream.finish()
      }
      let peer = await listener.accept()
      _ = await peer.head()
      var chunks: [Int] = []
      var body: [UInt8] = []
      while let chunk = await nextChunk(of: peer), !chunk.isEmpty {
        chunks.append(chunk.count)
        body += chunk
      }
      peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
      #expect(try await response.value.get().status == 200)
      #expect(areEqual(body, sizes.flatMap(patternedBytes)))
      #expect(chunks[..<4].elementsEqual([sizes[0], sizes[1], RequestStream.chunkSize, 1]))
    }
  }

  @Test func `a server that reads slowly suspends the writer`() throws {
    try withRawListener(receiveBuffer: 32 << 10) { listener, client, loop async throws in
      let (size, count) = (64 << 10, 1000)
      nonisolated(unsafe) var written = 0
      let stream = try client.stream("/")
      let response = start(loop) { () async throws(TransportError) in
        let bytes = [UInt8](repeating: 0x61, count: size)
        for _ in 0..<count {
          try await stream.write(bytes)
          written += size
        }
        return try await stream.finish()
      }
      let peer = await listener.accept()
      var isAhead = 0
      var tail: [UInt8] = []
      while !tail.suffix(5).elementsEqual("0\r\n\r\n".utf8) {
        await peer.pollOrWait()
        tail = Array(peer.received.suffix(5))
        peer.drop(peer.received.count)
        isAhead = max(isAhead, written - peer.receivedCount)
      }
      peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
      #expect(try await response.value.get().status == 200)
      #expect(written == size * count)
      // What the kernel holds on both sides; the rest would be ours.
      #expect(isAhead < 8 << 20)
    }
  }

  private func nextChunk(of peer: RawPeer) async -> [UInt8]? {
    let line = await peer.text(upTo: "\r\n")
    guard let size = Int(line.dropLast(), radix: 16) else { return nil }
    while peer.received.count < size + 2, !peer.isEnded {
      await peer.pollOrWait()
    }
    let chunk = Array(peer.received.prefix(size))
    peer.drop(size + 2)
    return chunk
  }
}
