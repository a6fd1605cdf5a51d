import MartletCurl

/// A request as its bytes came off the wire. It is read here by other means than the parser under
/// test elsewhere, so that a mistake cannot hide on both sides.
struct RawRequest: Sendable {
  let bytes: [UInt8]
  let lines: [String]
  let body: [UInt8]
  /// The number of the connection it came on, from zero.
  let connection: Int
  /// The loop it is answered on.
  let loop: RunLoop

  var requestLine: String { lines[0] }

  /// The values of a header, exactly as they were written after the colon.
  func values(_ name: String) -> [String] {
    lines.dropFirst().compactMap { line in
      guard let colon = line.firstIndex(of: ":"),
        line[..<colon].lowercased() == name.lowercased()
      else { return nil }
      return String(line[line.index(after: colon)...])
    }
  }

  /// Takes the first whole request out of `buffer`; nil while there is none.
  static func take(from buffer: inout [UInt8], connection: Int, loop: RunLoop) -> RawRequest? {
    let end = Array("\r\n\r\n".utf8)
    let head = (0..<max(0, buffer.count - 3)).first { buffer[$0..<($0 + 4)].elementsEqual(end) }
    guard let head else { return nil }
    let lines = String(decoding: buffer[..<head], as: UTF8.self)
      .split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
    let length =
      lines.lazy.compactMap { line in
        line.lowercased().hasPrefix("content-length:")
          ? Int(line.dropFirst(15).filter { $0 != " " }) : nil
      }.first ?? 0
    let whole = head + 4 + length
    guard buffer.count >= whole else { return nil }
    defer { buffer.removeFirst(whole) }
    return RawRequest(
      bytes: Array(buffer[..<whole]), lines: lines, body: Array(buffer[(head + 4)..<whole]),
      connection: connection, loop: loop)
  }
}
