internal import CMartlet
internal import Glibc

/// A libcurl multi handle driven by the loop: libcurl says which sockets and which timer it waits
/// for, the loop tells it when they are due. Connections stay open between transfers.
final class Multi {
  private let multi: UnsafeMutableRawPointer
  private let loop: RunLoop
  private var timer: RunLoop.Timer?
  private var isDue = false

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
    // Closing the kept connections calls back into `onSocket` for each, with `self` still whole,
    // which ends their watches.
    curl_multi_cleanup(multi)
    timer?.cancel()
  }

  /// Starts a transfer; its handle is told when the transfer is over.
  func add(_ handle: EasyHandle) {
    guard curl_multi_add_handle(multi, handle.easy) == CURLM_OK else {
      return handle.finish(CURLE_FAILED_INIT)
    }
    drive()
  }

  /// Takes a handle out, so that it can be set up for its next transfer.
  func remove(_ handle: EasyHandle) {
    curl_multi_remove_handle(multi, handle.easy)
    // libcurl may have named the timer of another transfer, due at once; it does not name it twice.
    if isDue { drive() }
  }

  /// A timer of zero is by far the most frequent one (libcurl asks for it whenever a transfer
  /// begins), so it does not go through the loop's timers.
  private func drive() {
    var running: Int32 = 0
    while isDue {
      isDue = false
      curl_multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &running)
    }
    finishDone()
  }

  private func finishDone() {
    var result = CURLE_OK
    while let easy = martlet_multi_next_done(multi, &result) {
      EasyHandle.of(easy)?.finish(result)
    }
  }

  fileprivate func socketReady(_ descriptor: Int32, _ readiness: Readiness) {
    var action: Int32 = 0
    if readiness.contains(.readable) { action |= CURL_CSELECT_IN }
    if readiness.contains(.writable) { action |= CURL_CSELECT_OUT }
    if readiness.contains(.failed) { action |= CURL_CSELECT_ERR }
    var running: Int32 = 0
    curl_multi_socket_action(multi, descriptor, action, &running)
    drive()
  }

  /// - Parameter known: the watch of this socket, which libcurl keeps for us; nil for a new one.
  fileprivate func watch(
    _ descriptor: Int32, _ what: Int32, for easy: UnsafeMutableRawPointer,
    known: UnsafeMutableRawPointer?
  ) {
    let known = known.map { Unmanaged<Watch>.fromOpaque($0) }
    if what == CURL_POLL_REMOVE {
      known?.takeRetainedValue().cancel()
      return
    }
    var interest: Interest = []
    if what & CURL_POLL_IN != 0 { interest.insert(.readable) }
    if what & CURL_POLL_OUT != 0 { interest.insert(.writable) }
    do throws(TransportError) {
      if let known {
        try known.takeUnretainedValue().change(to: interest)
      } else {
        let watch = try loop.watch(descriptor, for: interest) { [unowned self] in
          socketReady(descriptor, $0)
        }
        curl_multi_assign(multi, descriptor, Unmanaged.passRetained(watch).toOpaque())
      }
    } catch {
      // Without a watch the transfer would wait for ever. Failing the callback instead would make
      // libcurl give up the whole multi handle.
      EasyHandle.of(easy)?.finish(CURLE_ABORTED_BY_CALLBACK)
    }
  }

  fileprivate func wake(afterMilliseconds milliseconds: Int) {
    timer?.cancel()
    timer = nil
    isDue = milliseconds == 0
    guard milliseconds > 0 else { return }
    timer = loop.schedule(at: .now + .milliseconds(milliseconds)) { [unowned self] in
      timer = nil
      isDue = true
      drive()
    }
  }
}

// The context of both is the `Multi` that registered them, which outlives its multi handle.

private func onSocket(
  _ easy: UnsafeMutableRawPointer, _ descriptor: curl_socket_t, _ what: Int32,
  _ context: UnsafeMutableRawPointer?, _ socketContext: UnsafeMutableRawPointer?
) -> Int32 {
  if let context {
    Unmanaged<Multi>.fromOpaque(context).takeUnretainedValue()
      .watch(descriptor, what, for: easy, known: socketContext)
  }
  return 0
}

private func onTimer(
  _ multi: UnsafeMutableRawPointer, _ milliseconds: Int, _ context: UnsafeMutableRawPointer?
) -> Int32 {
  if let context {
    Unmanaged<Multi>.fromOpaque(context).takeUnretainedValue()
      .wake(afterMilliseconds: milliseconds)
  }
  return 0
}
