internal import Glibc

/// One of the candidate's connections: what has come in and is not read yet, and what could not go
/// out at once.
final class Connection {
  let descriptor: Int32
  private let buffer = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
  private var start = 0
  private var end = 0
  private var head: RequestHead?
  private var body: RequestBody?
  /// What the kernel did not take of an event.
  private var rest: (message: EventMessage, sent: Int)?
  /// What has to follow it.
  private var queue: [UInt8] = []
  /// Whether the candidate ends the connection with the next response, or we have done so.
  private var isEnding = false

  private static let capacity = 256 * 1024

  init(adopting descriptor: Int32) { self.descriptor = descriptor }

  deinit {
    close(descriptor)
    buffer.deallocate()
  }

  // MARK: Receiving

  enum Arrival { case bytes, nothing, end }

  /// Receives what is there.
  func receive() -> Arrival {
    let count = recv(descriptor, buffer + end, Self.capacity - end, 0)
    if count > 0 {
      end += count
      return .bytes
    }
    return count < 0 && (errno == EAGAIN || errno == EINTR) ? .nothing : .end
  }

  /// A whole request.
  struct Request {
    let head: RequestHead
    /// The beginning of an error's body.
    let body: [UInt8]
    /// The marks of a cold start, where they are sent along.
    let coldStartMarks: String?
    /// The request line, of a request that nobody knows.
    let line: String?
  }

  /// What is no request.
  struct Malformed: Error {
    /// The beginning of what came instead.
    let excerpt: String
  }

  /// Takes the next request that has come in whole.
  func nextRequest(requestID: UnsafeRawPointer) throws(Malformed) -> Request? {
    while start < end || body?.isComplete == true {
      if isEnding {
        // Nothing that follows a connection's last request counts.
        (start, end) = (0, 0)
        return nil
      }
      guard let head else {
        guard try readHead(requestID) else { return nil }
        continue
      }
      if body?.isComplete == false {
        guard let used = body?.take(unread) else { throw malformed() }
        start += used
      }
      guard let body, body.isComplete else { break }
      self.head = nil
      self.body = nil
      isEnding = head.isLast
      let request = Request(
        head: head, body: body.beginning, coldStartMarks: coldStartMarks, line: unknownLine)
      coldStartMarks = nil
      unknownLine = nil
      return request
    }
    if start == end { (start, end) = (0, 0) }
    return nil
  }

  private var coldStartMarks: String?
  private var unknownLine: String?

  private var unread: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: buffer + start, count: end - start)
  }

  private func readHead(_ requestID: UnsafeRawPointer) throws(Malformed) -> Bool {
    switch RequestHead.read(unread, requestID: requestID) {
    case .malformed: throw malformed()
    case .incomplete:
      guard end - start < Self.capacity else { throw malformed() }
      buffer.copyMemory(from: buffer + start, byteCount: end - start)
      (start, end) = (0, end - start)
      return false
    case .head(let head):
      coldStartMarks = head.coldStartMarks.map { text(at: $0) }
      if case .unknown = head.call { unknownLine = text(at: head.line) }
      start += head.count
      self.head = head
      body = RequestBody(head)
      if head.expectsContinue, start == end { send(Reply.goOn) }
      return true
    }
  }

  private func text(at range: Range<Int>) -> String {
    String(decoding: UnsafeRawBufferPointer(rebasing: unread[range]), as: UTF8.self)
  }

  private func malformed() -> Malformed {
    Malformed(excerpt: String(decoding: unread.prefix(60), as: UTF8.self).debugDescription)
  }

  // MARK: Sending

  /// Whether the set of what is waited for knows that there is something to send.
  var waitsForRoom = false

  /// Whether something could not be sent at once.
  var isBlocked: Bool { rest != nil || !queue.isEmpty }

  /// Sends a reply.
  func send(_ reply: Reply) {
    if isBlocked {
      queue.append(contentsOf: UnsafeBufferPointer(start: reply.bytes, count: reply.count))
    } else {
      let sent = max(0, write(reply.bytes, reply.count))
      if sent < reply.count {
        queue.append(
          contentsOf: UnsafeBufferPointer(start: reply.bytes + sent, count: reply.count - sent))
      }
    }
    finish()
  }

  /// Sends an event.
  ///
  /// - Throws: `BenchError` of the kind `protocolViolation`, where the candidate has not taken what
  ///   was sent before. To keep events until then would let it ask for as many as fill the memory.
  func send(_ message: EventMessage) throws(BenchError) {
    guard !isBlocked else {
      throw BenchError(.protocolViolation, "asks for an event before it has read the last response")
    }
    let sent = max(0, write(message.bytes, message.count))
    if sent < message.count { rest = (message, sent) }
    finish()
  }

  /// Sends what had to wait.
  func proceed() {
    if let (message, sent) = rest {
      let count = write(message.bytes + sent, message.count - sent)
      guard count > 0 else { return }
      rest = sent + count < message.count ? (message, sent + count) : nil
    }
    if rest == nil, !queue.isEmpty {
      let count = queue.withUnsafeBytes { write($0.baseAddress!, $0.count) }
      if count > 0 { queue.removeFirst(count) }
    }
    finish()
  }

  /// After the last response the candidate sees the end; what it still sends is passed over.
  private func finish() {
    if isEnding, !isBlocked { shutdown(descriptor, Int32(SHUT_WR)) }
  }

  private func write(_ bytes: UnsafeRawPointer, _ count: Int) -> Int {
    Glibc.send(descriptor, bytes, count, Int32(MSG_NOSIGNAL))
  }
}
