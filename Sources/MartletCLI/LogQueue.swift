internal import MartletCurl

/// Standard error for a command that serves others while it logs, and so must not wait for a reader
/// that pauses: what the reader does not take is kept, up to a limit, until it goes on.
///
/// Lines that come within a moment are written at once: a write for each of the three lines of an
/// invocation would cost as much as the answers on its sockets.
///
/// Sharing is safe: all of it is used on the loop's thread.
final class LogQueue: @unchecked Sendable {
  /// In bytes. What comes beyond is dropped, and the number of lines dropped is told.
  private static let limit = 1 << 20
  /// How long a line may wait for others, and how many bytes of them: less than a person notices,
  /// and than a pipe takes.
  private static let moment = Duration.milliseconds(2)
  private static let batch = 16 * 1024
  private let stream: StandardStream
  private let loop: RunLoop
  private var waiting: [UInt8] = []
  private var droppedLines = 0
  private var timer: RunLoop.Timer?
  /// While the reader pauses.
  private var watch: Watch?

  init(_ stream: StandardStream, on loop: RunLoop) {
    self.stream = stream
    self.loop = loop
  }

  func write(_ line: [UInt8]) {
    guard waiting.count + line.count <= Self.limit else {
      droppedLines += 1
      return
    }
    waiting += line
    guard watch == nil else { return }
    if waiting.count >= Self.batch {
      flush()
    } else if timer == nil {
      timer = loop.schedule(at: .now + Self.moment) { [unowned self] in flush() }
    }
  }

  /// Writes what the stream takes now.
  func flush() {
    timer?.cancel()
    timer = nil
    let written = stream.writeWithoutWaiting(waiting[...])
    waiting.removeFirst(written)
    guard waiting.isEmpty else { return awaitReader(isStuck: watch != nil && written == 0) }
    watch?.cancel()
    watch = nil
    guard droppedLines > 0 else { return }
    let lines = droppedLines
    droppedLines = 0
    write(Array("… \(lines) lines were dropped while standard error was paused\n".utf8))
  }

  /// - Parameter isStuck: whether the stream has been reported as ready and took nothing, as a
  ///   terminal does that has less room than a character needs. It would be reported without end.
  private func awaitReader(isStuck: Bool) {
    if isStuck {
      watch?.cancel()
      watch = nil
      timer = loop.schedule(at: .now + .milliseconds(50)) { [unowned self] in flush() }
      return
    }
    guard watch == nil else { return }
    // A stream that cannot be watched is a file, and always ready.
    watch = try? loop.watch(stream.descriptor, for: [.writable]) { [unowned self] _ in flush() }
    if watch == nil { waiting = [] }
  }
}
