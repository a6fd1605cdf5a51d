internal import CMartlet
internal import Glibc

/// The Runtime API at its barest, for one process: synchronous, over raw descriptors, each response
/// made beforehand and sent with one call. What it takes is part of every candidate's figures.
final class RuntimeAPIServer {
  /// `host:port`, for the candidate's environment.
  let address: String
  /// The event that every invocation has.
  private let message: EventMessage
  private let listener: Int32
  private var connections: [Connection] = []

  /// Connections on which an event is waited for.
  private var waiting: [Connection] = []
  /// When the last request was received that asked for an event.
  private(set) var askedAt = Instant(nanoseconds: 0)
  /// When the current event's answer was received, to its last byte; nil until then.
  private(set) var answeredAt: Instant?
  /// How many events were answered with an error.
  private(set) var errors = 0
  /// The beginning of the last error.
  private(set) var lastError: [UInt8]?
  /// The error by which the candidate gives up before its first event.
  private(set) var initError: [UInt8]?
  /// What Martlet's runtime says about its start.
  private(set) var coldStartMarks: String?
  /// The last request that is not part of the Runtime API.
  private(set) var unknownRequest: String?
  private var isAnswered = true

  init(_ message: EventMessage) throws(BenchError) {
    self.message = message
    (listener, address) = try Self.listen()
    connections.reserveCapacity(8)
    waiting.reserveCapacity(8)
  }

  deinit { close(listener) }

  /// Whether an event can be delivered.
  var isAsked: Bool { !waiting.isEmpty }

  /// Delivers the next event; returns when that began.
  func deliver() -> Instant {
    message.advance()
    answeredAt = nil
    isAnswered = false
    let connection = waiting.removeLast()
    let instant = Instant.now
    connection.send(message)
    return instant
  }

  // MARK: Descriptors

  /// How many descriptors are to be polled.
  var descriptorCount: Int { connections.count + 1 }

  /// Fills in what is to be polled.
  func prepare(_ descriptors: UnsafeMutablePointer<pollfd>) {
    descriptors[0] = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
    var index = 0
    while index < connections.count {
      let connection = connections[index]
      let events = connection.isBlocked ? POLLIN | POLLOUT : POLLIN
      descriptors[index + 1] = pollfd(
        fd: connection.descriptor, events: Int16(events), revents: 0)
      index += 1
    }
  }

  /// Does what the descriptors are ready for.
  func proceed(_ descriptors: UnsafePointer<pollfd>) throws(BenchError) {
    // Backwards, because those that end are taken out.
    var index = connections.count
    while index > 0 {
      let ready = Int32(descriptors[index].revents)
      index -= 1
      guard ready != 0 else { continue }
      let connection = connections[index]
      if ready & POLLOUT != 0 { connection.proceed() }
      if ready & ~POLLOUT != 0, try !receive(on: connection) { remove(index) }
    }
    if descriptors[0].revents != 0 { try accept() }
  }

  private func remove(_ index: Int) {
    let connection = connections.remove(at: index)
    waiting.removeAll { $0 === connection }
  }

  private func accept() throws(BenchError) {
    let descriptor = martlet_accept(listener)
    guard descriptor >= 0 else { return }
    let connection = Connection(adopting: descriptor)
    // The first request has often come by now.
    if try receive(on: connection) { connections.append(connection) }
  }

  // MARK: Requests

  /// False when the connection has ended.
  private func receive(on connection: Connection) throws(BenchError) -> Bool {
    switch connection.receive() {
    case .nothing: return true
    case .end: return false
    case .bytes: break
    }
    let instant = Instant.now
    do throws(Connection.Malformed) {
      while let request = try connection.nextRequest(requestID: message.requestID) {
        reply(to: request, on: connection, at: instant)
      }
      return true
    } catch {
      throw BenchError(.protocolViolation, "sends what is no HTTP request: \(error.excerpt)")
    }
  }

  private func reply(
    to request: Connection.Request, on connection: Connection, at instant: Instant
  ) {
    switch request.head.call {
    case .next:
      if let marks = request.coldStartMarks { coldStartMarks = marks }
      // As on Lambda, who asks again instead of answering gets the same event again.
      guard isAnswered else { return connection.send(message) }
      askedAt = instant
      waiting.append(connection)
    case .answer(let isError, let isCurrent):
      guard isCurrent, !isAnswered else { return connection.send(Reply.notTheRequest) }
      isAnswered = true
      answeredAt = instant
      if isError {
        errors += 1
        lastError = request.body
      }
      connection.send(Reply.accepted)
    case .initError:
      initError = request.body
      connection.send(Reply.accepted)
    case .ping: connection.send(Reply.pong)
    case .unknown:
      unknownRequest = request.line
      connection.send(Reply.notFound)
    }
  }

  // MARK: Listening

  private static func listen() throws(BenchError) -> (Int32, String) {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = socket(AF_INET, kind, 0)
    guard descriptor >= 0 else { throw .system("socket") }
    // Connections inherit it.
    var yes: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, 4)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let failed = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) != 0 || Glibc.listen(descriptor, 64) != 0
          || getsockname(descriptor, $0, &length) != 0
      }
    }
    guard !failed else {
      let error = BenchError.system("cannot listen on 127.0.0.1")
      close(descriptor)
      throw error
    }
    return (descriptor, "127.0.0.1:\(UInt16(bigEndian: address.sin_port))")
  }
}
