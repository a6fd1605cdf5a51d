internal import CMartlet
internal import Glibc

/// A libcurl multi handle driven by the loop: libcurl says which sockets and which timer it waits
/// for, the loop tells it when they are due. Connections stay open between transfers.
final class Multi {
  private let multi: UnsafeMutableRawPointer
  private let loop: RunLoop
  /// All open sockets. A list of links, because a client has one or two, and the type of an array
  /// would have to be made when the process starts.
  private var sockets: CurlSocket?
  private var changedSockets: CurlSocket?
  private var timer: RunLoop.Timer?
  // Nanoseconds on the monotonic clock: an optional instant would be one more type to make when the
  // process starts.
  private var timerTime: UInt64 = 0
  /// When libcurl wants to be called; zero while it does not.
  private var wakeTime: UInt64 = 0
  private var isDue = false
  /// The transfers under way, in no order; each knows its place.
  @exclusivity(unchecked) private var running: [EasyHandle] = []

  init(on loop: RunLoop) throws(TransportError) {
    // The first call in a process is the one that counts; later ones only count up.
    guard curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK, let multi = curl_multi_init()
    else { throw TransportError(.system, "libcurl cannot be started") }
    self.multi = multi
    self.loop = loop
    _ = martlet_multi_set_callbacks(
      multi, onSocket, onTimer, Unmanaged.passUnretained(self).toOpaque())
  }

  deinit {
    // Closing the kept connections calls back for each, with `self` still whole, which ends their
    // watches.
    curl_multi_cleanup(multi)
    timer?.cancel()
  }

  // MARK: Transfers

  /// Starts a transfer; its handle is told when the transfer is over.
  func add(_ handle: EasyHandle) {
    handle.place = running.count
    running.append(handle)
    guard curl_multi_add_handle(multi, handle.easy) == CURLM_OK else {
      return handle.finish(CURLE_FAILED_INIT)
    }
    drive()
  }

  /// Takes a handle out, in the middle of its transfer too, whose connection is then closed.
  func remove(_ handle: EasyHandle) {
    guard let place = handle.place else { return }
    handle.place = nil
    if let last = running.popLast(), last !== handle {
      running[place] = last
      last.place = place
    }
    curl_multi_remove_handle(multi, handle.easy)
  }

  /// Ends all transfers with one error.
  func finishAll(_ error: TransportError) {
    while let handle = running.last { handle.finish(error) }
    drive()
  }

  /// Lets libcurl go on with whatever is due, and sees to what follows from it.
  ///
  /// A timer of zero is by far the most frequent one (libcurl asks for it whenever a transfer
  /// begins), so it does not go through the loop's timers.
  func drive() {
    var running: Int32 = 0
    var result = CURLE_OK
    repeat {
      while isDue {
        isDue = false
        curl_multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &running)
      }
      // Taking a finished handle out may make libcurl name the timer of another transfer, due at
      // once; it does not name it twice.
      while let easy = martlet_multi_next_done(multi, &result) {
        EasyHandle.of(easy)?.finish(result)
      }
    } while isDue
    applyChanges()
  }

  /// Lets a transfer whose upload was paused go on.
  func resume(_ handle: EasyHandle) {
    curl_easy_pause(handle.easy, CURLPAUSE_CONT)
    isDue = true
    drive()
  }

  /// Calls libcurl as if a transfer's socket could be written to, which it finds out by itself.
  func write(_ handle: EasyHandle) {
    var socket = sockets
    while let current = socket, current.handle !== handle { socket = current.next }
    guard let socket, socket.wanted.contains(.writable) else { return }
    act(socket, CURL_CSELECT_OUT)
  }

  private func act(_ socket: CurlSocket, _ action: Int32) {
    var running: Int32 = 0
    curl_multi_socket_action(multi, socket.descriptor, action, &running)
    drive()
  }

  // MARK: Sockets

  private func ready(_ socket: CurlSocket, _ readiness: Readiness) {
    guard let action = socket.action(for: readiness) else { return }
    let handle = socket.handle
    act(socket, action)
    guard let handle, handle.isStreaming else { return }
    // Whether libcurl, too, has read to the end of the response or of the connection. A socket that
    // is closed by now was another connection's than the one the transfer may have gone on with.
    let isRead = !socket.isClosed && !socket.wanted.contains(.readable)
    handle.didHear(isPeerDone: readiness.contains(.peerClosed) && isRead)
  }

  /// - Parameter known: the socket, which libcurl keeps for us while a transfer uses it.
  fileprivate func want(
    _ descriptor: Int32, _ what: Int32, for easy: UnsafeMutableRawPointer,
    known: UnsafeMutableRawPointer?
  ) {
    let socket = socket(descriptor, known)
    var wanted: Interest = []
    if what != CURL_POLL_REMOVE {
      if what & CURL_POLL_IN != 0 { wanted.insert(.readable) }
      if what & CURL_POLL_OUT != 0 { wanted.insert(.writable) }
      if known == nil {
        curl_multi_assign(multi, descriptor, Unmanaged.passUnretained(socket).toOpaque())
      }
    }
    socket.wanted = wanted
    socket.handle = wanted.isEmpty ? nil : EasyHandle.of(easy)
    // A resolver's, for one, which libcurl closes without telling.
    if wanted.isEmpty, !socket.isOurs { return remove(descriptor) }
    guard !socket.isChanged else { return }
    socket.isChanged = true
    socket.nextChanged = changedSockets
    changedSockets = socket
  }

  private func socket(_ descriptor: Int32, _ known: UnsafeMutableRawPointer?) -> CurlSocket {
    if let known { return Unmanaged<CurlSocket>.fromOpaque(known).takeUnretainedValue() }
    var socket = sockets
    while let current = socket {
      if current.descriptor == descriptor { return current }
      socket = current.next
    }
    return insert(descriptor)
  }

  private func insert(_ descriptor: Int32) -> CurlSocket {
    let socket = CurlSocket(descriptor)
    socket.next = sockets
    sockets = socket
    return socket
  }

  /// Forgets a socket that is about to be closed, if it has not been already.
  private func remove(_ descriptor: Int32) {
    var previous: CurlSocket?
    var socket = sockets
    while let current = socket, current.descriptor != descriptor {
      previous = current
      socket = current.next
    }
    guard let socket else { return }
    socket.forget()
    // It may still be in the list of those that changed, and is not to be watched again.
    socket.wanted = []
    socket.handle = nil
    socket.isClosed = true
    if let previous { previous.next = socket.next } else { sockets = socket.next }
    socket.next = nil
  }

  /// Opens a connection's socket: one whose closing we hear of, so that it may stay watched.
  func open(_ address: UnsafePointer<curl_sockaddr>) -> Int32 {
    let descriptor = martlet_open_socket(address)
    guard descriptor >= 0 else { return descriptor }
    remove(descriptor)
    insert(descriptor).isOurs = true
    return descriptor
  }

  fileprivate func close(_ descriptor: Int32) {
    remove(descriptor)
    Glibc.close(descriptor)
  }

  /// Registers what libcurl wants once it has made up its mind: within one call it often asks for
  /// something and takes it back.
  private func applyChanges() {
    while let socket = changedSockets {
      changedSockets = socket.nextChanged
      socket.nextChanged = nil
      socket.isChanged = false
      do throws(TransportError) {
        try socket.apply(on: loop) { socket in
          { [unowned self, unowned socket] in ready(socket, $0) }
        }
      } catch {
        // Without a watch the transfer would wait for ever.
        socket.handle?.finish(error)
      }
    }
  }

  // MARK: Timer

  /// The loop's timer is left alone where it is due before libcurl's: a later one follows when it
  /// fires. libcurl names another time with each transfer.
  fileprivate func wake(afterMilliseconds milliseconds: Int) {
    isDue = milliseconds == 0
    guard milliseconds > 0 else {
      wakeTime = 0
      return
    }
    let now = martlet_monotonic_nanoseconds()
    wakeTime = now + UInt64(milliseconds) * 1_000_000
    if let timer {
      if timerTime <= wakeTime { return }
      timer.cancel()
    }
    schedule(now)
  }

  func schedule(after duration: Duration, _ action: @escaping () -> Void) -> RunLoop.Timer {
    loop.schedule(at: .now + duration, action)
  }

  /// Sets the loop's timer for what libcurl wants.
  private func schedule(_ now: UInt64) {
    timerTime = wakeTime
    timer = schedule(after: .nanoseconds(Int64(wakeTime - now))) { [unowned self] in
      timer = nil
      guard wakeTime > 0 else { return }
      let now = martlet_monotonic_nanoseconds()
      if wakeTime > now { return schedule(now) }
      wakeTime = 0
      isDue = true
      drive()
    }
  }
}

extension Multi {
  /// Makes the sockets that a handle opens this multi handle's to watch and to close.
  func adopt(_ handle: EasyHandle) {
    martlet_easy_set_socket_callbacks(
      handle.easy, onOpen, Unmanaged.passUnretained(handle).toOpaque(),
      onClose, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Whether a connection is kept that the next transfer may use.
  var hasKeptConnection: Bool {
    var socket = sockets
    while let current = socket {
      if current.handle == nil { return true }
      socket = current.next
    }
    return false
  }
}

// The context of all but `onOpen` is the `Multi` that registered them, which outlives its multi
// handle and the sockets that it keeps; that of `onOpen` is the `EasyHandle` that connects.

private func onSocket(
  _ easy: UnsafeMutableRawPointer, _ descriptor: curl_socket_t, _ what: Int32,
  _ context: UnsafeMutableRawPointer?, _ socketContext: UnsafeMutableRawPointer?
) -> Int32 {
  if let context {
    Unmanaged<Multi>.fromOpaque(context)._withUnsafeGuaranteedRef {
      $0.want(descriptor, what, for: easy, known: socketContext)
    }
  }
  return 0
}

private func onTimer(
  _ multi: UnsafeMutableRawPointer, _ milliseconds: Int, _ context: UnsafeMutableRawPointer?
) -> Int32 {
  if let context {
    Unmanaged<Multi>.fromOpaque(context)._withUnsafeGuaranteedRef {
      $0.wake(afterMilliseconds: milliseconds)
    }
  }
  return 0
}

private func onOpen(
  _ context: UnsafeMutableRawPointer?, _ purpose: curlsocktype,
  _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
  guard let context, let address else { return -1 }
  return Unmanaged<EasyHandle>.fromOpaque(context).takeUnretainedValue().open(address)
}

private func onClose(_ context: UnsafeMutableRawPointer?, _ descriptor: curl_socket_t) -> Int32 {
  if let context {
    Unmanaged<Multi>.fromOpaque(context).takeUnretainedValue().close(descriptor)
  }
  return 0
}
