/// Writes the parts of a streamed response.
///
/// Each part is on its way to the caller when `write` returns. A caller who reads slowly suspends
/// the writer, so that no more than what the network holds is kept in memory.
///
/// A writer belongs to one task, and is of no use after its response.
public final class ResponseWriter {
  private let source: any InvocationSource
  private let contentType: String
  /// What goes out before the first part.
  private var prelude: [UInt8]
  /// Present until the response begins: from then on it cannot be answered in another way.
  private var invocation: Invocation?
  private var stream: (any ResponseStream)?

  /// Whether the response is complete, or the platform has stopped reading it.
  public var isFinished: Bool { isEnded || isBroken }
  private var isEnded = false
  /// A part was not taken. The response has still to be ended: what the platform said comes then.
  private var isBroken = false
  /// What the platform said to the response's end, where the process has to end by it; whoever wrote
  /// the response may have caught it.
  private(set) var failure: RuntimeError?

  init(
    _ invocation: consuming Invocation, from source: any InvocationSource, contentType: String,
    prelude: [UInt8]
  ) {
    self.invocation = consume invocation
    self.source = source
    self.contentType = contentType
    self.prelude = prelude
  }

  /// Sends a part; the first one begins the response. An empty part sends nothing.
  ///
  /// - Throws: `RuntimeError`, code `streamClosed`, after the response's end, or where the platform
  ///   has stopped reading it: nothing that is written later can arrive.
  public func write(_ bytes: [UInt8]) async throws(RuntimeError) {
    guard !isFinished else { throw Self.isOver }
    guard !bytes.isEmpty else { return }
    guard stream == nil else { return try await send(bytes) }
    try begin()
    let prelude = self.prelude
    self.prelude = []
    try await send(prelude.isEmpty ? bytes : prelude + bytes)
  }

  /// Sends a part as UTF-8; see `write(_:)`.
  public func write(_ text: String) async throws(RuntimeError) { try await write(Array(text.utf8)) }

  /// Ends the response: the caller has all of it. A response without parts is an empty one.
  ///
  /// It is ended by itself when the closure that writes it returns; call this to go on working
  /// after it.
  ///
  /// - Throws: `RuntimeError`, code `streamClosed`, where the platform has refused the response.
  public func finish() async throws(RuntimeError) {
    guard !isEnded else { return }
    if stream == nil, !isBroken {
      try begin()
      if !prelude.isEmpty { try await send(prelude) }
    }
    isEnded = true
    try await end { stream throws(RuntimeError) in try await stream.finish() }
  }

  /// Ends the response with an error: in the place of a response that has not begun, behind the
  /// parts of one that has.
  func fail(with error: ErrorDocument) async throws(RuntimeError) {
    guard !isEnded else { return }
    isEnded = true
    if let invocation = invocation.take() {
      try await source.fail(invocation, with: error)
    } else if isBroken {
      try await end { stream throws(RuntimeError) in try await stream.finish() }
    } else {
      try await end { stream throws(RuntimeError) in try await stream.fail(with: error) }
    }
  }

  private func end(
    _ ending: (any ResponseStream) async throws(RuntimeError) -> Void
  ) async throws(RuntimeError) {
    guard let stream else { return }
    do {
      try await ending(stream)
    } catch {
      failure = error
      throw error
    }
    // What is done from here on is no longer the invocation's.
    TrapReport.end()
  }

  private func begin() throws(RuntimeError) {
    guard let invocation = invocation.take() else { return }
    do {
      stream = try source.stream(invocation, contentType: contentType)
    } catch {
      isBroken = true
      throw error
    }
  }

  private func send(_ bytes: [UInt8]) async throws(RuntimeError) {
    do {
      try await stream?.write(bytes)
    } catch {
      isBroken = true
      throw error
    }
  }

  private static var isOver: RuntimeError {
    RuntimeError(.streamClosed, "the response is over; write its parts before finish()")
  }
}
