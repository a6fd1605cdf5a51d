internal import Glibc
internal import MartletCurl

/// A file of lines that is written at its end alone, and read anywhere.
final class LineFile {
  private(set) var path: String
  /// Where its end is, as far as is known here.
  private(set) var size = 0
  private let descriptor: Int32
  private static let chunk = 1 << 16
  private static let newline = UInt8(ascii: "\n")
  /// Of a longer line only the beginning is given: nobody has written it here.
  private static let longestLine = 64 << 20

  /// - Throws: `TransportError`, code `system`, where the file cannot be opened or made.
  init(_ path: String) throws(TransportError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.failure(path) }
    size = Int(lseek(descriptor, 0, SEEK_END))
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Writes a line, all of it or nothing.
  ///
  /// - Returns: where it is, without its end.
  @discardableResult
  func append(_ line: [UInt8]) throws(TransportError) -> Range<Int> {
    try write(line + [Self.newline])
    return (size - line.count - 1)..<(size - 1)
  }

  private func write(_ bytes: [UInt8]) throws(TransportError) {
    guard writeAll(bytes, to: descriptor) else {
      let error = Self.failure(path)
      // Half a line would take the next one with it.
      ftruncate(descriptor, off_t(size))
      throw error
    }
    // As the system says, because somebody may have changed the file's length by hand.
    size = Int(lseek(descriptor, 0, SEEK_CUR))
  }

  /// What is at a place; less of it where the file ends before.
  func read(_ place: Range<Int>) throws(TransportError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(place.count)
    try forEachChunk(of: place) { (chunk) throws(TransportError) in bytes += chunk }
    return bytes
  }

  /// Adds to the lines what another file has at a place.
  func append(_ place: Range<Int>, of other: LineFile) throws(TransportError) {
    try other.forEachChunk(of: place) { (chunk) throws(TransportError) in try write(Array(chunk)) }
    try write([Self.newline])
  }

  /// Goes through all lines; none is in memory with the next.
  func forEachLine(
    _ body: (Range<Int>, [UInt8]) throws(TransportError) -> Void
  ) throws(TransportError) {
    var line: [UInt8] = []
    var start = 0
    var position = 0
    try forEachChunk(of: 0..<Int.max) { (chunk) throws(TransportError) in
      var rest = chunk
      while let end = Self.firstEnd(in: rest) {
        line += rest[..<end]
        try body(start..<(position + end - chunk.startIndex), line)
        line.removeAll(keepingCapacity: true)
        start = position + end - chunk.startIndex + 1
        rest = rest[(end + 1)...]
      }
      if line.count < Self.longestLine { line += rest }
      position += chunk.count
    }
    if start < position { try body(start..<position, line) }
  }

  private static func firstEnd(in bytes: ArraySlice<UInt8>) -> Int? {
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress,
        let found = memchr(base, Int32(newline), buffer.count)
      else { return nil }
      return bytes.startIndex + (UnsafeRawPointer(found) - base)
    }
  }

  /// Takes the place of another file, which counts until then.
  func replace(_ other: String) throws(TransportError) {
    guard rename(path, other) == 0 else { throw Self.failure(other) }
    path = other
  }

  /// Forgets all lines.
  func empty() throws(TransportError) {
    guard ftruncate(descriptor, 0) == 0 else { throw Self.failure(path) }
    size = 0
  }

  private func forEachChunk(
    of place: Range<Int>, _ body: (ArraySlice<UInt8>) throws(TransportError) -> Void
  ) throws(TransportError) {
    var buffer = [UInt8](repeating: 0, count: min(Self.chunk, place.count))
    var position = place.lowerBound
    while position < place.upperBound {
      let wanted = min(buffer.count, place.upperBound - position)
      let count = pread(descriptor, &buffer, wanted, off_t(position))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Self.failure(path) }
      guard count > 0 else { return }
      try body(buffer[..<count])
      position += count
    }
  }

  /// What `errno` says of a file or folder, with what helps.
  static func failure(_ path: String) -> TransportError {
    let reason = String(cString: strerror(errno))
    return TransportError(
      .system, "\(path): \(reason); events are kept there, give another folder with --state")
  }
}
