internal import CMartlet
internal import Glibc

/// One end of a stream connection on a loop.
///
/// Belongs to the loop's thread. At most one task receives and one task sends at a time. What ends
/// their waiting is `close`, not the cancellation of the task.
public final class Socket {
  let descriptor: Int32
  private let loop: RunLoop
  private let state = State()
  private var watch: Watch?

  /// Apart from the socket, so that the watch does not keep the socket alive.
  private final class State {
    let readable = Signal()
    let writable = Signal()
    /// The peer has finished sending, or is gone.
    var peerClosing = Occurrence()
    /// The connection is gone.
    var peerLoss = Occurrence()
    /// Whether nothing is left to receive until the next report.
    var isDrained = false
    var isInterrupted = false

    func ready(_ readiness: Readiness) {
      if readiness.contains(.readable) { readable.raise() }
      if readiness.contains(.writable) { writable.raise() }
      if readiness.contains(.peerClosed) { peerClosing.occur()?() }
      if readiness.contains(.lost) { peerLoss.occur()?() }
    }
  }

  /// What happens to a connection once, and what is to be called then.
  private struct Occurrence {
    private(set) var hasOccurred = false
    var call: (() -> Void)?

    /// What is to be called now, which is kept no longer; nil where it has occurred before.
    mutating func occur() -> (() -> Void)? {
      hasOccurred = true
      defer { call = nil }
      return call
    }

    /// Keeps what is to be called, unless the socket is closed, which hears nothing any more.
    ///
    /// - Returns: what is to be called now, because it has occurred.
    mutating func expect(_ call: (() -> Void)?, isOpen: Bool) -> (() -> Void)? {
      if hasOccurred { return call }
      if isOpen { self.call = call }
      return nil
    }
  }

  /// Takes over a connected, non-blocking descriptor and closes it in the end, on failure too.
  public init(adopting descriptor: Int32, on loop: RunLoop) throws(TransportError) {
    self.descriptor = descriptor
    self.loop = loop
    do {
      // One registration for the socket's life: both methods below run until the call would block.
      watch = try loop.watch(descriptor, for: [.readable, .writable, .changesOnly]) {
        [state] readiness in state.ready(readiness)
      }
    } catch {
      Glibc.close(descriptor)
      throw error
    }
  }

  deinit {
    close()
  }

  /// Called once, on the loop's thread, when the peer has finished sending or is gone; at once if
  /// it has already. Nil again after that, so that what it holds can go.
  public var onPeerClosed: (() -> Void)? {
    get { state.peerClosing.call }
    set { state.peerClosing.expect(newValue, isOpen: watch != nil)?() }
  }

  /// Called once, on the loop's thread, when the connection is gone: broken off, or ended by both
  /// sides; at once if it is already. Nil again after that.
  ///
  /// A peer that has closed its socket is not told from one that has only finished sending until
  /// something is sent to it (RFC 9293 §3.6).
  public var onPeerLost: (() -> Void)? {
    get { state.peerLoss.call }
    set { state.peerLoss.expect(newValue, isOpen: watch != nil)?() }
  }

  /// Waits for bytes and passes what has arrived to `sink`, whose buffer is valid during the call.
  ///
  /// - Returns: how many bytes there were; zero once the peer has finished sending.
  /// - Throws: `TransportError`, code `closed` when this end is closed or the connection is lost,
  ///   `timeout` while `isInterrupted`.
  public func receive(
    _ sink: (UnsafeRawBufferPointer) -> Void
  ) async throws(TransportError) -> Int {
    while watch != nil {
      if state.isInterrupted { throw .init(.timeout, "the wait for bytes was interrupted") }
      if state.isDrained {
        await state.readable.wait()
        state.isDrained = false
        continue
      }
      state.readable.clear()
      let buffer = loop.state.received
      let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
      if count > 0 {
        // What comes after a short read is reported anew (epoll(7), edge-triggered, question 9), so
        // that the call that would find nothing is spared; only the end may be reported already.
        state.isDrained = count < buffer.count && !state.peerClosing.hasOccurred
        sink(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        return count
      }
      if count == 0 { return 0 }
      switch errno {
      case EINTR: continue
      case EAGAIN: await state.readable.wait()
      default: throw .init(.closed, "connection lost: \(String(cString: strerror(errno)))")
      }
    }
    throw Self.closedHere
  }

  /// Whether nobody is to wait for bytes, for whom there is no more time: a suspended `receive`
  /// throws, and so does each one until this is false again.
  public var isInterrupted: Bool {
    get { state.isInterrupted }
    set {
      state.isInterrupted = newValue
      if newValue { state.readable.raise() }
    }
  }

  /// Whether something has arrived that nobody has received.
  public var hasUnreceived: Bool { watch != nil && peek() > 0 }

  /// Whether the peer has finished sending, and all that it sent has been received; also where the loop
  /// has not heard of it yet.
  public var hasPeerFinished: Bool { watch == nil || peek() == 0 }

  /// How much of one byte could be received: zero at the end, less where nothing has come.
  private func peek() -> Int {
    var byte: UInt8 = 0
    return recv(descriptor, &byte, 1, Int32(MSG_PEEK))
  }

  /// Sends all bytes; suspends while the peer does not take them.
  ///
  /// - Throws: `TransportError`, code `closed` when this end is closed or the peer is gone.
  public func send(_ bytes: [UInt8]) async throws(TransportError) {
    var sent = 0
    while sent < bytes.count {
      guard watch != nil else { throw Self.closedHere }
      state.writable.clear()
      let count = bytes.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress! + sent, $0.count - sent, Int32(MSG_NOSIGNAL))
      }
      if count >= 0 {
        sent += count
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN: await state.writable.wait()
      default: throw .init(.closed, "connection lost: \(String(cString: strerror(errno)))")
      }
    }
  }

  /// Tells the peer that nothing more comes; it can still send.
  public func finishSending() {
    guard watch != nil else { return }
    shutdown(descriptor, Int32(SHUT_WR))
  }

  /// Closes this end; a suspended `receive` or `send` throws. Closing twice is harmless.
  public func close() {
    guard let watch else { return }
    self.watch = nil
    watch.cancel()
    Glibc.close(descriptor)
    (state.peerClosing.call, state.peerLoss.call) = (nil, nil)
    state.ready([.readable, .writable])
  }

  /// Breaks the connection off: the peer reads an error in place of an end.
  public func reset() {
    guard watch != nil else { return }
    // Nothing that is still to be sent is waited for.
    var lingering = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_LINGER, &lingering, socklen_t(MemoryLayout<linger>.size))
    close()
  }

  private static var closedHere: TransportError { .init(.closed, "this end is closed") }
}
