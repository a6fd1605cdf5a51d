internal import Glibc
internal import Synchronization

/// The child processes of this process that have not ended, whichever loop they belong to.
public enum ChildProcesses {
  private static let groups = Mutex<Set<Int32>>([])

  static func started(_ id: Int32) {
    groups.withLock { _ = $0.insert(id) }
  }

  static func ended(_ id: Int32) {
    groups.withLock { _ = $0.remove(id) }
  }

  /// Whether a process is one of them.
  public static func contains(_ id: Int32) -> Bool { groups.withLock { $0.contains(id) } }

  /// Kills all of them with their groups, for a process that is about to exit at once.
  public static func killAll() {
    groups.withLock { groups in
      for group in groups { kill(-group, SIGKILL) }
    }
  }
}
