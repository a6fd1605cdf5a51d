import MartletCurl

/// A Runtime API that records each request and answers as its script says: with one answer after
/// the other, whatever is asked for, or as a function of the request.
///
/// Sharing is safe: everything runs on the loop's thread.
final class ScriptedRuntimeAPI: @unchecked Sendable {
  private(set) var requests: [RecordedRequest] = []
  private(set) var connectionCount = 0
  private let listener: Listener
  private let loop: RunLoop
  private let script: Script
  private var sockets: [Socket] = []
  private var tasks: [Task<Void, Never>] = []

  typealias Script = (RecordedRequest) -> Answer

  /// `host:port`.
  var address: String { "\(listener.address)" }

  init(_ script: @escaping Script, host: String = "127.0.0.1", on loop: RunLoop) throws {
    self.script = script
    self.loop = loop
    listener = try Listener(host: host, on: loop)
    tasks = [Task(executorPreference: loop) { await self.accept() }]
  }

  /// Ends all connections and waits for the tasks behind them.
  func stop() async {
    listener.close()
    for socket in sockets { socket.close() }
    for task in tasks { await task.value }
  }

  private func accept() async {
    while let socket = try? await listener.accept() {
      let number = connectionCount
      connectionCount += 1
      sockets.append(socket)
      tasks.append(
        Task(executorPreference: loop) {
          let socket = self.sockets[number]
          try? await self.serve(socket, number)
          socket.close()
        })
    }
  }

  private func serve(_ socket: Socket, _ number: Int) async throws {
    var buffer: [UInt8] = []
    while true {
      while let request = RecordedRequest.take(from: &buffer, connection: number) {
        requests.append(request)
        switch script(request) {
        case .pieces(let pieces):
          for piece in pieces {
            try await socket.send(piece)
            // The client reads what has come so far.
            if pieces.count > 1 { await Task.yield() }
          }
        case .last(let bytes):
          try await socket.send(bytes)
          return
        case .reset(let bytes):
          if !bytes.isEmpty { try await socket.send(bytes) }
          return socket.reset()
        case .end(let bytes, let after):
          try await socket.send(bytes)
          socket.close()
          return after()
        case .close: return
        case .hold: break
        }
      }
      guard try await socket.receive({ buffer.append(contentsOf: $0) }) > 0 else { return }
    }
  }
}

/// Runs a test with a Runtime API on a loop. It gives each request the next answer, whatever is
/// asked for; after the last one it answers 500, by which a platform ends the process.
func withRuntimeAPI<Result: Sendable>(
  _ answers: [Answer], host: String = "127.0.0.1",
  test: @escaping @Sendable (ScriptedRuntimeAPI, RunLoop) async throws -> Result
) throws -> Result {
  var answers = answers[...]
  return try withRuntimeAPI(
    script: { _ in answers.popFirst() ?? .status(500, "the script is over") }, host: host,
    test: test)
}

/// Runs a test with a Runtime API on a loop that answers as a function of the request.
func withRuntimeAPI<Result: Sendable>(
  script: @escaping ScriptedRuntimeAPI.Script, host: String = "127.0.0.1",
  test: @escaping @Sendable (ScriptedRuntimeAPI, RunLoop) async throws -> Result
) throws -> Result {
  nonisolated(unsafe) let script = script
  let loop = try RunLoop()
  return try loop.run {
    let api = try ScriptedRuntimeAPI(script, host: host, on: loop)
    do {
      let result = try await test(api, loop)
      await api.stop()
      return result
    } catch {
      await api.stop()
      throw error
    }
  }
}
