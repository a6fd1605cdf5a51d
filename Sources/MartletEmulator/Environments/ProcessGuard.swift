internal import CMartletProcess
internal import Glibc
internal import Synchronization

/// Sees to it that no child process outlives this one, however this one ends.
///
/// Each child is killed by the system when the thread that started it ends. That does not reach the
/// child's own children, so there is a guard as well: a small process that waits for this one's end,
/// and then kills the children's groups, and whatever has left its group but still has the
/// environment that it was given. It is started with the first child and costs the process nothing
/// after that but a message for each child's beginning and end.
enum ProcessGuard {
  /// The variable by which the guard knows processes, as `NAME=value`. The name is this process's
  /// own, so that an emulator that runs under another one leaves the other's mark in place.
  static let variable = "MARTLET_PROCESS_\(Identifiers.stream())=1"

  private struct Channel {
    var descriptor: Int32 = -1
    var process: pid_t = -1
    var isStarted = false
  }
  private static let channel = Mutex(Channel())

  /// Starts the guard, unless there is one. Without one, where the system has no process to spare,
  /// children are killed by the system alone.
  static func start() {
    channel.withLock { channel in
      guard !channel.isStarted else { return }
      channel.isStarted = true
      channel.descriptor = martlet_start_guard(variable, &channel.process)
    }
  }

  /// Whether a process is the guard.
  static func isGuard(_ process: pid_t) -> Bool { channel.withLock { $0.process == process } }

  static func started(_ group: Int32) { tell(group) }

  static func ended(_ group: Int32) { tell(-group) }

  private static func tell(_ news: Int32) {
    let descriptor = channel.withLock { $0.descriptor }
    guard descriptor >= 0 else { return }
    var news = news
    // It must not wait: a guard that is stopped or gone has lost what it was for.
    send(descriptor, &news, MemoryLayout<Int32>.size, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
  }
}
