internal import Glibc

/// Makes lines of bytes that come in pieces.
struct LineSplitter {
  /// A line longer than this is passed on in parts: an event in Lambda's log ends there too.
  private static let longest = 256 * 1024
  private var partial: [UInt8] = []
  /// Whether what was passed on last is the beginning of the line that `partial` continues.
  private var isContinued = false

  /// Takes bytes and passes on each line that they complete, without its line end.
  mutating func append(_ bytes: UnsafeRawBufferPointer, _ line: ([UInt8]) -> Void) {
    guard let base = bytes.baseAddress else { return }
    var start = 0
    while let found = memchr(base + start, 0x0A, bytes.count - start) {
      let end = UnsafeRawPointer(found) - base
      partial.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
      start = end + 1
      if !(isContinued && partial.isEmpty) { flush(line) }
      isContinued = false
    }
    partial.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[start...]))
    if partial.count > Self.longest {
      flush(line)
      isContinued = true
    }
  }

  /// Passes on what is left when nothing more comes.
  mutating func finish(_ line: ([UInt8]) -> Void) {
    if !partial.isEmpty { flush(line) }
    isContinued = false
  }

  private mutating func flush(_ line: ([UInt8]) -> Void) {
    line(partial)
    partial.removeAll(keepingCapacity: true)
  }
}
