internal import CMartlet
internal import Glibc

/// What is left of processes that this process has ended.
///
/// What `ChildProcess` starts has a keeper that leaves nothing, unless somebody kills that. What is
/// started without one, to be measured, is ended with its process group, which its own children may
/// have left.
public enum Orphans {
  /// Makes this process the parent of those whose parents end from now on. Call it once, on the main
  /// thread, before there is another.
  public static func adopt() {
    strangers = Set(children)
    martlet_adopt_orphans()
  }

  /// Children from before this program ran, of a script that ended in `exec martlet`; nil where
  /// nothing is adopted. Set once, before the loop runs, on the process's only thread.
  private nonisolated(unsafe) static var strangers: Set<pid_t>?

  /// Waits for orphans that have ended. `ChildProcess` waits for its own.
  public static func reap() {
    for child in adopted where !ChildProcesses.contains(child) { waitpid(child, nil, WNOHANG) }
  }

  /// Kills this process's children, and theirs, until there is none. Call it on the main thread,
  /// which started them.
  public static func killAll() { kill { _ in true } }

  /// Kills what this process has adopted, and theirs, until there is none. Those of `ChildProcess`
  /// live on; a process without `adopt()` has adopted none. Call it on the main thread, when no
  /// other children of it run.
  public static func killAdopted() {
    kill { !ChildProcesses.contains($0) && !Nursery.contains($0) }
  }

  private static func kill(where isMeant: (pid_t) -> Bool) {
    while true {
      let children = adopted.filter(isMeant)
      guard !children.isEmpty else { return }
      for child in children { Glibc.kill(child, SIGKILL) }
      // By the time that one is waited for, its own children are this process's.
      for child in children { while waitpid(child, nil, 0) < 0, errno == EINTR {} }
    }
  }

  private static var adopted: [pid_t] {
    guard let strangers else { return [] }
    return children.filter { !strangers.contains($0) }
  }

  /// Empty where the kernel does not list them.
  private static var children: [pid_t] {
    let file = open("/proc/self/task/\(getpid())/children", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return [] }
    defer { close(file) }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4096) { buffer in
      let count = read(file, buffer.baseAddress, buffer.count)
      let text = String(decoding: buffer[..<max(0, count)], as: UTF8.self)
      // The last number may be cut off; it comes whole in the next round.
      let isWhole = count < buffer.count
      return (isWhole ? text[...] : text[..<(text.lastIndex(of: " ") ?? text.endIndex)])
        .split(separator: " ").compactMap { pid_t($0) }
    }
  }
}
