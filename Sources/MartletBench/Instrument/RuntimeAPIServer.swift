internal import CMartlet
internal import Glibc

/// The Runtime API at its barest, for one process: synchronous, over raw descriptors, each response
/// made beforehand and sent with one call. What it takes is part of every candidate's figures.
final class RuntimeAPIServer {
  /// `host:port`, for the candidate's environment.
  let address: String
  /// The event that every invocation has.
  private let message: EventMessage
  private let waitSet: WaitSet
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

  init(_ message: EventMessage, waitSet: WaitSet) throws(BenchError) {
    self.message = message
    self.waitSet = waitSet
    (listener, address) = try Self.listen()
    try waitSet.set(listener, .readable, isNew: true)
    connections.reserveCapacity(8)
    waiting.reserveCapacity(8)
  }

  deinit { close(listener) }

  /// Whether an event can be delivered.
  var isAsked: Bool { !waiting.isEmpty }

  /// Delivers the next event; returns when that began.
  func deliver() throws(BenchError) -> Instant {
    message.advance()
    answeredAt = nil
    isAnswered = false
    let connection = waiting.removeLast()
    let instant = Instant.now
    try connection.send(message)
    try update(connection)
    return instant
  }

  // MARK: Descriptors

  /// Does what a descriptor is ready for, if it is one of the server's.
  func proceed(_ descriptor: Int32, canWrite: Bool, canRead: Bool) throws(BenchError) {
    if descriptor == listener { return try accept() }
    var index = 0
    while index < connections.count {
      let connection = connections[index]
      if connection.descriptor == descriptor {
        if canWrite { connection.proceed() }
        if canRead, try !receive(on: connection) { return remove(index) }
        return try update(connection)
      }
      index += 1
    }
  }

  /// Waits for room where something could not be sent.
  private func update(_ connection: Connection) throws(BenchError) {
    guard connection.isBlocked != connection.waitsForRoom else { return }
    connection.waitsForRoom = connection.isBlocked
    try waitSet.set(
      connection.descriptor, connection.isBlocked ? .readableOrWritable : .readable, isNew: false)
  }

  private func remove(_ index: Int) {
    let connection = connections.remove(at: index)
    waiting.removeAll { $0 === connection }
  }

  private func accept() throws(BenchError) {
    let descriptor = martlet_accept(listener)
    guard descriptor >= 0 else { return }
    let connection = Connection(adopting: descriptor)
    try waitSet.set(descriptor, .readable, isNew: true)
    // The first request has often come by now.
    guard try receive(on: connection) else { return }
    connections.append(connection)
    try update(connection)
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
    while let request = try nextRequest(on: connection) {
      try reply(to: request, on: connection, at: instant)
    }
    return true
  }

  private func nextRequest(on connection: Connection) throws(BenchError) -> Connection.Request? {
    do throws(Connection.Malformed) {
      return try connection.nextRequest(requestID: message.requestID)
    } catch {
      throw BenchError(.protocolViolation, "sends what is no HTTP request: \(error.excerpt)")
    }
  }

  private func reply(
    to request: Connection.Request, on connection: Connection, at instant: Instant
  ) throws(BenchError) {
    switch request.head.call {
    case .next:
      if let marks = request.coldStartMarks { coldStartMarks = marks }
      // As on Lambda, who asks again instead of answering gets the same event again.
      guard isAnswered else { return try connection.send(message) }
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
