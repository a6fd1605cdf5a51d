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

  /// The line that tells how many were dropped.
  private let notice: (Int) -> String

  init(
    _ stream: StandardStream, on loop: RunLoop,
    notice: @escaping (Int) -> String = {
      "… \($0) lines were dropped while standard error was paused"
    }
  ) {
    self.notice = notice
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

  /// Writes what is of no use later, or drops it.
  func writeIfReady(_ text: [UInt8]) {
    if watch == nil { _ = stream.writeWithoutWaiting(text[...]) }
  }

  /// Writes what waits, as far as the reader takes it now.
  func finish() {
    watch?.cancel()
    watch = nil
    waiting.removeFirst(stream.writeWithoutWaiting(waiting[...]))
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
    write(Array("\(notice(lines))\n".utf8))
  }
}
