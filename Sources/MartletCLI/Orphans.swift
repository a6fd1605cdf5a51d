internal import CMartlet
internal import Glibc
internal import MartletEmulator

/// What is left of processes that this process has ended.
///
/// A child is ended with its process group, but its own children may have left that: SwiftPM gives
/// each compiler a group of its own, and a function may start a daemon.
enum Orphans {
  /// Makes this process the parent of those whose parents end from now on.
  static func adopt() {
    strangers = Set(children)
    martlet_adopt_orphans()
  }

  /// Children from before this program ran, of a script that ended in `exec martlet`. Set once,
  /// before the loop runs, on the process's only thread.
  private nonisolated(unsafe) static var strangers: Set<pid_t> = []

  /// Waits for orphans that have ended. `ChildProcess` waits for its own.
  static func reap() {
    for child in adopted where !ChildProcesses.contains(child) { waitpid(child, nil, WNOHANG) }
  }

  /// Kills this process's children, and theirs, until there is none. Call it on the main thread,
  /// which started them.
  static func killAll() {
    while true {
      let children = adopted
      guard !children.isEmpty else { return }
      for child in children { kill(child, SIGKILL) }
      for child in children { waitpid(child, nil, 0) }
    }
  }

  private static var adopted: [pid_t] { children.filter { !strangers.contains($0) } }

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
