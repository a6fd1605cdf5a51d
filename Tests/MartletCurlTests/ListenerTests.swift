import Glibc
import MartletCurl
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ListenerTests {
  @Test func `the kernel chooses a free port and the address names it`() throws {
    let loop = try RunLoop()
    try loop.run {
      let first = try Listener(on: loop)
      let second = try Listener(on: loop)
      #expect(first.address.host == "127.0.0.1")
      #expect(first.address.port > 0)
      #expect(first.address.port != second.address.port)
      #expect("\(first.address)" == "127.0.0.1:\(first.address.port)")
    }
  }

  @Test func `a name is resolved`() throws {
    let loop = try RunLoop()
    try loop.run {
      let listener = try Listener(host: "localhost", on: loop)
      #expect(["127.0.0.1", "::1"].contains(listener.address.host))
    }
  }

  @Test func `a taken port is an error that names the address`() throws {
    let loop = try RunLoop()
    try loop.run {
      let taken = try Listener(on: loop)
      let error = #expect(throws: TransportError.self) {
        _ = try Listener(port: taken.address.port, on: loop)
      }
      #expect(error?.code == .system)
      #expect(error?.message == "cannot listen on \(taken.address): Address already in use")
    }
  }

  @Test(arguments: ["", "no such host", "300.1.1.1", "[::1]"])
  func `a host that stands for nothing is an error that names it`(host: String) throws {
    let loop = try RunLoop()
    loop.run {
      let error = #expect(throws: TransportError.self) { _ = try Listener(host: host, on: loop) }
      #expect(error?.code == .address)
      #expect(error?.message.hasPrefix("\(host) is not an address to listen on: ") == true)
    }
  }

  @Test func `an address of another machine is an error that names it`() throws {
    let loop = try RunLoop()
    loop.run {
      // TEST-NET-1 (RFC 5737) belongs to no machine.
      let error = #expect(throws: TransportError.self) {
        _ = try Listener(host: "192.0.2.1", port: 80, on: loop)
      }
      #expect(error?.code == .system)
      #expect(error?.message.hasPrefix("cannot listen on 192.0.2.1:80: ") == true)
    }
  }

  @Test func `IPv6 works where the machine has it`() throws {
    let loop = try RunLoop()
    try loop.run {
      let listener: Listener
      do {
        listener = try Listener(host: "::1", on: loop)
      } catch {
        return  // No IPv6 here.
      }
      #expect(listener.address.host == "::1")
      #expect("\(listener.address)" == "[::1]:\(listener.address.port)")
      let near = try Socket(adopting: connect(to: listener.address), on: loop)
      let far = try await listener.accept()
      try await near.send("x")
      #expect(try await far.receive { _ in } == 1)
    }
  }

  @Test func `a connection that waits already is accepted`() throws {
    let loop = try RunLoop()
    try loop.run {
      let listener = try Listener(on: loop)
      let early = try (0..<3).map { _ in
        try Socket(adopting: connect(to: listener.address), on: loop)
      }
      for socket in early { try await socket.send("x") }
      for _ in early { #expect(try await listener.accept().receive { _ in } == 1) }
    }
  }

  @Test func `an accept that waits is woken`() throws {
    let loop = try RunLoop()
    try loop.run {
      nonisolated(unsafe) let listener = try Listener(on: loop)
      let accepting = Task(executorPreference: loop) {
        try await listener.accept().receive { _ in }
      }
      await Task.yield()
      let near = try Socket(adopting: connect(to: listener.address), on: loop)
      try await near.send("x")
      #expect(try await accepting.value == 1)
    }
  }

  @Test func `closing ends a suspended accept`() throws {
    let loop = try RunLoop()
    try loop.run {
      nonisolated(unsafe) let listener = try Listener(on: loop)
      let accepting = Task(executorPreference: loop) {
        await failure { try await listener.accept() }
      }
      await Task.yield()
      listener.close()
      listener.close()
      let error = await accepting.value
      #expect(error?.code == .closed)
      #expect(error?.message == "no longer listening on \(listener.address)")
      #expect(await failure { try await listener.accept() }?.code == .closed)
      // The port is free again.
      _ = try Listener(port: listener.address.port, on: loop)
    }
  }

  @Test func `a connection that is reset before it is accepted harms nobody`() throws {
    let loop = try RunLoop()
    try loop.run {
      let listener = try Listener(on: loop)
      reset(connect(to: listener.address))
      let near = try Socket(adopting: connect(to: listener.address), on: loop)
      try await near.send("x")
      var total = 0
      while total == 0 {
        let accepted = try await listener.accept()
        total += (try? await accepted.receive { _ in }) ?? 0
      }
      #expect(total == 1)
    }
  }

  @Test func `hundreds of connections at once are served`() throws {
    let loop = try RunLoop()
    try loop.run {
      let server = try ScriptedServer(on: loop) { request, socket in
        try await socket.respond(200, request.requestLine)
      }
      let sockets = try (0..<300).map { _ in
        try Socket(adopting: connect(to: server.listener.address), on: loop)
      }
      for (number, socket) in sockets.enumerated() {
        try await socket.send("GET /\(number) HTTP/1.1\r\n\r\n")
        socket.finishSending()
      }
      for (number, socket) in sockets.enumerated() {
        let answer = String(decoding: try await socket.receiveAll(), as: UTF8.self)
        #expect(answer.hasSuffix("\r\n\r\nGET /\(number) HTTP/1.1"))
      }
      await server.stop()
      #expect(server.connectionCount == 300)
    }
  }

  @Test func `a process out of descriptors accepts again when it has some`() async {
    // The limit counts for the whole process, so this one is by itself.
    await #expect(processExitsWith: .success) {
      let loop = try RunLoop()
      try loop.run {
        nonisolated(unsafe) let listener = try Listener(on: loop)
        var near = try (0..<4).map { _ in
          try Socket(adopting: connect(to: listener.address), on: loop)
        }
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        let lowest = dup(0)
        close(lowest)
        let usual = limit.rlim_cur
        limit.rlim_cur = rlim_t(lowest)
        guard setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { exit(1) }

        let accepting = Task(executorPreference: loop) {
          try await listener.accept().receive { _ in }
        }
        // Cancelling must not turn the pauses between attempts into a spin.
        accepting.cancel()
        try await loop.sleep(for: .milliseconds(30))
        limit.rlim_cur = usual
        guard setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { exit(2) }
        try await near[0].send("x")
        guard try await accepting.value == 1 else { exit(3) }
        near = []
      }
    }
  }

  @Test func `a process out of descriptors is asked for one`() async {
    await #expect(processExitsWith: .success) {
      let loop = try RunLoop()
      try loop.run {
        let listener = try Listener(on: loop)
        let near = try Socket(adopting: connect(to: listener.address), on: loop)
        var spare = dup(0)
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = rlim_t(spare + 1)
        guard setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { exit(1) }
        var calls = 0
        listener.onExhausted = {
          calls += 1
          defer { spare = -1 }
          return close(spare) == 0
        }
        let socket = try await listener.accept()
        guard calls == 1 else { exit(2) }
        try await near.send("x")
        guard try await socket.receive({ _ in }) == 1 else { exit(3) }
      }
    }
  }

  @Test func `a dropped listener closes its descriptor`() throws {
    let loop = try RunLoop()
    try loop.run {
      weak var gone: Listener?
      let address: Listener.Address
      do {
        let listener = try Listener(on: loop)
        gone = listener
        address = listener.address
      }
      #expect(gone == nil)
      _ = try Listener(port: address.port, on: loop)
    }
  }
}
