import Glibc
import Synchronization
import TestSupport

/// A server of bare system calls that takes one request with each connection, and answers in turn what
/// it was told; the last answer goes on.
final class PutServer: Sendable {
  enum Answer {
    case status(Int)
    /// The connection is closed without a word.
    case close
    /// The connection stays open without a word.
    case silence
  }

  let url: String
  private let listener: Int32
  private let taken = Mutex<[String]>([])

  /// What came, head and body, in its order.
  var requests: [String] { taken.withLock { $0 } }

  /// - Parameter whenAsked: is called with each request, before its answer, on the server's thread.
  init(_ answers: [Answer], whenAsked: @escaping @Sendable () -> Void = {}) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        precondition(bind(listener, $0, length) == 0 && listen(listener, 9) == 0, "no port")
        getsockname(listener, $0, &length)
      }
    }
    self.listener = listener
    url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))/answer"
    onAnotherThread { [self] in
      var silent: [Int32] = []
      var index = 0
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { break }
        let request = Self.read(connection)
        taken.withLock { $0.append(request) }
        whenAsked()
        let answer = answers[min(index, answers.count - 1)]
        index += 1
        if case .silence = answer {
          silent.append(connection)
          continue
        }
        if case .status(let status) = answer {
          let text = "HTTP/1.1 \(status) Word\r\nContent-Length: 5\r\n\r\nError"
          send(connection, text, text.utf8.count, Int32(MSG_NOSIGNAL))
        }
        // A process that another test has just started may hold the socket too.
        shutdown(connection, Int32(SHUT_RDWR))
        close(connection)
      }
      for connection in silent { close(connection) }
    }
  }

  /// Takes no more connections.
  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  deinit { close(listener) }

  /// The request with its body, as long as its head says that it is.
  private static func read(_ connection: Int32) -> String {
    var text = ""
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(connection, &part, part.count, 0)
      guard count > 0 else { return text }
      text += String(decoding: part[..<count], as: UTF8.self)
      if let (length, body) = parts(of: text), body.utf8.count >= length { return text }
    }
  }

  /// The length that a request's head gives, and what is behind the head.
  static func parts(of request: String) -> (length: Int, body: String)? {
    let lines = request.split(separator: "\r\n", omittingEmptySubsequences: false)
    guard let end = lines.firstIndex(of: ""),
      let length = lines[..<end].first(where: { $0.lowercased().hasPrefix("content-length:") })
    else { return nil }
    let body = lines[(end + 1)...].joined(separator: "\r\n")
    return Int(length.drop { !$0.isNumber }).map { ($0, body) }
  }
}

/// Runs a test with a server.
func withServer<Result>(
  _ answers: PutServer.Answer..., test: (PutServer) async throws -> Result
) async rethrows -> Result {
  let server = PutServer(answers)
  defer { server.stop() }
  return try await test(server)
}
