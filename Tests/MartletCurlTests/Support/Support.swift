import Glibc
import MartletCurl

/// The transport error of a call; nil where it throws none.
func failure<Value>(of call: () async throws -> Value) async -> TransportError? {
  do {
    _ = try await call()
    return nil
  } catch {
    return error as? TransportError
  }
}

/// Both ends of a connection, as bare non-blocking descriptors.
func descriptorPair() -> (Int32, Int32) {
  var pair: [Int32] = [0, 0]
  let type = SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
  precondition(socketpair(AF_UNIX, Int32(type), 0, &pair) == 0, "no socket pair")
  return (pair[0], pair[1])
}

/// Both ends of a connection.
func socketPair(on loop: RunLoop) throws -> (Socket, Socket) {
  let pair = descriptorPair()
  return (try Socket(adopting: pair.0, on: loop), try Socket(adopting: pair.1, on: loop))
}

/// A TCP connection to a listener, as a bare non-blocking descriptor; the kernel completes it
/// before it is accepted.
func connect(to address: Listener.Address) -> Int32 {
  var hints = addrinfo()
  hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
  hints.ai_flags = AI_NUMERICHOST
  var found: UnsafeMutablePointer<addrinfo>?
  precondition(getaddrinfo(address.host, String(address.port), &hints, &found) == 0, "no address")
  defer { freeaddrinfo(found) }
  let info = found!.pointee
  let descriptor = socket(
    info.ai_family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
  precondition(
    Glibc.connect(descriptor, info.ai_addr, info.ai_addrlen) == 0, "cannot connect: errno \(errno)")
  _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
  return descriptor
}

/// Both ends of a TCP connection.
func tcpPair(on loop: RunLoop) async throws -> (Socket, Socket) {
  let listener = try Listener(on: loop)
  let near = try Socket(adopting: connect(to: listener.address), on: loop)
  return (near, try await listener.accept())
}

/// Closes a TCP descriptor with a reset instead of an orderly end.
func reset(_ descriptor: Int32) {
  var option = linger(l_onoff: 1, l_linger: 0)
  setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
  close(descriptor)
}

/// The number under which the kernel knows what a descriptor stands for; nil when it is closed.
/// Descriptors are given out again at once, these numbers are not.
func inode(_ descriptor: Int32) -> UInt64? {
  var status = stat()
  return fstat(descriptor, &status) == 0 ? UInt64(status.st_ino) : nil
}

/// Bytes of which no two neighbouring runs of 997 are alike.
func patternedBytes(_ count: Int) -> [UInt8] {
  var bytes: [UInt8] = []
  for number in 0...(count / 997) {
    bytes += [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 997)
  }
  return Array(bytes[..<count])
}

/// Compares megabytes in no time, which `==` does not in a debug build.
func areEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
  a.count == b.count && memcmp(a, b, a.count) == 0
}
