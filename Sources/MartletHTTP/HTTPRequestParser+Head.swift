extension HTTPRequestParser {
  /// Reads the request line, or an empty line in front of it; false when it is not complete.
  mutating func readRequestLine() throws(HTTPError) -> Bool {
    let limit = limits.requestLine
    guard
      let line = try takeLine(
        limit: limit,
        tooLong: HTTPError(status: 414, reason: "the request line is longer than \(limit) bytes"))
    else { return false }
    if line.isEmpty {
      emptyLines += 1
      if emptyLines > HTTPRequestParser.mostEmptyLines {
        throw .malformed(
          "more than \(HTTPRequestParser.mostEmptyLines) empty lines before a request")
      }
      return true
    }
    let parsed = try RequestLine(buffer.storage.span.extracting(line))
    head = HTTPRequestHead(
      method: parsed.method, target: parsed.target, minorVersion: parsed.minorVersion)
    emptyLines = 0
    sectionBytes = 0
    state = .headerFields
    return true
  }

  /// Reads one line of the header or trailer section, whichever the state says; false when it is
  /// not complete.
  mutating func readField() throws(HTTPError) -> Bool {
    let limit = max(0, limits.headerBytes)
    let lineEnd = 2
    guard
      let line = try takeLine(
        limit: limit - sectionBytes - lineEnd,
        tooLong: HTTPError(status: 431, reason: "the header fields exceed \(limit) bytes"))
    else { return false }
    sectionBytes += line.count + lineEnd
    if case .trailerFields = state {
      try addTrailer(line)
    } else if line.isEmpty {
      try beginBody()
    } else {
      try checkCount(head.headers)
      let field = try FieldLine(buffer.storage.span.extracting(line))
      head.headers.append(field.name, field.value)
    }
    return true
  }

  private mutating func addTrailer(_ line: Range<Int>) throws(HTTPError) {
    guard !line.isEmpty else {
      state = .end
      return
    }
    try checkCount(trailers)
    let field = try FieldLine(buffer.storage.span.extracting(line))
    guard !TrailerRules.forbids(field.name) else {
      throw .malformed("\(Excerpt.quote(field.name)) is not allowed in a trailer section")
    }
    trailers.append(field.name, field.value)
  }

  private func checkCount(_ fields: HTTPHeaders) throws(HTTPError) {
    if fields.count >= limits.headerCount {
      throw HTTPError(status: 431, reason: "more than \(limits.headerCount) header fields")
    }
  }

  /// Decides, with the header section complete, how the body is framed.
  private mutating func beginBody() throws(HTTPError) {
    switch try BodyFraming(of: head, limit: limits.body) {
    case .length(let count):
      announcedBytes = count
      state = count == 0 ? .end : .body(remaining: count)
    case .chunked:
      announcedBytes = 0
      state = .chunkSize
    }
  }
}
