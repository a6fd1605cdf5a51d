/// An incremental parser of HTTP/1.0 and HTTP/1.1 requests (RFC 9112), without I/O.
///
/// Give it the bytes of one connection in whatever pieces they arrive, and ask for events until it
/// has none:
///
/// ```swift
/// parser.append(received)
/// while let event = try parser.next() { … }
/// ```
///
/// Each request is a `.head`, any number of `.body` pieces and an `.end`; pipelined requests follow
/// one another. Events and errors do not depend on how the bytes were split, except for where
/// bodies are cut.
///
/// It is strict: what two parsers could read differently is refused, because such differences are
/// how requests are smuggled past the one in front (RFC 9112 §11.2). It is not copyable, as two
/// parsers of one connection make no sense.
public struct HTTPRequestParser: ~Copyable, Sendable {
  /// A part of a request.
  public enum Event: Sendable, Hashable {
    /// The request line and all header fields; the framing of the body is valid.
    case head(HTTPRequestHead)

    /// The next piece of the body, never empty; chunks are merged or cut at will.
    case body([UInt8])

    /// The end of the request, with the fields that followed a chunked body.
    case end(trailers: HTTPHeaders)
  }

  enum State {
    case requestLine
    case headerFields
    /// A body, or what is left of it, of known length.
    case body(remaining: Int)
    case chunkSize
    case chunkData(remaining: Int)
    /// The CRLF behind the data of a chunk.
    case chunkEnd
    case trailerFields
    case end
    case failed(HTTPError)
  }

  let limits: Limits
  var buffer = ReceiveBuffer()
  var state = State.requestLine

  /// Empty lines skipped in front of the current request line.
  var emptyLines = 0
  /// The request being read: filled in line by line, handed out with the `.head`.
  var head = HTTPRequestHead(method: "", target: "")
  var trailers = HTTPHeaders()
  /// Bytes of the current header or trailer section so far.
  var sectionBytes = 0
  /// How large the current body is by what has been said of it: its length, or the sizes of its
  /// chunks so far. The bytes themselves may be still to come.
  public internal(set) var announcedBytes = 0

  /// Creates a parser for a new connection.
  public init(limits: Limits = Limits()) {
    self.limits = limits
  }

  /// Takes the next bytes of the connection; they are copied.
  ///
  /// Nothing is parsed until ``next()``. After an error they are ignored.
  public mutating func append(_ bytes: UnsafeRawBufferPointer) {
    if case .failed = state { return }
    buffer.append(bytes)
  }

  /// Takes the next bytes of the connection.
  public mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { append($0) }
  }

  /// Returns the next event, or `nil` when it needs more bytes.
  ///
  /// - Throws: The reason to refuse the request. From then on every call throws the same error.
  public mutating func next() throws(HTTPError) -> Event? {
    do {
      return try advance()
    } catch {
      state = .failed(error)
      buffer = ReceiveBuffer()
      throw error
    }
  }

  /// Whether a request has begun and its `.end` is still to come; the peer closing now truncates
  /// it.
  ///
  /// False after an error, which has already said what is wrong.
  public var isInsideMessage: Bool {
    switch state {
    case .requestLine:
      // Empty lines in front of a request are not part of it.
      buffer.storage[buffer.start...].contains { $0 != .carriageReturn && $0 != .lineFeed }
    case .failed: false
    default: true
    }
  }

  /// The number of bytes taken and not yet turned into events.
  ///
  /// A server that stops reading while this is large holds back a peer that sends faster than
  /// requests are answered.
  public var bufferedBytes: Int { buffer.count }
}
