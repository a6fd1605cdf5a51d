internal import Glibc
internal import Synchronization

/// How many descriptors this process may have, and its children.
public enum OpenFiles {
  private static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
  private static let limitOfChildren = Atomic<UInt64>(0)

  /// Allows this process as many as the system does: each environment takes several, and shells often
  /// allow 1024, where the system allows far more. Children still get what there was before, as a
  /// function that runs out of them on Lambda has to run out of them here.
  public static func allowAll() {
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
    let before = limit.rlim_cur
    limit.rlim_cur = limit.rlim_max
    guard setrlimit(resource, &limit) == 0 else { return }
    limitOfChildren.store(UInt64(before), ordering: .relaxed)
  }

  /// What a child may have; 0 for as many as this process.
  package static var ofChildren: UInt64 { limitOfChildren.load(ordering: .relaxed) }

  /// How many this process may have.
  static var limit: Int {
    var limit = rlimit()
    getrlimit(resource, &limit)
    return Int(clamping: limit.rlim_cur)
  }
}
