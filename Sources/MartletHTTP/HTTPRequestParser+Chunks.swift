extension HTTPRequestParser {
  /// Reads the line in front of a chunk (RFC 9112 §7.1); false when it is not complete.
  mutating func readChunkSize() throws(HTTPError) -> Bool {
    let limit = HTTPRequestParser.longestChunkLine
    guard
      let line = try takeLine(
        limit: limit,
        tooLong: .malformed("the line before a chunk is longer than \(limit) bytes"))
    else { return false }
    let size = try ChunkLine.size(buffer.storage.span.extracting(line))
    if size == 0 {
      sectionBytes = 0
      state = .trailerFields
      return true
    }
    let (total, overflow) = announcedBytes.addingReportingOverflow(size)
    announcedBytes = overflow ? .max : total
    if overflow || total > limits.body {
      throw HTTPError(status: 413, reason: "the body exceeds \(limits.body) bytes")
    }
    state = .chunkData(remaining: size)
    return true
  }

  /// Reads the CRLF behind the data of a chunk; false when it is not complete.
  ///
  /// Each byte is judged as soon as it is there, so a wrong one fails without waiting for a second.
  mutating func readChunkEnd() throws(HTTPError) -> Bool {
    let expected = [UInt8.carriageReturn, .lineFeed]
    for (received, wanted) in zip(buffer.storage[buffer.start...], expected)
    where received != wanted {
      throw .malformed("the data of a chunk is not followed by CRLF")
    }
    guard buffer.count >= 2 else { return false }
    buffer.consume(upTo: buffer.start + 2)
    state = .chunkSize
    return true
  }
}
