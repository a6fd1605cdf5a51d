import MartletCurl

/// A Runtime API that records each request and gives it the next answer of its script, whatever it
/// asks for; after the last one it answers 500, by which a platform ends the process.
///
/// Sharing is safe: everything runs on the loop's thread.
final class ScriptedRuntimeAPI: @unchecked Sendable {
  private(set) var requests: [RecordedRequest] = []
  private(set) var connectionCount = 0
  private let listener: Listener
  private let loop: RunLoop
  private var script: ArraySlice<Answer>
  private var sockets: [Socket] = []
  private var tasks: [Task<Void, Never>] = []

  /// `host:port`.
  var address: String { "\(listener.address)" }

  init(_ script: [Answer], host: String = "127.0.0.1", on loop: RunLoop) throws {
    self.script = script[...]
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
        switch script.popFirst() ?? .status(500, "the script is over") {
        case .pieces(let pieces):
          for piece in pieces {
            try await socket.send(piece)
            // The client reads what has come so far.
            if pieces.count > 1 { await Task.yield() }
          }
        case .last(let bytes):
          try await socket.send(bytes)
          return
        case .close: return
        }
      }
      guard try await socket.receive({ buffer.append(contentsOf: $0) }) > 0 else { return }
    }
  }
}

/// Runs a test with a Runtime API on a loop.
func withRuntimeAPI<Result: Sendable>(
  _ script: [Answer], host: String = "127.0.0.1",
  test: @escaping @Sendable (ScriptedRuntimeAPI, RunLoop) async throws -> Result
) throws -> Result {
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
