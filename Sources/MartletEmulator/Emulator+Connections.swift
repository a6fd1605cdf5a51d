internal import Glibc
internal import MartletCurl

/// Connections, and what becomes of them when there are too many.
extension Emulator {
  /// Serves a connection to an environment's Runtime API, or to the Invoke API.
  func serve(_ socket: Socket, of environment: EnvironmentID?) {
    lastToken += 1
    let token = lastToken
    connections[token] = (HTTPConnection(socket, on: loop), environment)
    run { emulator in
      guard let (connection, environment) = emulator.connections[token] else { return }
      await connection.serve { head, connection in
        guard let environment else {
          return await InvokeRoutes().answer(head, connection, emulator)
        }
        let routes = RuntimeAPIRoutes(environment: environment)
        return await routes.answer(head, connection, emulator)
      }
      emulator.connections[token] = nil
    }
  }

  /// Has a listener that is out of descriptors take that of a connection that idles: who holds
  /// connections open for nothing must not lock out those who want something.
  func endIdleConnections(for listener: Listener) {
    listener.onExhausted = { [weak self] in
      self?.assumeIsolated { $0.endIdleConnection() } ?? false
    }
  }

  /// Ends idle connections until there are descriptors for a process that is to be started.
  func makeRoomForProcess() {
    var held: [Int32] = []
    defer { for descriptor in held { close(descriptor) } }
    while held.count < Self.descriptorsOfProcess {
      let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
      if descriptor >= 0 {
        held.append(descriptor)
      } else if !endIdleConnection() {
        return
      }
    }
  }

  /// For its listener, its pipes, what tells of its end and of its memory, and its connections, with
  /// room to spare.
  private static let descriptorsOfProcess = 16

  /// Ends the caller's connection that has idled longest; false where none idles. A runtime's stay:
  /// what looks idle there may be all that the runtime has.
  func endIdleConnection() -> Bool {
    var longest: (token: Int, rank: HTTPConnection.Idleness)?
    for (token, entry) in connections where entry.environment == nil {
      guard let rank = entry.connection.idleness else { continue }
      if let found = longest, found.rank <= rank { continue }
      longest = (token, rank)
    }
    guard let longest else { return false }
    // At once, so that it is not found again before its task has seen its end.
    connections.removeValue(forKey: longest.token)?.connection.socket.close()
    return true
  }
}
