@preconcurrency internal import Glibc

/// A program that was given a text, and what became of it.
struct ProgramRun {
  /// What it wrote, to standard output or standard error.
  let output: String
  /// Its exit status; nil where it did not exit by itself.
  let status: Int32?
  /// Whether it was killed because the time was up.
  let isOutOfTime: Bool

  /// Runs a program of the search path to its end, and blocks the thread for as long. No process is
  /// left behind, whatever happens.
  ///
  /// - Parameter input: what it reads from standard input, at most what a socket buffers.
  init(
    _ program: String, _ arguments: [String], input: [UInt8], within time: Duration
  ) throws(DeliveryError) {
    let deadline = ContinuousClock.now + time
    // A socket and no pipe: writing to a program that has ended must not be a signal.
    var ends: [Int32] = [-1, -1]
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw .system("socketpair", errno) }
    let (own, others) = (ends[0], ends[1])
    defer { close(own) }
    let spawned = Result { () throws(DeliveryError) in
      try Self.spawn(program, arguments, on: others)
    }
    close(others)
    let process = try spawned.get()
    send(own, input, input.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
    shutdown(own, Int32(SHUT_WR))
    let (output, isOver) = Self.read(own, until: deadline)
    if !isOver { kill(process, SIGKILL) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    self.output = String(decoding: output, as: UTF8.self)
    self.status = status & 0x7F == 0 ? status >> 8 & 0xFF : nil
    isOutOfTime = !isOver
  }

  private static func spawn(
    _ program: String, _ arguments: [String], on descriptor: Int32
  ) throws(DeliveryError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for standard in Int32(0)...2 {
      posix_spawn_file_actions_adddup2(&actions, descriptor, standard)
    }
    // What this process ignores or blocks must not stay so in the child.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    var texts = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for text in texts { free(text) } }
    var process = pid_t()
    let failure = posix_spawnp(&process, program, &actions, &attributes, &texts, environ)
    guard failure != ENOENT else {
      throw DeliveryError(
        .system,
        """
        there is no program \(program): the images of provided.al2023 have it; in an image of your \
        own, install it
        """)
    }
    guard failure == 0 else { throw .system("starting \(program)", failure) }
    return process
  }

  /// Reads until the other end closes, or the time is up.
  private static func read(
    _ descriptor: Int32, until deadline: ContinuousClock.Instant
  ) -> (output: [UInt8], isOver: Bool) {
    var output: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 4096)
    while true {
      guard isReadable(descriptor, within: ContinuousClock.now.duration(to: deadline)) else {
        return (output, false)
      }
      let count = recv(descriptor, &part, part.count, 0)
      if count == 0 || count < 0 && errno != EINTR { return (output, true) }
      if count > 0 { output.append(contentsOf: part[..<count]) }
    }
  }
}

/// Waits until a descriptor has something to be read, or its end; false where the time is up first.
func isReadable(_ descriptor: Int32, within time: Duration) -> Bool {
  let deadline = ContinuousClock.now + time
  while true {
    let left = ContinuousClock.now.duration(to: deadline)
    guard left > .zero else { return false }
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    // Rounded up: what ends too early would spin.
    let milliseconds = min(left / .milliseconds(1), 60_000).rounded(.up)
    if poll(&waiting, 1, Int32(milliseconds)) > 0 { return true }
  }
}

extension DeliveryError {
  static func system(_ call: String, _ number: Int32) -> DeliveryError {
    DeliveryError(.system, "\(call): \(String(cString: strerror(number)))")
  }
}
