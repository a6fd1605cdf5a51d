internal import CMartlet
internal import Glibc
internal import MartletCurl
internal import MartletEmulator

/// The signals that end a command, taken from a descriptor, so that they arrive between two steps
/// of the loop and never in the middle of one.
///
/// Sharing is safe: after its `init` all of it is used on the loop's thread.
final class Signals: @unchecked Sendable {
  private let descriptor: Int32
  private var watch: Watch?
  /// The first signal that came.
  private(set) var received: Int32?

  init() throws(CommandError) {
    var set = sigset_t()
    sigemptyset(&set)
    for number in [SIGINT, SIGTERM, SIGQUIT] { sigaddset(&set, number) }
    // `nohup` ignores this one, so that the command outlives its terminal. A blocked signal would
    // arrive all the same. (A shell's `&` ignores interrupts in the same way; but whoever sends
    // one to this very process means it.)
    if !Self.isIgnored(SIGHUP) { sigaddset(&set, SIGHUP) }
    sigprocmask(SIG_BLOCK, &set, nil)
    descriptor = signalfd(-1, &set, Int32(SFD_CLOEXEC | SFD_NONBLOCK))
    guard descriptor >= 0 else {
      throw CommandError(.unavailable, TransportError.system("signalfd").message)
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    sigaction(number, nil, &action)
    return action.__sigaction_handler.sa_handler.map { unsafeBitCast($0, to: Int.self) } == 1
  }

  /// Calls `onSignal` on the first signal.
  ///
  /// Further ones change nothing: what is being ended has its own limits, and a build that is
  /// killed while it ends would leave its compilers behind. Should it take long nevertheless, the
  /// process exits with what it has.
  func watch(on loop: RunLoop, _ onSignal: @escaping () -> Void) throws(TransportError) {
    watch = try loop.watch(descriptor, for: [.readable]) { [unowned self] _ in
      var info = signalfd_siginfo()
      guard read(descriptor, &info, MemoryLayout<signalfd_siginfo>.size) > 0, received == nil
      else { return }
      let number = Int32(info.ssi_signo)
      received = number
      loop.schedule(at: .now + .seconds(5)) {
        ChildProcesses.killAll()
        Orphans.killAll()
        exit(128 + number)
      }
      onSignal()
    }
  }
}
