internal import Glibc

/// The reading end of what a candidate writes to standard output and standard error. All is taken,
/// so that the candidate never waits, and the end is kept, for error messages.
final class OutputTail {
  private(set) var descriptor: Int32
  private var kept: [UInt8] = []
  private var hasDropped = false

  private static let limit = 4096
  private static let turn = 64 * 1024
  private let scratch = UnsafeMutableRawPointer.allocate(byteCount: turn, alignment: 16)

  init(adopting descriptor: Int32) { self.descriptor = descriptor }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    scratch.deallocate()
  }

  /// Takes what is there, once; false when there was nothing. At the end of what is written the
  /// descriptor is closed.
  @discardableResult
  func drain() -> Bool {
    guard descriptor >= 0 else { return false }
    let count = read(descriptor, scratch, Self.turn)
    if count < 0 { return false }
    if count == 0 {
      close(descriptor)
      descriptor = -1
      return false
    }
    let tail = UnsafeRawBufferPointer(start: scratch, count: count).suffix(Self.limit)
    if tail.count < count { kept.removeAll(keepingCapacity: true) }
    kept.append(contentsOf: tail)
    if kept.count > Self.limit {
      kept.removeFirst(kept.count - Self.limit)
      hasDropped = true
    }
    hasDropped = hasDropped || tail.count < count
    return true
  }

  /// The last whole lines that were written, without the last line end.
  func lastLines() -> [UInt8] {
    // What the process wrote before it ended; a child of it may go on writing.
    for _ in 0..<64 where !drain() { break }
    var lines = kept[...]
    if hasDropped, let end = lines.firstIndex(of: UInt8(ascii: "\n")) {
      lines = lines[(end + 1)...]
    }
    while lines.last == UInt8(ascii: "\n") || lines.last == UInt8(ascii: "\r") {
      lines.removeLast()
    }
    return Array(lines)
  }
}
