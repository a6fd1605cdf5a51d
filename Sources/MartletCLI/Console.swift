internal import Glibc
internal import MartletCurl

/// What the user reads: a response goes to standard output, everything else to standard error.
enum Console {
  private static let output = StandardStream.output
  private static let errors = StandardStream.errors
  /// Set once, by a command that must not wait for the reader of its log. Used on the loop's
  /// thread, the process's only one.
  private nonisolated(unsafe) static var queue: LogQueue?

  /// From now on a paused reader of standard error pauses nothing else.
  static func queueErrors(on loop: RunLoop) { queue = LogQueue(errors, on: loop) }

  /// Writes what waits for its turn; from now on a reader that pauses is waited for again. Call it
  /// before the loop ends.
  static func endQueue() {
    queue?.flush()
    queue = nil
  }

  private static func writeError(_ bytes: [UInt8]) {
    if let queue { queue.write(bytes) } else { errors.write(bytes) }
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
      writeError(line + [UInt8(ascii: "\n")])
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
    errors.write(Array("\r\u{1B}[K\(text.isEmpty ? "" : errors.styled(String(text), .dim))".utf8))
  }
}
