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
  /// How much may wait: a line that is longer than the limit by itself is taken where nothing waits
  /// before it, and takes no room from those behind it.
  private var room = LogQueue.limit
  private var droppedLines = 0
  private var timer: RunLoop.Timer?
  /// While the reader pauses.
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

  deinit {
    timer?.cancel()
    watch?.cancel()
  }

  func write(_ line: [UInt8], endingWith end: StaticString = "") {
    let size = line.count + end.utf8CodeUnitCount
    // What only waits for company goes first.
    if waiting.count + size > Self.limit, watch == nil { flush() }
    if waiting.isEmpty { room = size > Self.limit ? size + Self.limit : Self.limit }
    guard waiting.count + size <= room else {
      droppedLines += 1
      return
    }
    waiting += line
    end.withUTF8Buffer { waiting.append(contentsOf: $0) }
    guard watch == nil else { return }
    if waiting.count >= Self.batch {
      flush()
    } else if timer == nil {
      timer = loop.schedule(at: .now + Self.moment) { [unowned self] in flush() }
    }
  }

  /// Writes what is of no use later, or drops it.
  func writeIfReady(_ text: [UInt8]) {
    if watch == nil { flush() }
    if waiting.isEmpty { _ = stream.writeWithoutWaiting(text[...]) }
  }

  /// Writes what the stream takes now, with the number of lines dropped behind what was kept.
  func flush() {
    timer?.cancel()
    timer = nil
    repeat {
      let written = stream.writeWithoutWaiting(waiting[...])
      guard written == waiting.count else {
        waiting.removeFirst(written)
        return awaitReader(isStuck: watch != nil && written == 0)
      }
      waiting.removeAll(keepingCapacity: waiting.capacity <= 2 * Self.batch)
      if droppedLines > 0 { waiting += Array("\(notice(droppedLines))\n".utf8) }
      droppedLines = 0
    } while !waiting.isEmpty
    watch?.cancel()
    watch = nil
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
