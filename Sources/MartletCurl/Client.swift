internal import CMartlet
public import MartletHTTP

/// An HTTP/1.1 client over libcurl for one server, on the loop.
///
/// Handles are set up once and reused, connections are kept. One transfer at a time uses one
/// handle and one connection; concurrent ones get further handles.
///
/// A server may close a kept connection at any time, also while a request is on its way to it. A
/// request is therefore sent a second time, at most, and only where its first connection was a kept
/// one and was lost before a whole line of a response came: closed while idle, reset, or dead since
/// the process was frozen. Whether the server acted on the first sending is then unknown, as it is
/// with every client that keeps connections. Nothing is sent again when a new connection is lost,
/// when a response broke off, or when bytes of a streamed body were taken. What a caller may send
/// again itself is told by `TransportError.isUnsent`.
public final class Client {
  /// How a client reaches its server.
  public struct Options: Sendable {
    /// Scheme, host and port, such as `http://127.0.0.1:9001`.
    public var base: String
    /// Sent as `User-Agent`.
    public var userAgent: String
    /// How long connecting may take, five minutes at most. There is no limit on what comes after it
    /// unless a call sets one: a process that its platform freezes cannot tell how long it was away.
    public var connectTimeout: Duration
    /// The largest response body that is accepted, in bytes.
    public var maximumResponseBody: Int

    /// Options for a server, with defaults that suit the Runtime API.
    public init(
      base: String, userAgent: String, connectTimeout: Duration = .seconds(1),
      maximumResponseBody: Int = 256 << 20
    ) {
      self.base = base
      self.userAgent = userAgent
      self.connectTimeout = connectTimeout
      self.maximumResponseBody = maximumResponseBody
    }
  }

  private let options: Options
  private let loop: RunLoop
  /// Nil when the connections were dropped and none was made since.
  private var multi: Multi?
  private var server: Server?
  private var isClosed = false
  // Unchecked for overlapping accesses: each is one push or pop, which calls nothing else.
  @exclusivity(unchecked) private var idleGet: [EasyHandle] = []
  @exclusivity(unchecked) private var idlePost: [EasyHandle] = []

  /// Makes a client; nothing is connected before the first call. Call it on the loop's thread.
  ///
  /// - Throws: `TransportError`, code `system`, where libcurl cannot be started.
  public init(_ options: Options, on loop: RunLoop) throws(TransportError) {
    self.options = options
    self.loop = loop
    multi = try Multi(on: loop)
  }

  /// Sends `GET target` and waits for the whole response. Cancelling the task does not end the
  /// call; a timeout and `close` do.
  ///
  /// - Parameters:
  ///   - target: path and query, percent-encoded.
  ///   - timeout: for the whole call; nil, the default, waits without limit.
  /// - Throws: `TransportError`. A status that means failure is a response, not an error.
  public func get(
    _ target: String, headers: HTTPHeaders = [:], timeout: Duration? = nil
  ) async throws(TransportError) -> HTTPResponse {
    let multi = try openMulti()
    let handle = if let idle = idleGet.popLast() { idle } else { try makeHandle(.get) }
    handle.prepare(target: target, headers: headers, body: nil, timeout: timeout)
    defer { idleGet.append(handle) }
    return try await handle.perform(on: multi)
  }

  /// Sends `POST target` with a body of known length and waits for the whole response; see `get`.
  /// The body is not copied, and kept until the call is over.
  public func post(
    _ target: String, headers: HTTPHeaders = [:], body: [UInt8], timeout: Duration? = nil
  ) async throws(TransportError) -> HTTPResponse {
    var isRepeated = false
    return try await post(
      target, headers: headers, body: body, timeout: timeout, isRepeated: &isRepeated)
  }

  /// Does the same, and tells whether the response is to the request's second sending: the server
  /// may have acted on the first one, whose connection was lost before its response came.
  public func post(
    _ target: String, headers: HTTPHeaders = [:], body: [UInt8], timeout: Duration? = nil,
    isRepeated: inout Bool
  ) async throws(TransportError) -> HTTPResponse {
    let multi = try openMulti()
    let handle = if let idle = idlePost.popLast() { idle } else { try makeHandle(.post) }
    handle.prepare(target: target, headers: headers, body: body, timeout: timeout)
    defer {
      isRepeated = handle.isRepeated
      idlePost.append(handle)
    }
    return try await handle.perform(on: multi)
  }

  /// Begins `POST target` with a body that is written piece by piece; the head is sent at once.
  ///
  /// - Parameter headers: `Transfer-Encoding: chunked` is added; fields that would frame the body
  ///   otherwise are left out.
  /// - Throws: `TransportError`, code `closed` after `close`. What goes wrong later is told by the
  ///   stream.
  public func stream(
    _ target: String, headers: HTTPHeaders = [:]
  ) throws(TransportError) -> RequestStream {
    let multi = try openMulti()
    let upload = Upload()
    let handle = try makeHandle(.stream(upload))
    handle.prepare(target: target, headers: headers, body: nil, timeout: nil)
    handle.start(on: multi)
    return RequestStream(handle, upload)
  }

  /// Ends all calls and streams under way, which throw `TransportError`, code `closed`, and closes
  /// the connections. Later calls throw the same. Closing twice is harmless.
  public func close() {
    isClosed = true
    multi?.finishAll(TransportError(.closed, "the client is closed"))
    multi = nil
  }

  /// Forgets the kept connections, and the server's looked-up addresses: the next call connects
  /// anew. Calls under way keep theirs until they are over.
  ///
  /// Meant for a process that was restored from a snapshot, whose old connections lead nowhere.
  public func dropConnections() {
    multi = nil
  }

  /// The other end of the last call's connection, as a numeric address without brackets; nil before
  /// the first `get` has ended. It is libcurl's note of it, and costs no system call.
  public var peer: (host: String, port: UInt16)? {
    guard let easy = idleGet.last?.easy else { return nil }
    var host: UnsafePointer<CChar>?
    var port = 0
    guard martlet_easy_peer(easy, &host, &port) == CURLE_OK, let host, host.pointee != 0,
      let port = UInt16(exactly: port), port > 0
    else { return nil }
    return (String(cString: host), port)
  }

  private func openMulti() throws(TransportError) -> Multi {
    guard !isClosed else {
      throw TransportError(.closed, "the client is closed", isUnsent: true)
    }
    if let multi { return multi }
    let multi = try Multi(on: loop)
    self.multi = multi
    return multi
  }

  private func makeHandle(_ kind: EasyHandle.Kind) throws(TransportError) -> EasyHandle {
    let server = if let server { server } else { try Server(options.base) }
    self.server = server
    return try EasyHandle(options, server, kind)
  }
}
