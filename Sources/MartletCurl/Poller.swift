internal import CMartlet
internal import Glibc

/// Waits for descriptors: the one place in a process that blocks.
///
/// This is the seam behind which waiting can be replaced; nothing outside of it knows epoll. Each
/// watched descriptor carries a token that comes back with its events.
struct Poller: ~Copyable {
  private let epoll: Int32
  private let wakeup: Int32
  private let events: UnsafeMutableBufferPointer<epoll_event>

  /// The token under which a wake-up shows itself; `wait` keeps it to itself.
  private static let wakeToken = UInt64.max

  init() throws(TransportError) {
    (epoll, wakeup) = try Self.open()
    events = .allocate(capacity: 64)
    _ = martlet_epoll_control(epoll, EPOLL_CTL_ADD, wakeup, EPOLLIN.rawValue, Self.wakeToken)
  }

  private static func open() throws(TransportError) -> (epoll: Int32, wakeup: Int32) {
    let epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    guard epoll >= 0 else { throw .system("epoll_create1") }
    let wakeup = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    guard wakeup >= 0 else {
      let failure = TransportError.system("eventfd")
      close(epoll)
      throw failure
    }
    return (epoll, wakeup)
  }

  deinit {
    close(epoll)
    close(wakeup)
    events.deallocate()
  }

  /// Begins to watch a descriptor, or changes what it is watched for.
  func watch(
    _ descriptor: Int32, for interest: Interest, token: UInt64, isKnown: Bool
  ) throws(TransportError) {
    let operation = isKnown ? EPOLL_CTL_MOD : EPOLL_CTL_ADD
    guard martlet_epoll_control(epoll, operation, descriptor, interest.events, token) == 0 else {
      throw .system("epoll_ctl(\(descriptor))")
    }
  }

  /// Ends the watch. A descriptor that is closed already needs no call: the kernel has dropped it.
  func unwatch(_ descriptor: Int32) {
    _ = martlet_epoll_control(epoll, EPOLL_CTL_DEL, descriptor, 0, 0)
  }

  /// Blocks until something is ready, `wake` is called or the time is over, and passes each ready
  /// token on. Negative milliseconds wait without limit.
  ///
  /// - Returns: whether anything was ready.
  @discardableResult
  func wait(milliseconds: Int32, _ ready: (UInt64, Readiness) -> Void) -> Bool {
    let count = epoll_wait(epoll, events.baseAddress, Int32(events.count), milliseconds)
    // A signal ends the wait early (EINTR); the caller's loop comes back by itself.
    guard count > 0 else { return false }
    for index in 0..<Int(count) {
      let token = martlet_epoll_token(events.baseAddress! + index)
      if token == Self.wakeToken {
        var counter: UInt64 = 0
        _ = read(wakeup, &counter, 8)
      } else {
        ready(token, Readiness(events: events[index].events))
      }
    }
    return true
  }

  /// Ends the present or the next `wait`. May be called from any thread.
  func wake() {
    var one: UInt64 = 1
    _ = write(wakeup, &one, 8)
  }
}

/// What a descriptor is watched for.
public struct Interest: OptionSet, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Bytes can be read, or the peer has finished sending.
  public static let readable = Interest(rawValue: 1)
  /// Bytes can be written.
  public static let writable = Interest(rawValue: 2)
  /// Report changes only. One registration then serves the descriptor's whole life, at the price
  /// that its owner must read or write until the call would block.
  public static let changesOnly = Interest(rawValue: 4)

  var events: UInt32 {
    var events: UInt32 = 0
    if contains(.readable) { events |= EPOLLIN.rawValue | EPOLLRDHUP.rawValue }
    if contains(.writable) { events |= EPOLLOUT.rawValue }
    if contains(.changesOnly) { events |= EPOLLET.rawValue }
    return events
  }
}

/// What a watched descriptor is ready for.
public struct Readiness: OptionSet, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Bytes, or the end of them, can be read.
  public static let readable = Readiness(rawValue: 1)
  /// Bytes can be written.
  public static let writable = Readiness(rawValue: 2)
  /// The peer has finished sending or is gone.
  public static let peerClosed = Readiness(rawValue: 4)
  /// The descriptor has failed; the next call on it tells how.
  public static let failed = Readiness(rawValue: 8)

  /// Nothing comes from the peer any more, and nothing reaches it.
  public static let lost = Readiness(rawValue: 16)

  init(events: UInt32) {
    self = []
    if events & EPOLLIN.rawValue != 0 { insert(.readable) }
    if events & EPOLLOUT.rawValue != 0 { insert(.writable) }
    if events & EPOLLRDHUP.rawValue != 0 { formUnion([.readable, .peerClosed]) }
    if events & EPOLLHUP.rawValue != 0 { formUnion([.readable, .writable, .peerClosed, .lost]) }
    if events & EPOLLERR.rawValue != 0 {
      formUnion([.readable, .writable, .peerClosed, .lost, .failed])
    }
  }
}
