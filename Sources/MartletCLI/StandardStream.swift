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

  init(_ descriptor: Int32) {
    isTerminal = isatty(descriptor) == 1
    // A terminal that is ready has room for some bytes, and a write of more blocks. Opened once
    // more it does not, and the shell's own descriptor stays as it is.
    let path = "/proc/self/fd/\(descriptor)"
    let own = isTerminal ? open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC) : -1
    self.descriptor = own >= 0 ? own : descriptor
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

  /// How many lines the terminal shows.
  var rows: Int {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 1 else { return 24 }
    return Int(size.ws_row)
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
      // As much as a pipe that is ready at all takes without blocking.
      let part = min(bytes.count - written, Int(PIPE_BUF))
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + written, part)
      }
      if count >= 0 {
        written += count
      } else if errno == EAGAIN {
        // Less room than a character needs: ready, and yet not.
        if isSignalled { return EINTR }
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }

  /// Writes what the stream takes at once; returns how much that was. An error takes everything:
  /// there is nobody left to read it.
  func writeWithoutWaiting(_ bytes: ArraySlice<UInt8>) -> Int {
    var rest = bytes
    var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    while !rest.isEmpty, poll(&ready, 1, 0) != 0 {
      let count = Self.part(of: rest).withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        break
      } else if errno != EINTR {
        return bytes.count
      }
    }
    return bytes.count - rest.count
  }

  /// As much as a pipe that is ready takes whole, up to a line's end where there is one: should the
  /// reader take no more, it has no half of a line.
  private static func part(of bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let part = bytes.prefix(Int(PIPE_BUF))
    guard let end = part.lastIndex(of: UInt8(ascii: "\n")) else { return part }
    return part[...end]
  }

  private var isSignalled: Bool {
    guard let signals = Signals.current else { return false }
    var waiting = pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0)
    return signals.received != nil || poll(&waiting, 1, 0) > 0
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
