internal import Glibc
internal import MartletCurl

/// What the user reads: a response goes to standard output, everything else to standard error.
enum Console {
  private static let output = StandardStream.output
  private static let errors = StandardStream.errors
  /// Set once, by a command that must not wait for the reader of its log. Used on the loop's
  /// thread, the process's only one.
  private nonisolated(unsafe) static var queue: LogQueue?
  /// The same for a log on standard output.
  private nonisolated(unsafe) static var outputQueue: LogQueue?

  /// From now on a paused reader of standard error pauses nothing else.
  static func queueErrors(on loop: RunLoop) { queue = LogQueue(errors, on: loop) }

  /// A log for machines on standard output, whose reader pauses nothing either.
  ///
  /// - Parameter notice: the line that tells how many lines were dropped.
  static func outputLog(on loop: RunLoop, notice: @escaping (Int) -> String) -> LogQueue {
    let log = LogQueue(output, on: loop, notice: notice)
    outputQueue = log
    return log
  }

  /// Writes what waits for its turn; from now on a reader that pauses is waited for again. Call it
  /// before the loop ends.
  static func endQueues() {
    queue?.flush()
    outputQueue?.flush()
    (queue, outputQueue) = (nil, nil)
  }

  /// Whether a line of progress stands where the next line will.
  private nonisolated(unsafe) static var hasProgress = false
  /// How many rows the panel takes, while nothing was written below it. Both are used as `queue` is.
  private nonisolated(unsafe) static var panelRows = 0

  private static func writeError(_ bytes: [UInt8], endingWith end: StaticString = "") {
    panelRows = 0
    let bytes = hasProgress ? Array("\r\u{1B}[K".utf8) + bytes : bytes
    hasProgress = false
    if let queue {
      queue.write(bytes, endingWith: end)
    } else {
      errors.write(bytes + end.withUTF8Buffer { Array($0) })
    }
  }

  /// Writes text that is the command's result.
  static func output(_ text: String) throws(CommandError) { try output(Array(text.utf8)) }

  /// Writes bytes as they are.
  static func output(_ bytes: [UInt8]) throws(CommandError) {
    guard let number = output.write(bytes) else { return }
    // A reader that has seen enough, such as `head`, is no failure.
    guard number != EPIPE else { return }
    throw CommandError(
      .unavailable,
      "cannot write to standard output: \(String(cString: strerror(number))); send it elsewhere")
  }

  /// Writes a function's response: the bytes themselves, or on a terminal what can be shown of
  /// them, with a line end, so that the prompt comes on a line of its own.
  static func response(_ bytes: [UInt8]) throws(CommandError) {
    guard output.isTerminal else { return try output(bytes) }
    let text = TerminalText.visible(bytes)
    try output(text.hasSuffix("\n") ? text : text + "\n")
  }

  /// Writes a line about what happens.
  static func status(_ line: String, _ style: StandardStream.Style? = nil) {
    writeError(Array(((style.map { errors.styled(line, $0) } ?? line) + "\n").utf8))
  }

  /// Writes what another program has said: its bytes, or on a terminal what can be shown of them.
  static func status(_ line: [UInt8], _ style: StandardStream.Style? = nil) {
    guard errors.isTerminal else {
      writeError(line, endingWith: "\n")
      return
    }
    status(TerminalText.visible(line), style)
  }

  static func warning(_ message: String) {
    status("\(errors.styled("warning:", .bold)) \(message)")
  }

  static func error(_ message: String) { status("\(errors.styled("error:", .red)) \(message)") }

  /// Shows a line that the next one replaces; where standard error cannot erase, nothing.
  static func progress(_ line: String) {
    guard errors.knowsSequences else { return }
    let text = TerminalText.visible(Array(line.utf8)).prefix(errors.columns - 1)
    hasProgress = !text.isEmpty
    let shown = Array("\r\u{1B}[K\(text.isEmpty ? "" : errors.styled(String(text), .dim))".utf8)
    if let queue { queue.writeIfReady(shown) } else { errors.write(shown) }
  }

  /// Writes lines that the next panel replaces, as long as nothing else is written below them and
  /// they fit the screen; an empty text only takes them away. Elsewhere than on a terminal they stay.
  static func panel(_ text: String) {
    let old = panelRows
    if errors.knowsSequences, old > 0 {
      writeError(Array("\u{1B}[\(old)A\r\u{1B}[J".utf8))
    }
    guard !text.isEmpty else { return }
    writeError(Array("\(text)\n".utf8))
    let columns = errors.columns
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
      .reduce(0) { $0 + max(1, ($1.count + columns - 1) / columns) }
    panelRows = rows < errors.rows ? rows : 0
  }
}
