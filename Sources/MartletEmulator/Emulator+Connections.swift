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
