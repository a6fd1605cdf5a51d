import Glibc
import MartletCurl
import MartletHTTP
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ClientFailureTests {
  @Test func `a refused connection is told at once`() throws {
    let loop = try RunLoop()
    try loop.run {
      let listener = try Listener(on: loop)
      let client = try Client(
        .init(
          base: "http://\(listener.address)", userAgent: "test", connectTimeout: .seconds(3600)),
        on: loop)
      listener.close()
      for _ in 0..<3 {
        let error = await failure { try await client.get("/") }
        #expect(error?.code == .connect)
        #expect(error?.message.contains("\(listener.address.port)") == true)
      }
    }
  }

  @Test func `an address that does not answer is given up after the time for connecting`() throws {
    let loop = try RunLoop()
    try loop.run {
      // A full queue: the kernel drops what comes on top of it.
      let listener = try Listener(on: loop)
      let descriptor = try #require(listeningDescriptor(of: listener.address))
      listen(descriptor, 0)
      let waiting = connect(to: listener.address)
      defer { close(waiting) }
      let client = try Client(
        .init(
          base: "http://\(listener.address)", userAgent: "test",
          connectTimeout: .milliseconds(50)),
        on: loop)
      for _ in 0..<2 {
        #expect(await failure { try await client.get("/") }?.code == .connect)
      }
    }
  }

  @Test(arguments: ["", "http://", "gopher://127.0.0.1", "http://a b/", "http://127.0.0.1:99999"])
  func `a base that is no HTTP URL is an address error`(base: String) throws {
    let loop = try RunLoop()
    try loop.run {
      let client = try Client(.init(base: base, userAgent: "test"), on: loop)
      #expect(await failure { try await client.get("/") }?.code == .address)
    }
  }

  @Test func `a name that stands for nothing is a connect error`() throws {
    let loop = try RunLoop()
    try loop.run {
      let client = try Client(.init(base: "http://name.invalid", userAgent: "test"), on: loop)
      #expect(await failure { try await client.get("/", timeout: .seconds(20)) }?.code == .connect)
    }
  }

  @Test func `a handle works again after each kind of failure`() throws {
    try withServer { request, socket in
      let line = request.requestLine
      if line.contains("/large") { return try await socket.respond(200, "more than is allowed") }
      if line.contains("/half") {
        try await socket.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nha")
      }
      if line.contains("/garbage") { try await socket.send("garbage\r\n\r\n") }
      if line.contains("/slow") { return }
      if line.contains("/good") { return try await socket.respond(200, "good") }
      socket.close()
    } options: {
      $0.maximumResponseBody = 10
    } test: { server, client async throws in
      let expected: [(String, TransportError.Code)] = [
        ("large", .tooLarge), ("half", .transfer), ("garbage", .transfer), ("nothing", .transfer),
        ("slow", .timeout),
      ]
      for (target, code) in expected {
        let timeout: Duration? = target == "slow" ? .milliseconds(20) : nil
        let got = await failure { try await client.get("/\(target)", timeout: timeout) }
        #expect(got?.code == code, "GET \(target)")
        #expect(try await client.get("/good").body == Array("good".utf8))

        let posted = await failure {
          try await client.post("/\(target)", body: [1], timeout: timeout)
        }
        #expect(posted?.code == code, "POST \(target)")
        #expect(try await client.post("/good", body: [1]).body == Array("good".utf8))
      }
      #expect(server.connectionCount > expected.count)
    }
  }

  @Test func `a response at the limit is taken and one byte more is not`() throws {
    try withServer { request, socket in
      try await socket.respond(200, String(repeating: "x", count: request.body.count))
    } options: {
      $0.maximumResponseBody = 1000
    } test: { _, client async throws in
      #expect(
        try await client.post("/", body: [UInt8](repeating: 0, count: 1000)).body.count == 1000)
      let error = await failure {
        try await client.post("/", body: [UInt8](repeating: 0, count: 1001))
      }
      #expect(error == TransportError(.tooLarge, "the response is larger than 1000 bytes"))
    }
  }

  @Test func `the limit holds for a response without a length`() throws {
    try withServer { _, socket in
      try await socket.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
      while true { try await socket.send("5\r\nhello\r\n") }
    } options: {
      $0.maximumResponseBody = 100_000
    } test: { _, client in
      #expect(await failure { try await client.get("/") }?.code == .tooLarge)
    }
  }

  @Test func `a timeout ends a call that would wait for ever`() throws {
    try withServer { _, _ in
    } test: { server, client in
      let start = ContinuousClock.now
      let error = await failure { try await client.get("/", timeout: .milliseconds(30)) }
      #expect(error?.code == .timeout)
      #expect(ContinuousClock.now - start >= .milliseconds(29))
      await server.untilAllAreClosed()
    }
  }

  @Test func `a timeout ends a response that stops halfway`() throws {
    try withServer { _, socket in
      try await socket.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nha")
    } test: { _, client in
      let error = await failure { try await client.get("/", timeout: .milliseconds(30)) }
      #expect(error?.code == .timeout)
    }
  }

  @Test func `the timeout of one call does not count for the next`() throws {
    try withServer { request, socket in
      if request.requestLine.contains("/slow") { return }
      if request.requestLine.contains("/late") {
        // Later than the limit of the call before would have been.
        try await request.loop.sleep(for: .milliseconds(30))
      }
      try await socket.respond()
    } test: { _, client async throws in
      #expect(await failure { try await client.get("/slow", timeout: .milliseconds(20)) } != nil)
      #expect(try await client.get("/late").status == 200)
    }
  }

  @Test(arguments: [Duration.zero, .seconds(-1), .nanoseconds(1), .seconds(Int64(1) << 50)])
  func `any timeout is understood`(timeout: Duration) throws {
    try withServer { _, socket in
      try await socket.respond()
    } options: {
      if timeout > .seconds(1) { $0.connectTimeout = timeout }
    } test: { _, client async throws in
      let error = await failure { try await client.get("/", timeout: timeout) }
      if timeout > .seconds(1) {
        #expect(error == nil)
      } else {
        #expect(error == nil || error?.code == .timeout || error?.code == .connect)
      }
      #expect(try await client.get("/").status == 200)
    }
  }

  @Test func `a server that resets in the middle of a POST raises no signal`() throws {
    try withServer { _, socket in
      try await socket.respond()
    } test: { server, client in
      let listener = try Listener(on: server.loop)
      nonisolated(unsafe) let unsafe = listener
      let resetting = Task(executorPreference: server.loop) {
        let socket = try await unsafe.accept()
        // Closing with bytes unread is a reset.
        _ = try await socket.receive { _ in }
        socket.close()
        unsafe.close()
      }
      let other = try Client(
        .init(base: "http://\(listener.address)", userAgent: "test"), on: server.loop)
      let error = await failure {
        try await other.post("/", body: [UInt8](repeating: 0, count: 16 << 20))
      }
      #expect(error?.code == .transfer)
      try await resetting.value
      #expect(try await client.get("/").status == 200)
    }
  }

  @Test func `cancelling the task does not end a call`() throws {
    try withServer { _, socket in
      for _ in 0..<10 { await Task.yield() }
      try await socket.respond()
    } test: { server, client async throws in
      nonisolated(unsafe) let client = client
      let task = Task(executorPreference: server.loop) { try await client.get("/").status }
      await Task.yield()
      task.cancel()
      #expect(try await task.value == 200)
    }
  }

  @Test func `many failures at once are all told`() throws {
    try withServer { request, socket in
      if request.requestLine.hasSuffix("0 HTTP/1.1") { return try await socket.respond() }
      socket.close()
    } test: { _, client in
      nonisolated(unsafe) let client = client
      let codes = await withTaskGroup(of: (Int, TransportError.Code?).self) { group in
        for number in 0..<100 {
          group.addTask { (number, await failure { try await client.get("/\(number)") }?.code) }
        }
        return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
      }
      for number in 0..<100 {
        #expect(codes[number] == (number % 10 == 0 ? nil : .transfer), "call \(number)")
      }
    }
  }

  /// The descriptor that listens on an address, which `Listener` keeps to itself.
  private func listeningDescriptor(of address: Listener.Address) -> Int32? {
    (0..<4096).first { descriptor in
      var accepting: Int32 = 0
      var length = socklen_t(4)
      guard getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &accepting, &length) == 0,
        accepting == 1
      else { return false }
      var name = sockaddr_in()
      length = socklen_t(MemoryLayout<sockaddr_in>.size)
      let failed = withUnsafeMutablePointer(to: &name) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          getsockname(descriptor, $0, &length)
        }
      }
      return failed == 0 && UInt16(bigEndian: name.sin_port) == address.port
        && name.sin_family == AF_INET
    }
  }
}
