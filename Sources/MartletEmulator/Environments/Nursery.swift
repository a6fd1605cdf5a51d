internal import CMartletProcess
internal import Glibc
internal import MartletCurl
internal import Synchronization

/// Starts this process's children, each with a keeper that sees to it that nothing of what the child
/// starts in turn outlives it, or this process, however that ends.
///
/// The children are therefore not this process's own, but its grandchildren's: a process gets what
/// loses its parent below it, however far that has run, only if it is its ancestor, and it can tell
/// what comes of one child from what comes of another only if it has no other. `CMartletProcess`
/// says how.
enum Nursery {
  private struct Channel {
    var descriptor: Int32 = -1
    var process: pid_t = -1
  }
  private static let channel = Mutex(Channel())

  /// Starts the nursery, unless there is one: once, and no part of what a child takes to start.
  static func start() { channel.withLock { _ = startIfNeeded(&$0) } }

  /// Whether a process is the nursery.
  static func contains(_ process: pid_t) -> Bool { channel.withLock { $0.process == process } }

  /// A child that was started.
  struct Child {
    let process: Int32
    let keeper: Int32
    /// The channel that tells its end. All of its family is killed when this is closed.
    let channel: Int32
    /// When it ran its executable, in nanoseconds on the monotonic clock.
    let instant: UInt64
    /// The keeper's size, in bytes.
    let keeperSize: Int
  }

  /// Starts a child; nil with the reason in `launch` where it cannot be started.
  static func start(_ launch: inout martlet_launch) -> Child? {
    channel.withLock { channel in
      // A nursery that somebody has killed is replaced; its keepers go on.
      for _ in 1...2 {
        guard startIfNeeded(&channel) else {
          launch.failed_step = Int32(martlet_step_process)
          launch.failure = errno
          return nil
        }
        var started = martlet_started()
        let keeper = martlet_request(channel.descriptor, &launch, &started)
        if keeper >= 0 {
          return Child(
            process: started.process, keeper: started.keeper, channel: keeper,
            instant: started.instant, keeperSize: Int(started.size))
        }
        guard launch.failure == EPIPE else { return nil }
        close(channel.descriptor)
        channel.descriptor = -1
      }
      return nil
    }
  }

  private static func startIfNeeded(_ channel: inout Channel) -> Bool {
    if channel.descriptor < 0 { channel.descriptor = martlet_start_nursery(&channel.process) }
    return channel.descriptor >= 0
  }
}
