import Glibc
import MartletCurl
import Testing

@Suite(.timeLimit(.minutes(5)))
struct SocketTests {
  @Test func `bytes arrive as they were sent`() throws {
    let loop = try RunLoop()
    try loop.run {
      let (near, far) = try await tcpPair(on: loop)
      try await near.send([])
      try await near.send("hello ")
      try await near.send("world")
      near.finishSending()
      #expect(try await far.receiveAll() == Array("hello world".utf8))
    }
  }

  @Test func `a sender waits for a slow reader and loses nothing`() throws {
    let loop = try RunLoop()
    try loop.run {
      let (near, far) = try await tcpPair(on: loop)
      let sent = patternedBytes(16 << 20)
      nonisolated(unsafe) let sender = near
      nonisolated(unsafe) var isSent = false
      let sending = Task(executorPreference: loop) {
        try await sender.send(sent)
        isSent = true
        sender.finishSending()
      }
      // More than any kernel buffer holds: without a reader, sending cannot come to its end.
      for _ in 0..<100 { await Task.yield() }
      #expect(!isSent)
      var received: [UInt8] = []
      received.reserveCapacity(sent.count)
      while try await far.receive({ received.append(contentsOf: $0) }) > 0 { await Task.yield() }
      #expect(areEqual(received, sent))
      try await sending.value
    }
  }

  @Test func `both directions are busy at once`() throws {
    let loop = try RunLoop()
    try loop.run {
      let (near, far) = try socketPair(on: loop)
      let sent = [UInt8](repeating: 7, count: 4 << 20)
      nonisolated(unsafe) let ends = [near, far]
      let counts = try await withThrowingTaskGroup(of: Int.self, returning: [Int].self) { group in
        for index in 0...1 {
          group.addTask {
            try await ends[index].send(sent)
            ends[index].finishSending()
            return sent.count
          }
          group.addTask { try await ends[index].receiveAll().count }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(counts == [sent.count, sent.count, sent.count, sent.count])
    }
  }

  @Test func `half a connection can be closed`() throws {
    let loop = try RunLoop()
    try loop.run {
      let (near, far) = try await tcpPair(on: loop)
      try await near.send("question")
      near.finishSending()
      #expect(try await far.receiveAll() == Array("question".utf8))
      try await far.send("answer")
      far.close()
      #expect(try await near.receiveAll() == Array("answer".utf8))
      #expect(await failure { try await near.send([1]) }?.code == .closed)
    }
  }

  @Test func `closing ends a suspended receive`() throws {
    let loop = try RunLoop()
    try loop.run {
      let (near, far) = try socketPair(on: loop)
      nonisolated(unsafe) let receiver = near
      let receiving = Task(executorPreference: loop) {
        await failure { try await receiver.receive { _ in } }
      }
      await Task.yield()
      near.close()
      near.close()
      #expect(await receiving.value?.code == .closed)
      #expect(await failure { try await near.send([1]) }?.code == .closed)
      near.finishSending()
      #expect(try await far.receiveAll().isEmpty)
    }
  }

  @Test func `closing ends a suspended send`() throws {
    let loop = try RunLoop()
    try loop.run {
      let (near, far) = try socketPair(on: loop)
      nonisolated(unsafe) let sender = near
      let sending = Task(executorPreference: loop) {
        await failure {
          try await sender.send([UInt8](repeating: 0, count: 8 << 20))
        }
      }
      await Task.yield()
      near.close()
      #expect(await sending.value?.code == .closed)
      far.close()
    }
  }

  @Test func `sending to a peer that is gone throws and raises no signal`() throws {
    let loop = try RunLoop()
    try loop.run {
      let (near, far) = try socketPair(on: loop)
      far.close()
      for _ in 0..<3 {
        let error = await failure { try await near.send([1]) }
        #expect(error?.code == .closed)
        #expect(error?.message == "connection lost: Broken pipe")
      }
    }
  }

  @Test func `a reset ends a suspended send`() throws {
    let loop = try RunLoop()
    try loop.run {
      let listener = try Listener(on: loop)
      let far = connect(to: listener.address)
      nonisolated(unsafe) let near = try await listener.accept()
      let sending = Task(executorPreference: loop) {
        await failure {
          try await near.send([UInt8](repeating: 0, count: 16 << 20))
        }
      }
      await Task.yield()
      reset(far)
      #expect(await sending.value?.code == .closed)
    }
  }

  @Test func `a reset ends a suspended receive`() throws {
    let loop = try RunLoop()
    try loop.run {
      let listener = try Listener(on: loop)
      let far = connect(to: listener.address)
      nonisolated(unsafe) let near = try await listener.accept()
      let receiving = Task(executorPreference: loop) {
        await failure { try await near.receive { _ in } }
      }
      await Task.yield()
      reset(far)
      let error = await receiving.value
      #expect(error?.message == "connection lost: Connection reset by peer")
      #expect(error?.code == .closed)
    }
  }

  @Test func `the end of the peer is told once, though nobody receives`() throws {
    let loop = try RunLoop()
    try loop.run {
      let (near, far) = try await tcpPair(on: loop)
      var calls = 0
      near.onPeerClosed = { calls += 1 }
      try await far.send("unread")
      for _ in 0..<10 { await Task.yield() }
      #expect(calls == 0)
      far.close()
      while calls == 0 { await Task.yield() }
      for _ in 0..<10 { await Task.yield() }
      #expect(calls == 1)

      near.onPeerClosed = { calls += 10 }
      #expect(calls == 11)
      #expect(try await near.receiveAll() == Array("unread".utf8))
    }
  }

  @Test func `a peer that only stops sending is told too`() throws {
    let loop = try RunLoop()
    try loop.run {
      let (near, far) = try await tcpPair(on: loop)
      await withCheckedContinuation { continuation in
        near.onPeerClosed = { continuation.resume() }
        far.finishSending()
      }
    }
  }

  @Test func `a peer that has closed is lost once something is sent to it`() throws {
    let loop = try RunLoop()
    try loop.run {
      let (near, far) = try await tcpPair(on: loop)
      var isLost = false
      near.onPeerLost = { isLost = true }
      await withCheckedContinuation { continuation in
        near.onPeerClosed = { continuation.resume() }
        far.close()
      }
      for _ in 0..<10 { await Task.yield() }
      #expect(!isLost)
      try await near.send("x")
      while !isLost { await Task.yield() }
      var calls = 0
      near.onPeerLost = { calls += 1 }
      #expect(calls == 1)
    }
  }

  @Test func `a peer that breaks off is lost`() throws {
    let loop = try RunLoop()
    try loop.run {
      let (near, far) = try await tcpPair(on: loop)
      await withCheckedContinuation { continuation in
        near.onPeerLost = { continuation.resume() }
        far.reset()
      }
    }
  }

  @Test func `a wait that is interrupted throws, and the socket goes on`() throws {
    let loop = try RunLoop()
    try loop.run {
      let (near, far) = try socketPair(on: loop)
      nonisolated(unsafe) let receiver = near
      let receiving = Task(executorPreference: loop) {
        await failure { _ = try await receiver.receive { _ in } }
      }
      await Task.yield()
      near.isInterrupted = true
      #expect(await receiving.value?.code == .timeout)
      #expect(await failure { _ = try await near.receive { _ in } }?.code == .timeout)
      near.isInterrupted = false
      #expect(!near.hasUnreceived)
      try await far.send("x")
      #expect(near.hasUnreceived)
      #expect(try await near.receive { _ in } == 1)
      #expect(!near.hasUnreceived)
    }
  }

  @Test func `the call that tells the end of the peer may close the socket`() throws {
    let loop = try RunLoop()
    try loop.run {
      let (near, far) = try socketPair(on: loop)
      nonisolated(unsafe) let receiver = near
      let receiving = Task(executorPreference: loop) { try? await receiver.receiveAll() }
      near.onPeerClosed = { near.close() }
      await Task.yield()
      far.close()
      _ = await receiving.value
      #expect(await failure { try await near.send([1]) }?.code == .closed)
    }
  }

  @Test func `a closed socket tells nothing any more`() throws {
    let loop = try RunLoop()
    try loop.run {
      let (near, far) = try socketPair(on: loop)
      near.onPeerClosed = { Issue.record("told before") }
      near.close()
      near.onPeerClosed = { Issue.record("told after") }
      far.close()
      for _ in 0..<10 { await Task.yield() }
    }
  }

  @Test func `a dropped socket closes its descriptor`() throws {
    let loop = try RunLoop()
    try loop.run {
      let pair = descriptorPair()
      let number = inode(pair.0)
      let far = try Socket(adopting: pair.1, on: loop)
      weak var gone: Socket?
      do {
        let near = try Socket(adopting: pair.0, on: loop)
        gone = near
        try await far.send("x")
        #expect(try await near.receive { _ in } == 1)
      }
      #expect(gone == nil)
      #expect(inode(pair.0) != number)
      #expect(try await far.receiveAll().isEmpty)
    }
  }

  @Test func `what tells the end of the peer does not keep the socket once it has told`() throws {
    let loop = try RunLoop()
    try loop.run {
      weak var gone: Socket?
      do {
        let (near, far) = try socketPair(on: loop)
        gone = near
        await withCheckedContinuation { continuation in
          near.onPeerClosed = { [near] in
            near.finishSending()
            continuation.resume()
          }
          far.close()
        }
      }
      #expect(gone == nil)
    }
  }

  @Test func `a descriptor that cannot be adopted is refused`() throws {
    let loop = try RunLoop()
    loop.run {
      let error = #expect(throws: TransportError.self) {
        _ = try Socket(adopting: .max, on: loop)
      }
      #expect(error?.code == .system)
    }
  }

  @Test func `a second task that receives is refused`() async {
    await #expect(processExitsWith: .failure) {
      let loop = try RunLoop()
      try loop.run {
        let (near, far) = try socketPair(on: loop)
        nonisolated(unsafe) let shared = near
        let first = Task(executorPreference: loop) { try? await shared.receive { _ in } }
        let second = Task(executorPreference: loop) { try? await shared.receive { _ in } }
        _ = await (first.value, second.value)
        far.close()
      }
    }
  }
}
