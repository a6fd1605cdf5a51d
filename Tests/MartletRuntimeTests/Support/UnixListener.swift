import Glibc

/// A Unix socket that waits for connections, in a folder of its own.
final class UnixListener {
  let path: String
  private let folder: String
  private let descriptor: Int32

  struct SystemError: Error { let number: Int32 }

  init() throws {
    var template = Array("/tmp/martlet-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw SystemError(number: errno) }
    folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    path = "\(folder)/socket"
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let failure = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard failure == 0, listen(descriptor, 4) == 0 else { throw SystemError(number: errno) }
  }

  deinit {
    close(descriptor)
    unlink(path)
    rmdir(folder)
  }

  func accept() -> Int32 { Glibc.accept(descriptor, nil, nil) }
}
