internal import CMartlet
internal import Glibc

/// The doors that a platform opens for a function's log, besides its standard streams.
enum PlatformLog {
  /// Where frames go; nil where standard output is the log. Written by `open` alone, before the
  /// process has a second thread.
  nonisolated(unsafe) private(set) static var descriptor: Int32?

  /// Takes what the environment's variables name. It has to come before the process opens
  /// descriptors of its own: a number that nobody has opened could then be one of these.
  static func open() {
    if let text = getenv("_LAMBDA_TELEMETRY_LOG_FD"), text.pointee != 0 {
      outliveReaders()
      adopt(text)
    }
    if let path = getenv("_LAMBDA_TELEMETRY_LOG_FD_PROVIDER_SOCKET"), path.pointee != 0 {
      outliveReaders()
      connectStreams(path)
    }
  }

  /// Where the platform has closed its end, a record is lost, or goes to standard output; without
  /// this, the process would end.
  private static func outliveReaders() { signal(SIGPIPE, SIG_IGN) }

  private static func adopt(_ text: UnsafePointer<CChar>) {
    let value = String(cString: text)
    // What the function starts in its turn has the variables, but not the descriptor.
    unsetenv("_LAMBDA_TELEMETRY_LOG_FD")
    guard let number = Int32(value), number >= 0, isWritable(number) else {
      Log.process.warn(
        """
        _LAMBDA_TELEMETRY_LOG_FD is "\(value)", which is no descriptor that can be written to; the \
        log goes to standard output
        """)
      return
    }
    _ = fcntl(number, F_SETFD, FD_CLOEXEC)
    descriptor = number
  }

  private static func isWritable(_ descriptor: Int32) -> Bool {
    let flags = fcntl(descriptor, F_GETFL)
    return flags >= 0 && flags & O_ACCMODE != O_RDONLY
  }

  /// Lambda Managed Instances take lines on a Unix socket, one connection for each stream. Both
  /// streams become such a connection, so that what the function prints goes the same way.
  private static func connectStreams(_ path: UnsafePointer<CChar>) {
    for stream in [STDOUT_FILENO, STDERR_FILENO] {
      let connection = martlet_connect_unix(path)
      guard connection >= 0 else {
        let reason = String(cString: strerror(errno))
        Log.process.warn(
          """
          the socket "\(String(cString: path))" of _LAMBDA_TELEMETRY_LOG_FD_PROVIDER_SOCKET cannot \
          be connected (\(reason)); the log goes to the standard streams
          """)
        return
      }
      dup2(connection, stream)
      close(connection)
    }
  }
}
