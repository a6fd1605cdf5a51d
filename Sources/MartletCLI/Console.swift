internal import Glibc

/// The terminal: a response goes to standard output, everything else to standard error.
enum Console {
  static let isTerminal = isatty(STDERR_FILENO) == 1
  static let outputIsTerminal = isatty(STDOUT_FILENO) == 1
  private static let hasColour =
    isTerminal && getenv("NO_COLOR").map { $0.pointee == 0 } ?? true
    && getenv("TERM").map { String(cString: $0) != "dumb" } ?? false

  enum Style: String {
    case dim = "2"
    case bold = "1"
    case red = "31"
    case green = "32"
    case yellow = "33"
  }

  static func styled(_ text: String, _ style: Style) -> String {
    hasColour ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  static func output(_ text: String) { output(Array(text.utf8)) }

  static func output(_ bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

  static func status(_ line: String) { write(Array((line + "\n").utf8), to: STDERR_FILENO) }

  static func status(_ line: [UInt8]) {
    write(line + [UInt8(ascii: "\n")], to: STDERR_FILENO)
  }

  static func error(_ message: String) { status("\(styled("error:", .red)) \(message)") }

  /// Shows a line that the next one replaces; where standard error is no terminal, nothing.
  static func progress(_ line: String) {
    guard isTerminal else { return }
    let text = line.isEmpty ? "" : styled(String(line.prefix(columns - 1)), .dim)
    write(Array("\r\u{1B}[K\(text)".utf8), to: STDERR_FILENO)
  }

  private static var columns: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 1 else { return 80 }
    return Int(size.ws_col)
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + written, $0.count - written)
      }
      if count >= 0 {
        written += count
      } else if errno == EAGAIN {
        // The terminal may be shared with a program that made it non-blocking.
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      } else if errno != EINTR {
        return
      }
    }
  }
}
