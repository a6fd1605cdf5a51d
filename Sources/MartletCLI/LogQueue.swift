internal import MartletCurl

/// Standard error for a command that serves others while it logs, and so must not wait for a reader
/// that pauses: what the reader does not take is kept, up to a limit, until it goes on.
///
/// Sharing is safe: all of it is used on the loop's thread.
final class LogQueue: @unchecked Sendable {
  /// In bytes. What comes beyond is dropped, and the number of lines dropped is told.
  private static let limit = 1 << 20
  private let stream: StandardStream
  private let loop: RunLoop
  private var waiting: [UInt8] = []
  private var droppedLines = 0
  private var watch: Watch?

  init(_ stream: StandardStream, on loop: RunLoop) {
    self.stream = stream
    self.loop = loop
  }

  func write(_ line: [UInt8]) {
    guard watch == nil else { return keep(line) }
    let written = stream.writeWithoutWaiting(line[...])
    guard written < line.count else { return }
    // A stream that cannot be watched is a file, and always ready.
    watch = try? loop.watch(stream.descriptor, for: [.writable]) { [unowned self] _ in proceed() }
    if watch != nil { waiting = Array(line[written...]) }
  }

  private func keep(_ line: [UInt8]) {
    if waiting.count + line.count <= Self.limit {
      waiting += line
    } else {
      droppedLines += 1
    }
  }

  private func proceed() {
    waiting.removeFirst(stream.writeWithoutWaiting(waiting[...]))
    guard waiting.isEmpty else { return }
    watch?.cancel()
    watch = nil
    guard droppedLines > 0 else { return }
    let lines = droppedLines
    droppedLines = 0
    write(Array("… \(lines) lines were dropped while standard error was paused\n".utf8))
  }
}
