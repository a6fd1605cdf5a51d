/// A request as its bytes came off the wire, read by other means than the product's own parser, so
/// that a mistake cannot hide on both sides.
struct RecordedRequest: Sendable {
  let bytes: [UInt8]
  /// The request line and the header lines, without their ends.
  let lines: [String]
  let body: [UInt8]
  /// The number of the connection it came on, from zero.
  let connection: Int

  var method: String { String(lines[0].prefix { $0 != " " }) }

  /// The target without the version that all routes begin with.
  var route: String {
    String(lines[0].split(separator: " ")[1].trimmingPrefix("/2018-06-01/runtime/"))
  }

  var text: String { String(decoding: body, as: UTF8.self) }

  /// The value of a header; nil where it is absent or there more than once.
  subscript(_ name: String) -> String? {
    let values = lines.dropFirst().compactMap { line -> String? in
      let parts = line.split(separator: ": ", maxSplits: 1)
      return parts.count == 2 && parts[0].lowercased() == name.lowercased()
        ? String(parts[1]) : nil
    }
    return values.count == 1 ? values[0] : nil
  }

  /// Takes the first whole request out of `buffer`; nil while there is none.
  static func take(from buffer: inout [UInt8], connection: Int) -> RecordedRequest? {
    guard let head = headLength(of: buffer) else { return nil }
    let lines = String(decoding: buffer[..<head], as: UTF8.self)
      .split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
    let length = lines.lazy.compactMap { line in
      line.lowercased().hasPrefix("content-length: ") ? Int(line.dropFirst(16)) : nil
    }
    let whole = head + 4 + (length.first ?? 0)
    guard buffer.count >= whole else { return nil }
    defer { buffer.removeFirst(whole) }
    return RecordedRequest(
      bytes: Array(buffer[..<whole]), lines: lines, body: Array(buffer[(head + 4)..<whole]),
      connection: connection)
  }

  private static func headLength(of buffer: [UInt8]) -> Int? {
    let end = Array("\r\n\r\n".utf8)
    return buffer.indices.dropLast(3).first { buffer[$0..<($0 + 4)].elementsEqual(end) }
  }
}
