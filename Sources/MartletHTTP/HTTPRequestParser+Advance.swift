extension HTTPRequestParser {
  /// Moves from state to state until there is an event, an error, or no more bytes.
  mutating func advance() throws(HTTPError) -> Event? {
    while true {
      switch state {
      case .requestLine:
        guard try readRequestLine() else { return nil }
      case .headerFields:
        guard try readField() else { return nil }
        if case .headerFields = state { continue }
        return .head(takeHead())
      case .body(let remaining):
        return takeBody(remaining) { $0 == 0 ? .end : .body(remaining: $0) }
      case .chunkSize:
        guard try readChunkSize() else { return nil }
      case .chunkData(let remaining):
        return takeBody(remaining) { $0 == 0 ? .chunkEnd : .chunkData(remaining: $0) }
      case .chunkEnd:
        guard try readChunkEnd() else { return nil }
      case .trailerFields:
        guard try readField() else { return nil }
      case .end:
        state = .requestLine
        defer { trailers = HTTPHeaders() }
        return .end(trailers: trailers)
      case .failed(let error):
        throw error
      }
    }
  }

  /// Lets go of the head, so that the receiver owns its storage alone and may edit it in place.
  private mutating func takeHead() -> HTTPRequestHead {
    defer { head = HTTPRequestHead(method: "", target: "") }
    return head
  }

  /// Takes what has arrived of a body; `rest` names the state for the number of bytes still
  /// missing.
  private mutating func takeBody(_ remaining: Int, rest: (Int) -> State) -> Event? {
    guard buffer.count > 0 else { return nil }
    let piece = buffer.take(atMost: remaining)
    state = rest(remaining - piece.count)
    return .body(piece)
  }

  /// Takes the next line, without its CRLF, as a range of the buffer's storage; `nil` when it is
  /// not complete.
  ///
  /// The limit is tested before anything else and on incomplete lines too, so that a line fails the
  /// same way however it was split, and a peer that never ends its line is stopped.
  mutating func takeLine(
    limit: Int, tooLong: @autoclosure () -> HTTPError
  ) throws(HTTPError) -> Range<Int>? {
    guard let lineFeed = buffer.lineFeedIndex() else {
      // The last byte may be the CR of the line end, which does not count.
      if buffer.count - 1 > limit { throw tooLong() }
      return nil
    }
    let start = buffer.start
    let hasReturn = lineFeed > start && buffer.storage[lineFeed - 1] == .carriageReturn
    let line = start..<(hasReturn ? lineFeed - 1 : lineFeed)
    if line.count > limit { throw tooLong() }
    guard hasReturn else {
      throw .malformed("a line ends in a bare LF instead of CRLF: \(excerpt(line))")
    }
    buffer.consume(upTo: lineFeed + 1)
    return line
  }

  private func excerpt(_ range: Range<Int>) -> String {
    Excerpt.quote(buffer.storage.span.extracting(range))
  }
}
