internal import CMartlet
public import MartletHTTP

/// An HTTP/1.1 client over libcurl for one server, on the loop.
///
/// Handles are set up once and reused, connections are kept. One transfer at a time uses one
/// handle and one connection; concurrent ones get further handles.
public final class Client {
  /// How a client reaches its server.
  public struct Options: Sendable {
    /// Scheme, host and port, such as `http://127.0.0.1:9001`.
    public var base: String
    /// Sent as `User-Agent`.
    public var userAgent: String
    /// How long connecting may take. There is no limit on what comes after it unless a call sets
    /// one: a process that its platform freezes cannot tell how long it was away.
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
  private let multi: Multi
  private var idleGet: [EasyHandle] = []
  private var idlePost: [EasyHandle] = []

  /// Makes a client; nothing is connected before the first call. Call it on the loop's thread.
  ///
  /// - Throws: `TransportError`, code `system`, where libcurl cannot be started.
  public init(_ options: Options, on loop: RunLoop) throws(TransportError) {
    self.options = options
    multi = try Multi(on: loop)
  }

  /// Sends `GET target` and waits for the whole response. Cancelling the task does not end the
  /// call; a timeout does.
  ///
  /// - Parameters:
  ///   - target: path and query, percent-encoded.
  ///   - timeout: for the whole call; nil, the default, waits without limit.
  /// - Throws: `TransportError`. A status that means failure is a response, not an error.
  public func get(
    _ target: String, headers: HTTPHeaders = [:], timeout: Duration? = nil
  ) async throws(TransportError) -> HTTPResponse {
    let handle = if let idle = idleGet.popLast() { idle } else { try makeHandle(isPost: false) }
    handle.prepare(target: target, headers: headers, body: nil, timeout: timeout)
    defer { idleGet.append(handle) }
    return try await handle.perform(on: multi)
  }

  /// Sends `POST target` with a body of known length and waits for the whole response; see `get`.
  public func post(
    _ target: String, headers: HTTPHeaders = [:], body: [UInt8], timeout: Duration? = nil
  ) async throws(TransportError) -> HTTPResponse {
    let handle = if let idle = idlePost.popLast() { idle } else { try makeHandle(isPost: true) }
    handle.prepare(target: target, headers: headers, body: body, timeout: timeout)
    defer { idlePost.append(handle) }
    return try await handle.perform(on: multi)
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

  private func makeHandle(isPost: Bool) throws(TransportError) -> EasyHandle {
    try EasyHandle(options, isPost: isPost)
  }
}
