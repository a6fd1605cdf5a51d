internal import Glibc
internal import MartletCurl

/// Sends events over one TCP connection, each as a line of JSON. Nothing is ever read from it, so that
/// nobody learns whether the extension has handled what it was sent, as on Lambda.
final class TelemetryConnection: TelemetryDestination {
  private let port: UInt16
  private let loop: RunLoop
  private var socket: Socket?

  init(port: UInt16, on loop: RunLoop) {
    self.port = port
    self.loop = loop
  }

  func send(_ events: [String]) async throws(TransportError) {
    let socket: Socket
    if let open = self.socket { socket = open } else { socket = try connect() }
    self.socket = socket
    do throws(TransportError) {
      try await socket.send(Array("\(events.joined(separator: "\n"))\n".utf8))
    } catch {
      // A line may be cut off, so that the next batch needs another connection.
      close()
      throw error
    }
  }

  func close() {
    socket?.close()
    socket = nil
  }

  /// Begins to connect; what is sent waits for that. A reader that accepts nobody must not keep the
  /// loop from its work.
  private func connect() throws(TransportError) -> Socket {
    let descriptor = Glibc.socket(
      AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw .system("socket") }
    var yes: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, 4)
    var target = sockaddr_in()
    target.sin_family = sa_family_t(AF_INET)
    target.sin_port = port.bigEndian
    target.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    let result = withUnsafePointer(to: &target) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 || errno == EINPROGRESS else {
      let failure = TransportError.system("connect to 127.0.0.1:\(port)")
      Glibc.close(descriptor)
      throw failure
    }
    return try Socket(adopting: descriptor, on: loop)
  }
}
