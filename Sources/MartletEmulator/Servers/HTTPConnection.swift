internal import CMartlet
internal import MartletCurl
internal import MartletHTTP
internal import Synchronization

/// Serves the requests of one connection, one after the other.
final class HTTPConnection {
  let socket: Socket
  private let loop: RunLoop
  private var parser = HTTPRequestParser()
  private var head: HTTPRequestHead?
  /// Whether the present request's body has been read to its end.
  private var isBodyOver = true
  /// Whether the present request's body, or its beginning, has been read.
  private var isBodyRead = false
  private var output: [UInt8] = []
  /// While a response is sent in pieces.
  private var writer: HTTPBodyWriter?
  /// Whether the present request has been answered in pieces, to the end.
  private var keepsAliveAfterStream = false
  /// How long the head of a request may take from its first byte on.
  private let headLimit: Duration
  /// Since when no request is under way, on the monotonic clock; nil while one is.
  private var idleSince: UInt64? = martlet_monotonic_nanoseconds()
  /// Whether the parser has not seen all that was received.
  private var hasNews = false

  init(_ socket: Socket, on loop: RunLoop, headLimit: Duration = .seconds(30)) {
    self.socket = socket
    self.loop = loop
    self.headLimit = headLimit
  }

  /// How little is lost with a connection that has no request under way, the least first.
  struct Idleness: Comparable {
    /// Whether a head has begun.
    let hasBegun: Bool
    let since: UInt64

    static func < (a: Idleness, b: Idleness) -> Bool {
      a.hasBegun == b.hasBegun ? a.since < b.since : b.hasBegun
    }
  }

  /// Nil while a request is under way, or has come and has not been looked at.
  var idleness: Idleness? {
    guard let idleSince, !hasNews, !socket.hasUnreceived else { return nil }
    return Idleness(hasBegun: parser.isInsideMessage, since: idleSince)
  }

  /// Answers each request with what `answer` returns, until either side ends the connection.
  /// Without an answer the connection is closed.
  func serve(_ answer: (HTTPRequestHead, HTTPConnection) async -> HTTPResponse?) async {
    do {
      while let head = try await nextHead() {
        guard let response = await answer(head, self) else {
          if keepsAliveAfterStream { continue }
          break
        }
        if try await !send(response, to: head) { break }
      }
    } catch let error as HTTPError {
      // What follows on the connection cannot be told apart from the refused message.
      output.removeAll(keepingCapacity: true)
      error.response.serialize(into: &output, answering: head, keepAlive: false)
      if (try? await socket.send(output)) != nil { await linger() }
    } catch {
      // The connection is lost; there is nobody to tell.
    }
    socket.close()
  }

  // MARK: Bodies in pieces

  /// A part of the present request's body.
  enum BodyPart {
    case bytes([UInt8])
    case end(trailers: HTTPHeaders)
    /// The peer broke off in the middle.
    case truncated
    /// So much is announced that it is not waited for.
    case tooLarge(size: Int)
  }

  /// Waits for the next part of the present request's body. The bytes are passed on as they come.
  ///
  /// - Parameter most: how much may be announced.
  func bodyPart(announcing most: Int) async throws -> BodyPart {
    guard !isBodyOver else { return .end(trailers: [:]) }
    if !isBodyRead, let head, head.expectsContinue, parser.bufferedBytes == 0 {
      try await socket.send(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
    }
    isBodyRead = true
    switch try await nextEvent(announcing: most) {
    case .body(let bytes)?: return .bytes(bytes)
    case .end(let trailers)?:
      isBodyOver = true
      return .end(trailers: trailers)
    case .head?, nil:
      return parser.announcedBytes > most ? .tooLarge(size: parser.announcedBytes) : .truncated
    }
  }

  /// Sends the head of a response whose body comes in pieces. A route that has answered like this
  /// returns no response.
  func begin(_ response: HTTPResponse) async throws {
    var response = response
    response.headers.append("Date", HTTPDate.now)
    output.removeAll(keepingCapacity: true)
    writer = response.serializeHead(
      into: &output, answering: head, keepAlive: head?.keepsAlive == true && isBodyOver)
    try await socket.send(output)
  }

  /// Sends a piece of the body.
  func write(_ piece: [UInt8]) async throws {
    output.removeAll(keepingCapacity: true)
    writer?.write(piece, into: &output)
    try await socket.send(output)
  }

  /// Ends the body. A body without its end tells the client that it is not whole.
  func finish() async throws {
    guard let writer else { return }
    output.removeAll(keepingCapacity: true)
    writer.finish(into: &output)
    try await socket.send(output)
    keepsAliveAfterStream = writer.keepsAlive
    self.writer = nil
  }

  // MARK: Bodies as a whole

  /// A body, or as much of it as the limit allows.
  struct Body {
    var bytes: [UInt8]
    /// How large it is; more than `bytes.count` where it is over the limit.
    var size: Int
    /// Whether the peer broke off in the middle.
    var isTruncated = false
  }

  /// Reads the present request's body. Of a body that is over the limit the rest is read and
  /// dropped, so that the peer gets to read its answer, unless it is more than can be read for that.
  func body(atMost limit: Int) async throws -> Body {
    var body = Body(bytes: [], size: 0)
    guard !isBodyOver else { return body }
    isBodyRead = true
    if let head, head.expectsContinue, parser.bufferedBytes == 0 {
      if let length = head.headers["Content-Length"].flatMap(Int.init), length > limit {
        body.size = length
        return body
      }
      try await socket.send(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
    }
    let most = limit + Self.mostDropped
    while !isBodyOver {
      switch try await nextEvent(announcing: most) {
      case .body(let bytes):
        body.size += bytes.count
        if body.size <= limit {
          if body.bytes.isEmpty { body.bytes = bytes } else { body.bytes += bytes }
        }
        if body.size > most { return body }
      case .end: isBodyOver = true
      case .head: break
      case nil where parser.announcedBytes > most:
        body.size = parser.announcedBytes
        return body
      case nil:
        body.isTruncated = true
        return body
      }
    }
    return body
  }

  /// How much of a body over its limit is read for the sake of a readable answer.
  static let mostDropped = 64 << 20

  /// Waits for the head of a request, without limit until it begins. In one function, because it is on
  /// the path of every request.
  ///
  /// - Throws: 408 where it does not end in time; who sends a byte now and then would hold the
  ///   connection for ever.
  private func nextHead() async throws -> HTTPRequestHead? {
    head = nil
    idleSince = martlet_monotonic_nanoseconds()
    var timer: RunLoop.Timer?
    defer {
      if let timer {
        timer.cancel()
        socket.isInterrupted = false
      }
    }
    while true {
      hasNews = false
      if let event = try parser.next() {
        guard case .head(let next) = event else { return nil }
        begin(next)
        return next
      }
      if timer == nil, parser.isInsideMessage {
        timer = loop.schedule(at: .now + headLimit) { [socket] in socket.isInterrupted = true }
      }
      do {
        let count = try await socket.receive {
          parser.append($0)
          hasNews = true
        }
        if count == 0 { return nil }
      } catch {
        guard error.code == .timeout else { throw error }
        throw HTTPError(status: 408, reason: "the request's head has not come within \(headLimit)")
      }
    }
  }

  private func begin(_ next: HTTPRequestHead) {
    idleSince = nil
    head = next
    isBodyOver = false
    isBodyRead = false
    keepsAliveAfterStream = false
  }

  /// The next part of a request; nil where the peer has finished, or has announced more than is
  /// waited for.
  private func nextEvent(announcing most: Int) async throws -> HTTPRequestParser.Event? {
    while true {
      do {
        if let event = try parser.next() { return event }
      } catch {
        // Sizes that add up to more than there is a number for are too much, not malformed.
        guard parser.announcedBytes > most else { throw error }
      }
      guard parser.announcedBytes <= most else { return nil }
      if try await socket.receive({ parser.append($0) }) == 0 { return nil }
    }
  }

  /// What is longer is sent by itself: a reader who takes its time would hold it twice, and the
  /// connection keep room for it.
  private static let mostCopied = 64 << 10

  /// Sends a response; false when the connection ends with it.
  private func send(_ response: HTTPResponse, to head: HTTPRequestHead) async throws -> Bool {
    // A route that had no use for the body may leave it unread; most often it is here already. What
    // a route gave up on is not read again: the peer may wait for its answer now.
    if !isBodyRead, !head.expectsContinue { _ = try await body(atMost: 0) }
    let keepAlive = head.keepsAlive && isBodyOver
    output.removeAll(keepingCapacity: true)
    let isBodyLeft = response.serialize(
      into: &output, answering: head, keepAlive: keepAlive, date: HTTPDate.now,
      mostCopied: Self.mostCopied)
    try await socket.send(output)
    if isBodyLeft { try await socket.send(response.body) }
    if !keepAlive { await linger() }
    return keepAlive
  }

  /// Closing while the peer still sends would reset the connection and take the answer with it, so
  /// what comes is read for a moment and dropped.
  private func linger() async {
    socket.finishSending()
    let timer = loop.schedule(at: .now + .seconds(1)) { [socket] in socket.close() }
    while let count = try? await socket.receive({ _ in }), count > 0 {}
    timer.cancel()
  }
}

/// The `Date` header, made once a second.
private enum HTTPDate {
  private static let cached = Mutex<(second: Int64, text: String)>((0, ""))

  static var now: String {
    let second = WallClock.seconds
    return cached.withLock { cached in
      if cached.second != second { cached = (second, WallClock.httpDate(second)) }
      return cached.text
    }
  }
}
