internal import CMartlet
internal import Glibc

/// The descriptors that are waited for. `epoll`, because it need not be told them again each time:
/// of the time between two invocations that is a noticeable part.
final class WaitSet {
  private let descriptor: Int32
  private let events = UnsafeMutablePointer<epoll_event>.allocate(capacity: capacity)
  private static let capacity = 16

  init() throws(BenchError) {
    descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
    guard descriptor >= 0 else {
      events.deallocate()
      throw .system("epoll_create1")
    }
  }

  deinit {
    close(descriptor)
    events.deallocate()
  }

  /// What a descriptor is waited for.
  enum Condition {
    case readable
    case readableOrWritable

    fileprivate var bits: UInt32 {
      switch self {
      case .readable: EPOLLIN.rawValue
      case .readableOrWritable: EPOLLIN.rawValue | EPOLLOUT.rawValue
      }
    }
  }

  /// Begins to wait for a descriptor, or for something else of it. Closing it ends that.
  func set(_ watched: Int32, _ condition: Condition, isNew: Bool) throws(BenchError) {
    let operation = isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD
    let failed = martlet_epoll_control(
      descriptor, Int32(operation), watched, condition.bits, UInt64(watched))
    guard failed == 0 else { throw .system("epoll_ctl") }
  }

  /// Ends waiting for a descriptor.
  func remove(_ watched: Int32) {
    _ = martlet_epoll_control(descriptor, Int32(EPOLL_CTL_DEL), watched, 0, 0)
  }

  /// Waits; calls `onReady` for each descriptor that is ready, with whether it can be written to,
  /// and whether there is more.
  func wait(
    milliseconds: Int32,
    _ onReady: (_ descriptor: Int32, _ canWrite: Bool, _ canRead: Bool) throws(BenchError) -> Void
  ) throws(BenchError) {
    let count = epoll_wait(descriptor, events, Int32(Self.capacity), milliseconds)
    var index = 0
    while index < count {
      let ready = events[index].events
      try onReady(
        Int32(truncatingIfNeeded: martlet_epoll_token(events + index)),
        ready & EPOLLOUT.rawValue != 0, ready & ~EPOLLOUT.rawValue != 0)
      index += 1
    }
  }
}
