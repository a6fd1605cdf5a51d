internal import Glibc

/// One of the streams that a command writes to, and how text looks there.
struct StandardStream: Sendable {
  static let output = StandardStream(STDOUT_FILENO)
  static let errors = StandardStream(STDERR_FILENO)

  let descriptor: Int32
  let isTerminal: Bool
  let hasColour: Bool
  /// Whether it is a terminal that obeys escape sequences.
  let knowsSequences: Bool

  private init(_ descriptor: Int32) {
    self.descriptor = descriptor
    isTerminal = isatty(descriptor) == 1
    let term = getenv("TERM").map { String(cString: $0) }
    knowsSequences = Self.knowsSequences(isTerminal: isTerminal, term: term)
    hasColour = Self.hasColour(
      isTerminal: isTerminal, noColor: getenv("NO_COLOR").map { String(cString: $0) }, term: term)
  }

  /// Colour is for terminals that know it, unless `NO_COLOR` holds anything (no-color.org).
  static func hasColour(isTerminal: Bool, noColor: String?, term: String?) -> Bool {
    knowsSequences(isTerminal: isTerminal, term: term) && (noColor ?? "").isEmpty
  }

  static func knowsSequences(isTerminal: Bool, term: String?) -> Bool {
    isTerminal && !["", "dumb"].contains(term ?? "")
  }

  enum Style: String {
    case dim = "2"
    case bold = "1"
    case red = "31"
    case green = "32"
  }

  func styled(_ text: String, _ style: Style) -> String {
    hasColour ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// How many characters a line of the terminal takes.
  var columns: Int {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 1 else { return 80 }
    return Int(size.ws_col)
  }

  /// Writes all bytes, or as many as the stream takes; returns the system's error where it does
  /// not take all.
  ///
  /// A reader that pauses (a pager, a terminal's stop key) pauses the command too, but must not
  /// make it deaf to the signals that end it: those are blocked and wait in a descriptor. So no
  /// write blocks; one that would waits for the reader or for a signal, and a signal drops the rest.
  @discardableResult
  func write(_ bytes: [UInt8]) -> Int32? {
    var written = 0
    while written < bytes.count {
      guard waitUntilWritable() else { return EINTR }
      // As much as a pipe or terminal that is ready at all takes without blocking.
      let part = min(bytes.count - written, Int(PIPE_BUF))
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + written, part)
      }
      if count >= 0 {
        written += count
      } else if errno != EINTR && errno != EAGAIN {
        return errno
      }
    }
    return nil
  }

  /// False when a signal came first.
  private func waitUntilWritable() -> Bool {
    var waiting = [pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)]
    if let signals = Signals.current {
      waiting.append(pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0))
    }
    // Once the command is being ended, nothing waits for a reader any more.
    let limit: Int32 = Signals.current?.received == nil ? -1 : 0
    while true {
      let count = poll(&waiting, nfds_t(waiting.count), limit)
      // A descriptor that cannot be polled fails in the write that follows, with its own error.
      if count < 0 && errno != EINTR { return true }
      if count >= 0 { return waiting[0].revents != 0 }
    }
  }

  /// Opens the standard descriptors that this process was started without. Otherwise the first
  /// socket or file that is opened would be one of them, and receive what is meant for a stream.
  /// Each is opened the wrong way round, so that using it is still an error.
  static func reserveDescriptors() {
    for (descriptor, mode) in [(0, O_WRONLY), (1, O_RDONLY), (2, O_RDONLY)] as [(Int32, Int32)]
    where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", mode)
    }
  }
}
