/// A request as its bytes came off the wire, read by other means than the product's own parser, so
/// that a mistake cannot hide on both sides.
struct RecordedRequest: Sendable {
  let bytes: [UInt8]
  /// The request line and the header lines, without their ends.
  let lines: [String]
  let body: [UInt8]
  /// The pieces of a body that came in chunks, and the field lines behind them.
  let chunks: [[UInt8]]
  let trailers: [String]
  /// The number of the connection it came on, from zero.
  let connection: Int

  var method: String { String(lines[0].prefix { $0 != " " }) }

  /// The target without the version that all routes of the runtime begin with.
  var route: String {
    String(lines[0].split(separator: " ")[1].trimmingPrefix("/2018-06-01/runtime/"))
  }

  var text: String { String(decoding: body, as: UTF8.self) }

  /// The value of a header; nil where it is absent or there more than once.
  subscript(_ name: String) -> String? { Self.value(of: name, in: lines.dropFirst()) }

  /// The value of a trailer, as of a header.
  func trailer(_ name: String) -> String? { Self.value(of: name, in: trailers[...]) }

  private static func value(of name: String, in lines: ArraySlice<String>) -> String? {
    let values = lines.compactMap { line -> String? in
      let parts = line.split(separator: ": ", maxSplits: 1)
      return parts.count == 2 && parts[0].lowercased() == name.lowercased()
        ? String(parts[1]) : nil
    }
    return values.count == 1 ? values[0] : nil
  }

  /// Takes the first whole request out of `buffer`; nil while there is none.
  static func take(from buffer: inout [UInt8], connection: Int) -> RecordedRequest? {
    guard let head = lineEnds(2, in: buffer[...]) else { return nil }
    let lines = Self.lines(of: buffer[..<head])
    let isChunked = lines.contains { $0.lowercased() == "transfer-encoding: chunked" }
    guard let body = isChunked ? chunked(buffer[(head + 4)...]) : sized(buffer, head, lines) else {
      return nil
    }
    defer { buffer.removeFirst(body.end) }
    return RecordedRequest(
      bytes: Array(buffer[..<body.end]), lines: lines, body: Array(body.chunks.joined()),
      chunks: isChunked ? body.chunks : [], trailers: body.trailers, connection: connection)
  }

  private typealias Body = (chunks: [[UInt8]], trailers: [String], end: Int)

  private static func sized(_ buffer: [UInt8], _ head: Int, _ lines: [String]) -> Body? {
    let length = lines.lazy.compactMap { line in
      line.lowercased().hasPrefix("content-length: ") ? Int(line.dropFirst(16)) : nil
    }
    let end = head + 4 + (length.first ?? 0)
    guard buffer.count >= end else { return nil }
    return ([Array(buffer[(head + 4)..<end])], [], end)
  }

  /// Chunks as RFC 9112 §7.1 has them, without extensions, which no client of ours sends.
  private static func chunked(_ bytes: ArraySlice<UInt8>) -> Body? {
    var chunks: [[UInt8]] = []
    var rest = bytes
    while let lineEnd = lineEnds(1, in: rest) {
      let size = Int(String(decoding: rest[rest.startIndex..<lineEnd], as: UTF8.self), radix: 16)!
      rest = rest[(lineEnd + 2)...]
      if size == 0 {
        if rest.starts(with: "\r\n".utf8) { return (chunks, [], rest.startIndex + 2) }
        guard let end = lineEnds(2, in: rest) else { return nil }
        return (chunks, lines(of: rest[..<end]), end + 4)
      }
      guard rest.count >= size + 2 else { return nil }
      chunks.append(Array(rest.prefix(size)))
      precondition(rest.dropFirst(size).starts(with: "\r\n".utf8), "a chunk has no end")
      rest = rest.dropFirst(size + 2)
    }
    return nil
  }

  private static func lines(of bytes: ArraySlice<UInt8>) -> [String] {
    String(decoding: bytes, as: UTF8.self)
      .split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// Where that many line ends follow each other first.
  private static func lineEnds(_ count: Int, in bytes: ArraySlice<UInt8>) -> Int? {
    let ends = Array(String(repeating: "\r\n", count: count).utf8)
    guard bytes.count >= ends.count else { return nil }
    return (bytes.startIndex...(bytes.endIndex - ends.count)).first {
      bytes[$0..<($0 + ends.count)].elementsEqual(ends)
    }
  }
}
