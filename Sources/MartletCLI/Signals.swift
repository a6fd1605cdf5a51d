internal import CMartlet
internal import Glibc
internal import MartletCurl
internal import MartletEmulator

/// The signals that end a command, taken from a descriptor, so that they arrive between two steps
/// of the loop and never in the middle of one.
///
/// Sharing is safe: after its `init` all of it is used on the loop's thread.
final class Signals: @unchecked Sendable {
  /// Readable when a signal has come that ends the command.
  let descriptor: Int32
  /// Readable when a child has ended. Apart, because that is no reason to stop writing.
  private let endedChildren: Int32
  private var watches: [Watch] = []
  /// Those of the command that runs, for who waits outside of the loop. Set once, before the loop
  /// runs, on the process's only thread.
  nonisolated(unsafe) private(set) static var current: Signals?
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
    // The emulator stops and continues its children between invocations, which is no news.
    var action = sigaction()
    action.sa_flags = SA_NOCLDSTOP
    sigaction(SIGCHLD, &action, nil)
    var ended = sigset_t()
    sigemptyset(&ended)
    sigaddset(&ended, SIGCHLD)
    descriptor = Self.open(&set)
    endedChildren = Self.open(&ended)
    guard descriptor >= 0, endedChildren >= 0 else {
      throw CommandError(.unavailable, TransportError.system("signalfd").message)
    }
    Self.current = self
  }

  private static func open(_ set: inout sigset_t) -> Int32 {
    sigprocmask(SIG_BLOCK, &set, nil)
    return signalfd(-1, &set, Int32(SFD_CLOEXEC | SFD_NONBLOCK))
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
    let children = try loop.watch(endedChildren, for: [.readable]) { [unowned self] _ in
      if Self.next(endedChildren) != nil { Orphans.reap() }
    }
    let endings = try loop.watch(descriptor, for: [.readable]) { [unowned self] _ in
      guard let number = Self.next(descriptor), received == nil else { return }
      received = number
      loop.schedule(at: .now + .seconds(5)) {
        ChildProcesses.killAll()
        Orphans.killAll()
        Console.endQueues()
        exit(128 + number)
      }
      onSignal()
    }
    watches = [children, endings]
  }

  /// Looks for a signal that has come and was not reported yet: what it cut short may have ended the
  /// command first.
  func take() {
    if received == nil { received = Self.next(descriptor) }
  }

  private static func next(_ descriptor: Int32) -> Int32? {
    var info = signalfd_siginfo()
    let size = MemoryLayout<signalfd_siginfo>.size
    return read(descriptor, &info, size) == size ? Int32(info.ssi_signo) : nil
  }
}
