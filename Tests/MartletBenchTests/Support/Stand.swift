import Glibc

@testable import MartletBench

/// The server without a process: what a bootstrap would send comes from the test.
final class Stand {
  let message: EventMessage
  let server: RuntimeAPIServer
  private let waitSet: WaitSet

  init(event: String = "{}") throws {
    message = EventMessage(event: Array(event.utf8), arn: "arn:test")
    waitSet = try WaitSet()
    server = try RuntimeAPIServer(message, waitSet: waitSet)
  }

  /// Lets the server work until something is so; fails after a while in which nothing comes.
  func run(until isDone: () -> Bool) throws {
    for _ in 0..<1000 {
      if isDone() { return }
      try turn()
    }
    throw BenchError(.timeout, "nothing comes")
  }

  /// Lets the server take what has come.
  func turn() throws {
    try waitSet.wait(milliseconds: 10) { descriptor, canWrite, canRead throws(BenchError) in
      try server.proceed(descriptor, canWrite: canWrite, canRead: canRead)
    }
  }

  var requestID: String {
    String(
      decoding: UnsafeRawBufferPointer(start: message.requestID, count: EventMessage.idLength),
      as: UTF8.self)
  }

  func client() -> Client { Client(server.address) }
}

/// The bootstrap's side of one connection.
final class Client {
  private let descriptor: Int32

  init(_ address: String) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var target = sockaddr_in()
    target.sin_family = sa_family_t(AF_INET)
    target.sin_port = UInt16(address.split(separator: ":")[1])!.bigEndian
    target.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let failed = withUnsafePointer(to: &target) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) != 0
      }
    }
    precondition(!failed, "cannot connect to \(address)")
  }

  deinit { hangUp() }

  private var isOpen = true

  func hangUp() {
    if isOpen { close(descriptor) }
    isOpen = false
  }

  func send(_ text: String) {
    let bytes = Array(text.replacing("\n", with: "\r\n").utf8)
    precondition(Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count)
  }

  func sendRaw(_ bytes: [UInt8]) {
    precondition(Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count)
  }

  /// What has been sent back, without waiting; nil at the end.
  func received() -> String? {
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
    return count == 0 ? nil : String(decoding: bytes[..<max(0, count)], as: UTF8.self)
  }
}
