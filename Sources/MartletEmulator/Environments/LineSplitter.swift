/// Makes lines of bytes that come in pieces.
struct LineSplitter {
  /// A line longer than this is passed on in parts: an event in Lambda's log ends there too.
  private static let longest = 256 * 1024
  private var partial: [UInt8] = []

  /// Takes bytes and passes on each line that they complete, without its line end.
  mutating func append(_ bytes: UnsafeRawBufferPointer, _ line: ([UInt8]) -> Void) {
    var rest = bytes[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      partial.append(contentsOf: rest[..<end])
      rest = rest[(end + 1)...]
      flush(line)
    }
    partial.append(contentsOf: rest)
    if partial.count > Self.longest { flush(line) }
  }

  /// Passes on what is left when nothing more comes.
  mutating func finish(_ line: ([UInt8]) -> Void) {
    if !partial.isEmpty { flush(line) }
  }

  private mutating func flush(_ line: ([UInt8]) -> Void) {
    line(partial)
    partial.removeAll(keepingCapacity: true)
  }
}
