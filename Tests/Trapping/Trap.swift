import Glibc

/// Ways to end a process, each in the name of a mistake.
enum Trap {
  /// Returns for a name that is none of them.
  static func spring(_ way: String) async {
    switch way {
    case "fatalError": fatalError("a \"quote\",\na line\u{7} and 🐦")
    case "long": fatalError(String(repeating: "é\u{1}", count: 50_000))
    case "bytes": fatalError(String(repeating: "x", count: 100_000))
    case "unfinished":
      print("a line without its end", terminator: "")
      fatalError("in the middle of a line")
    case "index": print([1][one * 7])
    case "unwrap": print(Int("no number")!)
    case "overflow": print(Int.max - 1 + one * 2)
    case "cast": print((Box() as AnyObject) as! Other)
    case "stack": print(deep(one))
    case "pointer": UnsafeMutablePointer<Int>(bitPattern: one * 0xDEAD8)!.pointee = 1
    case "abort": abort()
    case "raise": raise(SIGBUS)
    case "child":
      async let value: Void = spring("index")
      await value
    case "thread": trapOnThread()
    case "own handler":
      installOwnHandler()
      fatalError("of both")
    case "fork": forkAndTrap()
    case "descriptors":
      while dup(STDERR_FILENO) >= 0 {}
      fatalError("no descriptor is left")
    default: break
    }
  }

  final class Box {}
  final class Other {}

  /// One, as the compiler cannot know.
  @inline(never) private static var one: Int { getpid() > 0 ? 1 : 0 }

  @inline(never) private static func deep(_ depth: Int) -> Int {
    depth == 0 ? 0 : deep(depth &+ 1) &* 3 &+ depth
  }

  private static func trapOnThread() -> Never {
    var thread = pthread_t()
    pthread_create(
      &thread, nil, { _ in fatalError("on another thread") }, nil)
    while true { pause() }
  }

  /// As a library does that wants to say something, and then leaves the signal to who had it.
  private static func installOwnHandler() {
    var action = sigaction()
    action.__sigaction_handler.sa_sigaction = { number, info, context in
      write(STDERR_FILENO, "own handler\n", 12)
      Trap.before.__sigaction_handler.sa_sigaction(number, info, context)
    }
    action.sa_flags = SA_SIGINFO
    sigaction(SIGILL, &action, &before)
  }

  /// Written once, before the handler that reads it is there.
  nonisolated(unsafe) private static var before = sigaction()

  /// The child's end is its own affair, and the parent goes on.
  private static func forkAndTrap() {
    let child = forkNow()
    if child == 0 { abort() }
    var status: Int32 = 0
    waitpid(child, &status, 0)
    precondition(status & 0x7F == SIGABRT, "the child ended with \(status)")
  }
}

/// Swift hides `fork`, for good reasons that a child which ends at once gives no heed to.
@_silgen_name("fork") private func forkNow() -> pid_t
