import Glibc
import MartletCurl

/// A listening socket of bare system calls, for peers that misbehave in ways a well-kept socket
/// does not offer.
final class RawListener {
  private let descriptor: Int32
  private let loop: RunLoop
  let port: UInt16

  var base: String { "http://127.0.0.1:\(port)" }

  /// - Parameter receiveBuffer: how much the kernel takes in for a peer that does not read.
  init(on loop: RunLoop, receiveBuffer: Int32? = nil) {
    self.loop = loop
    descriptor = socket(
      AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
    if var size = receiveBuffer {
      setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, 4)
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        precondition(bind(descriptor, $0, length) == 0 && listen(descriptor, 64) == 0)
        getsockname(descriptor, $0, &length)
      }
    }
    port = UInt16(bigEndian: address.sin_port)
  }

  deinit {
    Glibc.close(descriptor)
  }

  /// Waits for the next connection.
  func accept() async -> RawPeer {
    while true {
      let accepted = Glibc.accept(descriptor, nil, nil)
      if accepted >= 0 {
        _ = fcntl(accepted, F_SETFL, O_NONBLOCK)
        return RawPeer(accepted, on: loop)
      }
      await untilReadable(descriptor, on: loop)
    }
  }

  /// Whether a connection waits to be accepted.
  var hasConnection: Bool {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, 0) == 1
  }
}

/// The server's end of a connection, byte by byte.
final class RawPeer {
  private var descriptor: Int32
  private let loop: RunLoop
  /// What was received and not taken.
  private(set) var received: [UInt8] = []
  private(set) var receivedCount = 0
  private(set) var isEnded = false
  private(set) var isReset = false

  init(_ descriptor: Int32, on loop: RunLoop) {
    self.loop = loop
    self.descriptor = descriptor
    var yes: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, 4)
  }

  deinit { close() }

  /// Receives what is there, up to a number of bytes; false where there is nothing.
  @discardableResult
  func poll(_ most: Int = 1 << 16) -> Bool {
    guard !isEnded else { return false }
    var bytes = [UInt8](repeating: 0, count: most)
    let count = recv(descriptor, &bytes, most, 0)
    if count > 0 {
      received.append(contentsOf: bytes[..<count])
      receivedCount += count
    }
    isReset = count < 0 && errno == ECONNRESET
    isEnded = count == 0 || isReset
    return count > 0
  }

  /// Waits for the head of a request and takes it, with its empty line.
  func head() async -> String { await text(upTo: "\r\n\r\n") }

  /// Waits for a text and takes everything up to its end; what there is where the peer ends first.
  func text(upTo end: String) async -> String {
    while true {
      if let found = position(of: end) { return take(found + end.utf8.count) }
      if isEnded { return take(received.count) }
      await pollOrWait()
    }
  }

  /// Receives what is there or comes next.
  func pollOrWait() async {
    if !poll(), !isEnded { await untilReadable(descriptor, on: loop) }
  }

  private func position(of text: String) -> Int? {
    received.withUnsafeBytes { bytes in
      text.utf8CString.withUnsafeBytes { text in
        let count = text.count - 1
        guard bytes.count >= count else { return nil }
        var index = 0
        while index <= bytes.count - count {
          if memcmp(bytes.baseAddress! + index, text.baseAddress!, count) == 0 { return index }
          index += 1
        }
        return nil
      }
    }
  }

  /// Waits for the other end to finish and takes all that came.
  func rest() async -> String {
    while !isEnded { await pollOrWait() }
    return take(received.count)
  }

  func take(_ count: Int) -> String {
    defer { drop(count) }
    return String(decoding: received[..<count], as: UTF8.self)
  }

  func drop(_ count: Int) { received = Array(received[count...]) }

  func send(_ text: String) {
    let sent = Glibc.send(descriptor, text, text.utf8.count, Int32(MSG_NOSIGNAL))
    precondition(sent == text.utf8.count, "a peer of a test sends little")
  }

  func close() {
    guard descriptor >= 0 else { return }
    Glibc.close(descriptor)
    descriptor = -1
  }

  /// Ends the connection with a reset.
  func reset() {
    MartletCurlTests.reset(descriptor)
    descriptor = -1
  }
}

/// Suspends until a descriptor has something to be read, or its end.
private func untilReadable(_ descriptor: Int32, on loop: RunLoop) async {
  var watch: Watch?
  await withCheckedContinuation { continuation in
    do {
      watch = try loop.watch(descriptor, for: .readable) { _ in
        watch?.cancel()
        watch = nil
        continuation.resume()
      }
    } catch {
      preconditionFailure("\(error)")
    }
  }
}

/// Runs a test with a bare listener and a client for it, on one loop.
func withRawListener(
  receiveBuffer: Int32? = nil,
  _ test: @escaping @Sendable (RawListener, Client, RunLoop) async throws -> Void
) throws {
  let loop = try RunLoop()
  try loop.run {
    let listener = RawListener(on: loop, receiveBuffer: receiveBuffer)
    let client = try Client(.init(base: listener.base, userAgent: "test/1"), on: loop)
    try await test(listener, client, loop)
    client.close()
  }
}

/// Starts a call whose response or error is asked for later.
func start<Value: Sendable>(
  _ loop: RunLoop, _ call: @escaping () async throws(TransportError) -> Value
) -> Task<Result<Value, TransportError>, Never> {
  nonisolated(unsafe) let call = call
  return Task(executorPreference: loop) {
    do throws(TransportError) {
      return .success(try await call())
    } catch {
      return .failure(error)
    }
  }
}

extension Result where Failure == TransportError {
  var error: TransportError? {
    if case .failure(let error) = self { error } else { nil }
  }
}
