import MartletCurl

/// A server on the loop of a test that records raw requests and answers what a script says.
///
/// Sharing is safe: everything runs on the loop's thread.
final class ScriptedServer: @unchecked Sendable {
  /// Answers one request; may close the socket.
  typealias Script = @Sendable (RawRequest, Socket) async throws -> Void

  private(set) var requests: [RawRequest] = []
  private(set) var connectionCount = 0
  private(set) var openConnections = 0
  let listener: Listener
  let loop: RunLoop
  private let script: Script
  private var sockets: [Int: Socket] = [:]
  private var tasks: [Task<Void, Never>] = []

  var base: String { "http://\(listener.address)" }

  init(host: String = "127.0.0.1", on loop: RunLoop, script: @escaping Script) throws {
    listener = try Listener(host: host, on: loop)
    self.loop = loop
    self.script = script
    tasks = [Task(executorPreference: loop) { await self.accept() }]
  }

  /// Ends all connections and waits for the tasks behind them.
  func stop() async {
    listener.close()
    closeConnections()
    for task in tasks { await task.value }
  }

  func closeConnections() {
    for socket in sockets.values { socket.close() }
  }

  /// Suspends until no connection is open any more.
  func untilAllAreClosed() async {
    while openConnections > 0 { await Task.yield() }
  }

  private func accept() async {
    while let socket = try? await listener.accept() {
      let number = connectionCount
      connectionCount += 1
      openConnections += 1
      sockets[number] = socket
      nonisolated(unsafe) let shared = socket
      tasks.append(
        Task(executorPreference: loop) {
          try? await self.serve(shared, number)
          self.sockets[number] = nil
          self.openConnections -= 1
          shared.close()
        })
    }
  }

  private func serve(_ socket: Socket, _ number: Int) async throws {
    var buffer: [UInt8] = []
    while true {
      while let request = RawRequest.take(from: &buffer, connection: number, loop: loop) {
        requests.append(request)
        try await script(request, socket)
      }
      guard try await socket.receive({ buffer.append(contentsOf: $0) }) > 0 else { return }
    }
  }
}

extension Socket {
  func send(_ text: String) async throws { try await send(Array(text.utf8)) }

  /// Sends a response of known length.
  func respond(_ status: Int = 200, _ body: String = "") async throws {
    try await send("HTTP/1.1 \(status) Word\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
  }

  /// Receives until the peer has finished sending.
  func receiveAll() async throws(TransportError) -> [UInt8] {
    var all: [UInt8] = []
    while try await receive({ all.append(contentsOf: $0) }) > 0 {}
    return all
  }
}

/// Runs a test with a server and a client for it, on one loop.
func withServer(
  _ script: @escaping ScriptedServer.Script,
  options: @escaping @Sendable (inout Client.Options) -> Void = { _ in },
  test: @escaping @Sendable (ScriptedServer, Client) async throws -> Void
) throws {
  let loop = try RunLoop()
  try loop.run {
    let server = try ScriptedServer(on: loop, script: script)
    var chosen = Client.Options(base: server.base, userAgent: "test/1")
    options(&chosen)
    do {
      try await test(server, Client(chosen, on: loop))
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }
}
