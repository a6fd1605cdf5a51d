internal import CMartlet
internal import MartletHTTP

// What a streamed request does besides: see `RequestStream`.
extension EasyHandle {
  /// libcurl's buffer for what it sends, of streamed bodies and of those above 64 KiB. libcurl
  /// allocates it when it first needs it.
  static let uploadBuffer = 128 << 10

  /// Hands bytes to libcurl; suspends until it has taken them. False where it never will.
  func send(_ bytes: [UInt8]) async -> Bool {
    guard let upload, isRunning else { return false }
    upload.put(bytes)
    goOn()
    // libcurl would now ask for more as soon as the socket can be written to. That there is no more
    // it is told at once, which costs less than a wait.
    if !upload.isBusy, !upload.isPaused { multi?.write(self) }
    await upload.untilTaken()
    return isRunning ? upload.refusal == nil : false
  }

  /// Says that nothing follows and waits for the end of the transfer.
  func endBody() async {
    guard let upload, isRunning else { return }
    upload.isEnding = true
    if !upload.trailers.isEmpty {
      martlet_easy_set_trailer_callback(
        easy, onTrailers, Unmanaged.passUnretained(upload).toOpaque())
    }
    goOn()
    await untilOver()
  }

  /// Ends a transfer that runs.
  func abort() {
    guard let multi else { return }
    finish(TransportError(.closed, "the request was aborted"))
    multi.drive()
  }

  /// Lets libcurl ask again where it paused.
  private func goOn() {
    guard let upload, upload.isPaused else { return }
    upload.isPaused = false
    multi?.resume(self)
  }

  /// Something came from the server while the body is being sent. While it is paused, libcurl does
  /// not notice that the transfer is over.
  ///
  /// - Parameter isPeerDone: nothing more can come.
  func didHear(isPeerDone: Bool) {
    goOn()
    guard isPeerDone, let multi else { return }
    if canBeginAgain {
      // As libcurl does with other requests; while a body is paused, it cannot see that it is time.
      multi.remove(self)
      return multi.add(self)
    }
    finish(
      TransportError(
        .transfer, "the server closed the connection before the end of the streamed body"))
    multi.drive()
  }
}

func onRead(
  _ buffer: UnsafeMutablePointer<CChar>, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context else { return Int(CURL_READFUNC_ABORT) }
  return Unmanaged<Upload>.fromOpaque(context).takeUnretainedValue()
    .read(into: UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
}

private func onTrailers(
  _ list: UnsafeMutablePointer<UnsafeMutablePointer<curl_slist>?>?,
  _ context: UnsafeMutableRawPointer?
) -> Int32 {
  guard let list, let context else { return CURL_TRAILERFUNC_ABORT }
  return Unmanaged<Upload>.fromOpaque(context).takeUnretainedValue()
    .appendTrailers(to: &list.pointee) ? CURL_TRAILERFUNC_OK : CURL_TRAILERFUNC_ABORT
}
