import CMartlet
import Glibc
import Synchronization
import TestSupport

/// A program that runs as a child of the tests, with standard output and standard error kept apart.
///
/// A thread of its own waits for it: blocking one of the pool's would hold up other tests.
final class RunningCommand: Sendable {
  struct Outcome: Sendable {
    /// The exit status; the negated number of the signal that killed it.
    var status: Int32
    var output: [UInt8]
    var errors: String
    var text: String { String(decoding: output, as: UTF8.self) }
  }

  enum Stream {
    case captured
    /// A pipe that nobody reads any more.
    case abandoned
    case closed
    /// A pipe that is read when the program has ended.
    case unread
    /// A terminal of 100 columns; with what goes to standard error.
    case terminal
  }

  private struct State {
    var output: [UInt8] = []
    var errors: [UInt8] = []
    var status: Int32?
    var waiters: [(text: String?, times: Int, UnsafeContinuation<Void, Never>)] = []
    var errorText: String { String(decoding: errors, as: UTF8.self) }
  }

  let id: pid_t
  private let pause: String?
  /// The program's side of what the tests stop reading, to see when it is full; or -1.
  private let unreadSide: Int32
  private let state = Mutex(State())

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - input: what it reads on standard input; nil starts it without one.
  ///   - pause: with what text in standard error the tests stop reading it, until the program has
  ///     ended.
  ///   - environment: what differs from the tests' own; nil removes a variable.
  init(
    _ path: String, _ arguments: [String], input: [UInt8]? = [], output: Stream = .captured,
    pausingAt pause: String? = nil, directory: String = "/", environment: [String: String?] = [:]
  ) {
    self.pause = pause
    let (outputEnd, outputSide) = Self.channel(output)
    let (errorEnd, errorSide) = output == .terminal ? (outputEnd, outputSide) : Self.pipe()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let inputEnds = input.map { bytes in
      let ends = Self.pipe()
      precondition(write(ends.1, bytes, bytes.count) == bytes.count, "more input than a pipe holds")
      close(ends.1)
      return ends.0
    }
    if let inputEnds {
      posix_spawn_file_actions_adddup2(&actions, inputEnds, 0)
    } else {
      posix_spawn_file_actions_addclose(&actions, 0)
    }
    if outputSide >= 0 {
      posix_spawn_file_actions_adddup2(&actions, outputSide, 1)
    } else {
      posix_spawn_file_actions_addclose(&actions, 1)
    }
    posix_spawn_file_actions_adddup2(&actions, errorSide, 2)
    martlet_spawn_in_directory(&actions, directory)
    id = Self.spawn(path, arguments, &actions, environment)
    unreadSide = output == .unread ? outputSide : pause == nil ? -1 : errorSide
    for descriptor in Set([outputSide, errorSide, inputEnds ?? -1])
    where descriptor >= 0 && descriptor != unreadSide {
      close(descriptor)
    }
    watch(outputEnd, errorEnd, readsOutput: output != .unread)
  }

  deinit { if unreadSide >= 0 { close(unreadSide) } }

  /// Waits until standard error holds a text so many times, or the program has ended; returns all of
  /// it so far.
  @discardableResult
  func errors(until text: String, times: Int = 1) async -> String {
    await wait(for: text, times)
    return state.withLock { $0.errorText }
  }

  func outcome() async -> Outcome {
    await wait(for: nil)
    return state.withLock {
      Outcome(status: $0.status ?? 0, output: $0.output, errors: $0.errorText)
    }
  }

  func signal(_ number: Int32) { kill(id, number) }

  /// Waits until nothing more fits into what the tests do not read, or the program has ended.
  func untilFull() async {
    var side = pollfd(fd: unreadSide, events: Int16(POLLOUT), revents: 0)
    // A terminal takes nothing for moments while it is written to.
    var looks = 0
    while looks < 1000, state.withLock({ $0.status == nil }) {
      looks = poll(&side, 1, 0) == 0 ? looks + 1 : 0
      await Task.yield()
    }
  }

  private func wait(for text: String?, _ times: Int = 1) async {
    await withUnsafeContinuation { continuation in
      state.withLock { state in
        state.waiters.append((text, times, continuation))
        Self.wake(&state)
      }
    }
  }

  private static func wake(_ state: inout State) {
    let errors = state.errorText
    state.waiters.removeAll { text, times, continuation in
      let isThere = text.map { errors.ranges(of: $0).count >= times } ?? false
      let isDue = state.status != nil || isThere
      if isDue { continuation.resume() }
      return isDue
    }
  }

  // MARK: The thread that waits

  /// So long that only a program that hangs takes it; the tests that wait for it then fail.
  private static let limit: Int32 = 300_000

  private func watch(_ output: Int32, _ errors: Int32, readsOutput: Bool) {
    let process = martlet_pidfd_open(id)
    onAnotherThread { [self] in
      let ends = Set([errors, output]).filter { $0 >= 0 }
      var open = [process] + ends.filter { $0 != output || readsOutput }
      while open.contains(process) {
        var waiting = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        if poll(&waiting, nfds_t(waiting.count), Self.limit) == 0 { kill(-id, SIGKILL) }
        for entry in waiting where entry.revents != 0 {
          if entry.fd == process || !read(entry.fd, isOutput: entry.fd == output)
            || entry.fd == errors && isPaused
          {
            open.removeAll { $0 == entry.fd }
          }
        }
      }
      for descriptor in ends { _ = read(descriptor, isOutput: descriptor == output) }
      for descriptor in [process] + ends { close(descriptor) }
      var status: Int32 = 0
      waitpid(id, &status, 0)
      state.withLock { state in
        state.status = status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
        Self.wake(&state)
      }
    }
  }

  /// Reads what is there; false at the end.
  private func read(_ descriptor: Int32, isOutput: Bool) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return count < 0 && errno == EAGAIN }
      state.withLock { state in
        if isOutput { state.output += buffer[..<count] }
        // A terminal shows both as one.
        if !isOutput || isTerminal(descriptor) { state.errors += buffer[..<count] }
        Self.wake(&state)
      }
    }
  }

  private var isPaused: Bool {
    guard let pause else { return false }
    return state.withLock { $0.errorText.contains(pause) }
  }

  private func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  // MARK: Starting

  private static func pipe() -> (reading: Int32, writing: Int32) {
    var ends: (Int32, Int32) = (-1, -1)
    withUnsafeMutablePointer(to: &ends) { pointer in
      pointer.withMemoryRebound(to: Int32.self, capacity: 2) {
        precondition(martlet_pipe($0) == 0, "no pipe")
      }
    }
    return ends
  }

  private static func channel(_ stream: Stream) -> (reading: Int32, writing: Int32) {
    switch stream {
    case .captured, .unread: return pipe()
    case .closed: return (-1, -1)
    case .abandoned:
      let ends = pipe()
      close(ends.reading)
      return (-1, ends.writing)
    case .terminal:
      var ends: (Int32, Int32) = (-1, -1)
      var size = winsize(ws_row: 30, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0)
      precondition(openpty(&ends.0, &ends.1, nil, nil, &size) == 0, "no terminal")
      for descriptor in [ends.0, ends.1] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
      _ = fcntl(ends.0, F_SETFL, O_NONBLOCK)
      return ends
    }
  }

  private static func spawn(
    _ path: String, _ arguments: [String], _ actions: inout posix_spawn_file_actions_t,
    _ changes: [String: String?]
  ) -> pid_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF))
    var words = ([path] + arguments).map { strdup($0) } + [nil]
    var variables = environment(changes).map { strdup($0) } + [nil]
    defer { for string in words + variables { free(string) } }
    var process = pid_t()
    let failure = posix_spawn(&process, path, &actions, &attributes, &words, &variables)
    precondition(failure == 0, "cannot start \(path): \(String(cString: strerror(failure)))")
    return process
  }

  private static func environment(_ changes: [String: String?]) -> [String] {
    var variables: [String] = []
    var next = environ
    while let variable = next.pointee {
      let text = String(cString: variable)
      if changes[String(text.prefix { $0 != "=" })] == nil { variables.append(text) }
      next += 1
    }
    return variables + changes.compactMap { name, value in value.map { "\(name)=\($0)" } }
  }
}
