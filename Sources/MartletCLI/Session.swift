internal import CMartlet
internal import Glibc
internal import MartletCurl
internal import MartletEmulator

/// One run of a command: its loop, and what has to be ended when it ends, however it ends.
///
/// Sharing is safe: all of it is made and used on the loop's thread, which is the process's only
/// one.
final class Session: @unchecked Sendable {
  let loop: RunLoop
  private var endings: [() async -> Void] = []
  private var result: UnsafeContinuation<Result<ExitStatus, CommandError>, Never>?

  private init(on loop: RunLoop) { self.loop = loop }

  /// Registers what ends something that the command has started. Latest first.
  func onEnd(_ ending: @escaping () async -> Void) { endings.append(ending) }

  /// Runs a command to its end, or to the first SIGINT, SIGTERM or SIGHUP; then ends all that it
  /// started.
  static func run(_ command: some Command) throws(CommandError) -> ExitStatus {
    let signals = try Signals()
    allowOpenFiles()
    let loop: RunLoop
    do {
      loop = try RunLoop()
    } catch {
      throw CommandError(.unavailable, error.message)
    }
    let result: Result<ExitStatus, CommandError> = loop.run {
      let session = Session(on: loop)
      let result = await session.result(of: command, or: signals)
      while let ending = session.endings.popLast() { await ending() }
      return result
    }
    if let signal = signals.received {
      exit(128 + signal)
    }
    return try result.get()
  }

  /// Each environment takes about five descriptors; shells often allow 1024 where the system allows
  /// far more.
  private static func allowOpenFiles() {
    var limit = rlimit()
    let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard getrlimit(files, &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(files, &limit)
  }

  /// Waits for the command or for a signal, whichever comes first.
  private func result(
    of command: some Command, or signals: Signals
  ) async -> Result<ExitStatus, CommandError> {
    return await withUnsafeContinuation { continuation in
      result = continuation
      do throws(TransportError) {
        try signals.watch(on: loop) { self.finish(.success(.success)) }
      } catch {
        finish(.failure(CommandError(.unavailable, error.message)))
      }
      Task(executorPreference: loop) {
        do throws(CommandError) {
          self.finish(.success(try await command.run(in: self)))
        } catch {
          self.finish(.failure(error))
        }
      }
    }
  }

  private func finish(_ result: Result<ExitStatus, CommandError>) {
    self.result?.resume(returning: result)
    self.result = nil
  }
}

/// The signals that end a command, taken from a descriptor, so that they arrive between two steps
/// of the loop and never in the middle of one.
///
/// Sharing is safe: after its `init` all of it is used on the loop's thread.
private final class Signals: @unchecked Sendable {
  private let descriptor: Int32
  private var watch: Watch?
  private(set) var received: Int32?

  init() throws(CommandError) {
    var set = sigset_t()
    sigemptyset(&set)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&set, number) }
    sigprocmask(SIG_BLOCK, &set, nil)
    descriptor = signalfd(-1, &set, Int32(SFD_CLOEXEC | SFD_NONBLOCK))
    guard descriptor >= 0 else {
      throw CommandError(.unavailable, TransportError.system("signalfd").message)
    }
  }

  /// Calls `onSignal` on the first signal. A second one does not wait for what is being ended.
  func watch(on loop: RunLoop, _ onSignal: @escaping () -> Void) throws(TransportError) {
    watch = try loop.watch(descriptor, for: [.readable]) { [unowned self] _ in
      var info = signalfd_siginfo()
      guard read(descriptor, &info, MemoryLayout<signalfd_siginfo>.size) > 0 else { return }
      let number = Int32(info.ssi_signo)
      if received != nil {
        ChildProcesses.killAll()
        exit(128 + number)
      }
      received = number
      onSignal()
    }
  }
}
