import MartletCurl
import MartletHTTP
import Testing

@Suite(.timeLimit(.minutes(5)))
struct StreamFailureTests {
  /// Responses before the end, whole, and whether the connection ends with them.
  static let refusals: [(String, Bool)] = [
    ("HTTP/1.1 413 Too Large\r\nContent-Length: 4\r\n\r\nlong", false),
    ("HTTP/1.1 413 Too Large\r\nContent-Length: 4\r\n\r\nlong", true),
    ("HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 4\r\n\r\nlong", true),
    ("HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 4\r\n\r\nlong", false),
    ("HTTP/1.1 413 Too Large\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nlong\r\n0\r\n\r\n", false),
    ("HTTP/1.1 413 Too Large\r\nConnection: close\r\n\r\nlong", true),
  ]

  // Not the last: where data was left unread, the kernel ends the connection with a reset, and a
  // response that has no other end is not whole.
  @Test(arguments: 0..<5) func `a refusal ends a suspended write, and finish returns it`(
    _ index: Int
  ) throws {
    let (refusal, closes) = Self.refusals[index]
    try withRawListener(receiveBuffer: 8 << 10) { listener, client, loop async throws in
      let stream = try client.stream("/")
      let writer = start(loop) { () async throws(TransportError) in
        let bytes = [UInt8](repeating: 0x61, count: 1 << 20)
        while true { try await stream.write(bytes) }
      }
      let peer = await listener.accept()
      _ = await peer.head()
      // Nothing more is read, so the writer comes to a stop sooner or later, or is stopped.
      peer.send(refusal)
      let error = await writer.value.error
      #expect(error?.code == .answered)
      #expect(error?.message.contains("413") == true)
      if closes { peer.close() }
      let response = try await stream.finish()
      #expect(response.status == 413)
      #expect(response.body == Array("long".utf8))
    }
  }

  @Test(arguments: 0..<6) func `a refusal between two writes is told by the next one`(
    _ index: Int
  ) throws {
    let (refusal, closes) = Self.refusals[index]
    try withRawListener { listener, client, loop async throws in
      let stream = try client.stream("/")
      try await stream.write([0x61])
      let peer = await listener.accept()
      _ = await peer.text(upTo: "\r\na\r\n")
      for byte in refusal.utf8 {
        peer.send(String(UnicodeScalar(byte)))
        await Task.yield()
      }
      if closes { peer.close() }
      var error: TransportError?
      while error == nil {
        error = await failure { try await stream.write([0x62]) }
        await Task.yield()
      }
      #expect(error?.code == .answered)
      let response = try await stream.finish()
      #expect(response.status == 413)
      #expect(response.body == Array("long".utf8))
      #expect(await failure { try await stream.finish() }?.code == .closed)
      #expect(await failure { try await stream.write([0x62]) }?.code == .closed)
    }
  }

  @Test func `a success before the end does not stop the stream`() throws {
    try withRawListener { listener, client, loop async throws in
      let stream = try client.stream("/")
      try await stream.write([0x61])
      let peer = await listener.accept()
      _ = await peer.text(upTo: "\r\na\r\n")
      peer.send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
      for _ in 0..<10 { await Task.yield() }
      try await stream.write([0x62])
      #expect(await peer.text(upTo: "b\r\n") == "1\r\nb\r\n")
      let response = try await stream.finish()
      #expect(await peer.text(upTo: "0\r\n\r\n") == "0\r\n\r\n")
      #expect(response.status == 200 && response.body == Array("ok".utf8))
    }
  }

  @Test(arguments: [false, true], [false, true])
  func `a peer that goes away ends a write, waiting or not`(
    _ isReset: Bool, _ isWaiting: Bool
  ) throws {
    try withRawListener(receiveBuffer: 8 << 10) { listener, client, loop async throws in
      let stream = try client.stream("/")
      let writer = start(loop) { () async throws(TransportError) in
        try await stream.write([UInt8](repeating: 0x61, count: isWaiting ? 64 << 20 : 1))
      }
      let peer = await listener.accept()
      _ = await peer.head()
      if isReset { peer.reset() } else { peer.close() }
      var error = await writer.value.error
      while error == nil {
        error = await failure { try await stream.write([0x62]) }
        await Task.yield()
      }
      #expect(error?.code == .transfer)
      #expect(error?.isUnsent == false)
      #expect(await failure { try await stream.finish() }?.code == .transfer)
      #expect(!listener.hasConnection)
    }
  }

  @Test func `an aborted or dropped stream is cut, and what waits for it is told`() throws {
    try withRawListener(receiveBuffer: 8 << 10) { listener, client, loop async throws in
      for isDropped in [false, true] {
        var stream: RequestStream? = try client.stream("/")
        try await stream?.write([0x61])
        let peer = await listener.accept()
        _ = await peer.text(upTo: "\r\na\r\n")
        if !isDropped { stream?.abort() }
        stream = nil
        #expect(await peer.rest() == "")
      }
      let stream = try client.stream("/")
      let writer = start(loop) { () async throws(TransportError) in
        try await stream.write([UInt8](repeating: 0x61, count: 64 << 20))
      }
      let peer = await listener.accept()
      _ = await peer.head()
      stream.abort()
      #expect(await writer.value.error?.code == .closed)
      stream.abort()
      #expect(await failure { try await stream.finish() }?.code == .closed)

      let waiting = try client.stream("/")
      let finisher = start(loop) { () async throws(TransportError) in try await waiting.finish() }
      let other = await listener.accept()
      _ = await other.text(upTo: "0\r\n\r\n")
      waiting.abort()
      #expect(await finisher.value.error?.code == .closed)
    }
  }

  @Test func `a stream that cannot connect says that nothing was sent`() throws {
    try withRawListener { _, _, loop async throws in
      let nobody = RawListener(on: loop).base
      let client = try Client(.init(base: nobody, userAgent: "test"), on: loop)
      let stream = try client.stream("/")
      let error = await failure { try await stream.write([0x61]) }
      #expect(error?.code == .connect && error?.isUnsent == true)
      #expect(await failure { try await stream.finish() }?.code == .connect)
    }
  }

  @Test func `two writes at once are refused`() throws {
    try withRawListener(receiveBuffer: 8 << 10) { listener, client, loop async throws in
      let stream = try client.stream("/")
      let writer = start(loop) { () async throws(TransportError) in
        try await stream.write([UInt8](repeating: 0x61, count: 64 << 20))
      }
      let peer = await listener.accept()
      _ = await peer.head()
      #expect(await failure { try await stream.write([0x62]) }?.code == .transfer)
      #expect(await failure { try await stream.finish() }?.code == .transfer)
      stream.abort()
      #expect(await writer.value.error?.code == .closed)
    }
  }
}
