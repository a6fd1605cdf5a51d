import Glibc
import TestSupport

/// A server that answers one connection with fixed bytes, whatever it is asked.
final class OneShotServer: Sendable {
  let url: String
  private let socket: Int32

  /// - Parameter answer: nil only listens, so that connecting works and nobody answers.
  init(answer: String?) {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let socket = socket
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        precondition(bind(socket, $0, length) == 0 && listen(socket, 5) == 0, "no port")
        getsockname(socket, $0, &length)
      }
    }
    url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
    guard let answer else { return }
    onAnotherThread {
      let connection = accept(socket, nil, nil)
      var buffer = [UInt8](repeating: 0, count: 4096)
      _ = recv(connection, &buffer, buffer.count, 0)
      _ = send(connection, answer, answer.utf8.count, Int32(MSG_NOSIGNAL))
      close(connection)
    }
  }

  var port: String { String(url[url.index(after: url.lastIndex(of: ":")!)...]) }

  deinit { close(socket) }
}
