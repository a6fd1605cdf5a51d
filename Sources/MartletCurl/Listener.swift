internal import CMartlet
internal import Glibc

/// A listening TCP socket on a loop.
public final class Listener {
  /// Where it listens, with the port that the kernel chose where port 0 was asked for.
  public let address: Address
  private let loop: RunLoop
  private let readable = Signal()
  private var descriptor: Int32
  private var watch: Watch?
  /// Called where there is no descriptor for a connection that comes; says whether it has closed one.
  public var onExhausted: (() -> Bool)?

  /// A numeric address and a port.
  public struct Address: Sendable, Hashable, CustomStringConvertible {
    /// The numeric address, without brackets.
    public let host: String
    /// The port.
    public let port: UInt16

    /// `host:port`, as it stands in a URL.
    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
  }

  /// Listens on the first address that `host` (a name or a numeric address) stands for.
  ///
  /// - Parameter port: the port; 0 lets the kernel choose a free one.
  /// - Throws: `TransportError`, code `address` for a host that stands for nothing, `system` for
  ///   an address that cannot be listened on, such as a port that is taken.
  public init(
    host: String = "127.0.0.1", port: UInt16 = 0, on loop: RunLoop
  ) throws(TransportError) {
    (descriptor, address) = try Self.listen(host: host, port: port)
    self.loop = loop
    do {
      watch = try loop.watch(descriptor, for: [.readable, .changesOnly]) { [readable] _ in
        readable.raise()
      }
    } catch {
      Glibc.close(descriptor)
      throw error
    }
  }

  deinit {
    close()
  }

  /// Waits for the next connection, one task at a time. What ends the waiting is `close`, not the
  /// cancellation of the task.
  ///
  /// - Throws: `TransportError`, code `closed` after `close`.
  public func accept() async throws(TransportError) -> Socket {
    while watch != nil {
      readable.clear()
      let accepted = martlet_accept(descriptor)
      if accepted >= 0 {
        var yes: Int32 = 1
        setsockopt(accepted, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, 4)
        if let socket = try? Socket(adopting: accepted, on: loop) { return socket }
        // The loop cannot watch one more descriptor; the connection is closed, the next one may
        // fare better.
        continue
      }
      switch errno {
      case EAGAIN: await readable.wait()
      case EMFILE, ENFILE, ENOBUFS, ENOMEM:
        if onExhausted?() == true { continue }
        // The process is out of descriptors for now. The connection stays in the kernel's queue;
        // trying again without a pause would spin until another connection ends.
        loop.schedule(at: .now + .milliseconds(20)) { [readable] in readable.raise() }
        await readable.wait()
      case EBADF, EFAULT, EINVAL, ENOTSOCK, EOPNOTSUPP: throw .system("accept on \(address)")
      default: continue  // The connection went away before it was accepted.
      }
    }
    throw TransportError(.closed, "no longer listening on \(address)")
  }

  /// Stops listening; a suspended `accept` throws.
  public func close() {
    guard let watch else { return }
    self.watch = nil
    watch.cancel()
    Glibc.close(descriptor)
    readable.raise()
  }

  private static func listen(
    host: String, port: UInt16
  ) throws(TransportError) -> (Int32, Address) {
    var hints = addrinfo()
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, String(port), &hints, &found)
    guard code == 0, let info = found?.pointee else {
      throw TransportError(
        .address, "\(host) is not an address to listen on: \(String(cString: gai_strerror(code)))")
    }
    defer { freeaddrinfo(found) }
    let descriptor = socket(
      info.ai_family, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue),
      0)
    guard descriptor >= 0 else { throw .system("socket") }
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, 4)
    guard bind(descriptor, info.ai_addr, info.ai_addrlen) == 0,
      Glibc.listen(descriptor, 4096) == 0
    else {
      let failure = TransportError.system("cannot listen on \(Address(host: host, port: port))")
      Glibc.close(descriptor)
      throw failure
    }
    return (descriptor, boundAddress(of: descriptor, host: host, port: port))
  }

  private static func boundAddress(of descriptor: Int32, host: String, port: UInt16) -> Address {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    var service = [CChar](repeating: 0, count: Int(NI_MAXSERV))
    let failed = withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        getsockname(descriptor, address, &length) != 0
          || getnameinfo(
            address, length, &name, socklen_t(name.count), &service, socklen_t(service.count),
            NI_NUMERICHOST | NI_NUMERICSERV) != 0
      }
    }
    guard !failed, let number = UInt16(text(service)) else {
      return Address(host: host, port: port)
    }
    return Address(host: text(name), port: number)
  }

  /// The characters before the terminating zero.
  private static func text(_ characters: [CChar]) -> String {
    String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
