internal import CMartlet
internal import MartletHTTP

/// One libcurl easy handle, set up once and used for one transfer after the other.
///
/// libcurl holds plain pointers to what it sends and to this object, so both stay where they are
/// while a transfer runs: the handle keeps them, and the multi handle keeps the handle.
///
/// What is touched for each header line is not checked for overlapping accesses, which would cost
/// more than the accesses: all of them are on the loop's thread, and none calls out while it lasts.
final class EasyHandle {
  let easy: UnsafeMutableRawPointer
  /// The body of a streamed request; its handle serves once, because libcurl 7 keeps what it knows
  /// of the trailers for the next transfer and would write outside of its buffer.
  let upload: Upload?
  private let server: Server
  private let connectTimeout: Duration
  let maximumBody: Int
  private let errorText: UnsafeMutablePointer<CChar>
  @exclusivity(unchecked) private var headerLines: HeaderLines
  private var target: String?
  /// The limit of the whole transfer, in milliseconds; zero for none.
  private var timeout = 0
  @exclusivity(unchecked) private var body: [UInt8] = []
  /// Where the multi handle is that the socket callbacks lead to. A mere address: a client drops its
  /// multi handle while its handles wait for their next one, which may well lie at the same place, and
  /// is then the one that they lead to.
  private var adopter: UnsafeMutableRawPointer?

  /// What runs the transfer; nil while none does.
  private(set) var multi: Multi?
  /// Where in `multi`'s list the handle is.
  var place: Int?
  private var continuation: UnsafeContinuation<Void, Never>?
  private var connectTimer: RunLoop.Timer?
  /// How often the request was begun, on one connection after the other.
  private var attempts = 0
  /// Whether this transfer is the second one of its request.
  private var isSecond = false
  var isRepeated: Bool { attempts > 1 }
  private var isRepeatRefused = false
  /// Whether the transfer opened a connection of its own.
  private var isNewConnection = false

  @exclusivity(unchecked) var response = HTTPResponse(status: 0, headers: HTTPHeaders(), body: [])
  /// The headers of the response before this one; see `HTTPHeaders.append(_:_:like:)`.
  @exclusivity(unchecked) var previousHeaders = HTTPHeaders()
  var isTooLarge = false
  /// Whether a line of a response has come.
  var isAnswered = false
  /// Whether the response's head came to its end; libcurl takes one that breaks off for whole.
  var isHeadWhole = false
  /// Why the last transfer failed; nil where it has not.
  private(set) var error: TransportError?

  /// What a handle is for.
  enum Kind {
    case get, post
    case stream(Upload)
  }

  init(_ options: Client.Options, _ server: Server, _ kind: Kind) throws(TransportError) {
    guard let easy = curl_easy_init() else {
      throw TransportError(.system, "libcurl cannot make a handle")
    }
    self.easy = easy
    self.server = server
    upload = if case .stream(let upload) = kind { upload } else { nil }
    maximumBody = options.maximumResponseBody
    connectTimeout = options.connectTimeout
    headerLines = HeaderLines(userAgent: options.userAgent)
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText[0] = 0
    setUpOnce(options, kind)
  }

  deinit {
    curl_easy_cleanup(easy)
    errorText.deallocate()
  }

  private func setUpOnce(_ options: Client.Options, _ kind: Kind) {
    let this = Unmanaged.passUnretained(self).toOpaque()
    martlet_easy_set_pointer(easy, CURLOPT_PRIVATE, this)
    martlet_easy_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText)
    martlet_easy_set_data_callback(easy, CURLOPT_HEADERFUNCTION, onHeader)
    martlet_easy_set_pointer(easy, CURLOPT_HEADERDATA, this)
    martlet_easy_set_data_callback(easy, CURLOPT_WRITEFUNCTION, onBody)
    martlet_easy_set_pointer(easy, CURLOPT_WRITEDATA, this)
    martlet_easy_set_begin_callback(easy, onBegin)
    martlet_easy_set_pointer(easy, CURLOPT_PREREQDATA, this)
    martlet_easy_set_pointer(easy, CURLOPT_CURLU, UnsafeMutableRawPointer(server.url))
    // Whatever else this libcurl was built for, such as file:. One built for HTTP alone refuses the
    // list, and needs none.
    martlet_easy_set_string(easy, CURLOPT_PROTOCOLS_STR, "http,https")
    martlet_easy_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    // An `http_proxy` in the environment is meant for the function's own requests, never for the
    // connection to the platform on the same machine.
    martlet_easy_set_string(easy, CURLOPT_PROXY, "")
    // No signal handlers: they cost six system calls a transfer and belong to the user's code.
    martlet_easy_set_long(easy, CURLOPT_NOSIGNAL, 1)
    martlet_easy_set_long(easy, CURLOPT_TCP_NODELAY, 1)
    martlet_easy_set_long(easy, CURLOPT_UPLOAD_BUFFERSIZE, Self.uploadBuffer)
    if case .get = kind {} else { martlet_easy_set_long(easy, CURLOPT_POST, 1) }
    if let upload {
      martlet_easy_set_size(easy, CURLOPT_POSTFIELDSIZE_LARGE, -1)
      martlet_easy_set_data_callback(easy, CURLOPT_READFUNCTION, onRead)
      martlet_easy_set_pointer(
        easy, CURLOPT_READDATA, Unmanaged.passUnretained(upload).toOpaque())
    }
  }

  // MARK: The request

  /// Prepares the next transfer of this handle.
  ///
  /// - Parameter timeout: for the whole transfer; nil waits without limit.
  func prepare(target: String, headers: HTTPHeaders, body: [UInt8]?, timeout: Duration?) {
    if target != self.target {
      martlet_easy_set_string(easy, CURLOPT_REQUEST_TARGET, target)
      self.target = target
    }
    let timeout = if let timeout { Self.milliseconds(timeout) } else { 0 }
    if timeout != self.timeout {
      martlet_easy_set_long(easy, CURLOPT_TIMEOUT_MS, timeout)
      self.timeout = timeout
    }
    var fixed: HeaderLines.Fixed = []
    if upload != nil { fixed = [.noExpect, .chunked] }
    if let body {
      setBody(body)
      // libcurl's own threshold.
      if body.count > 1 << 20 { fixed.insert(.noExpect) }
    }
    if body != nil || upload != nil, headers["Content-Type"] == nil { fixed.insert(.noType) }
    if let list = headerLines.set(headers, fixed) {
      martlet_easy_set_pointer(easy, CURLOPT_HTTPHEADER, list)
    }
  }

  /// In the range that libcurl takes, where zero would mean its own default.
  private static func milliseconds(_ duration: Duration) -> Int {
    Int(min(max(1, duration / .milliseconds(1)), Double(Int32.max)))
  }

  /// Keeps the caller's array instead of copying it. The bytes of an array of numbers stay where
  /// they are while somebody holds it: whoever changes it gets a copy as long as we hold it too.
  private func setBody(_ body: [UInt8]) {
    self.body = body
    martlet_easy_set_size(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
    self.body.withUnsafeBytes { bytes in
      // Nothing is read of an empty body, but without an address libcurl would ask for one.
      let address = bytes.baseAddress ?? UnsafeRawPointer(errorText)
      martlet_easy_set_pointer(easy, CURLOPT_POSTFIELDS, UnsafeMutableRawPointer(mutating: address))
    }
  }

  // MARK: The transfer

  var isRunning: Bool { multi != nil }
  var isStreaming: Bool { upload != nil && multi != nil }

  /// Starts the prepared transfer.
  ///
  /// - Parameter attempts: how often its request has been sent before.
  func start(on multi: Multi, after attempts: Int = 0) {
    errorText[0] = 0
    isTooLarge = false
    isAnswered = false
    isHeadWhole = false
    isRepeatRefused = false
    isNewConnection = false
    self.attempts = attempts
    isSecond = attempts > 0
    error = nil
    let address = Unmanaged.passUnretained(multi).toOpaque()
    if adopter != address {
      multi.adopt(self)
      adopter = address
    }
    self.multi = multi
    // Looking the server's name up counts as connecting, where it is certain that there will be any.
    if !multi.hasKeptConnection { limitConnecting() }
    multi.add(self)
  }

  /// Suspends until the transfer is over.
  func untilOver() async {
    await withUnsafeContinuation { continuation in
      if isRunning { self.continuation = continuation } else { continuation.resume() }
    }
  }

  /// Runs the prepared transfer to its end.
  func perform(on multi: Multi) async throws(TransportError) -> HTTPResponse {
    start(on: multi)
    await untilOver()
    if hasLostKeptConnection {
      start(on: multi, after: 1)
      await untilOver()
    }
    return try takeOutcome()
  }

  /// Moves the response out: an idle handle holds no body, and the caller's is not shared with it.
  func takeOutcome() throws(TransportError) -> HTTPResponse {
    let response = response
    self.response = HTTPResponse(status: 0, headers: HTTPHeaders(), body: [])
    body = []
    if let error { throw error }
    previousHeaders = response.headers
    return response
  }

  /// The status of a transfer that has ended well.
  var finalStatus: Int? { multi == nil && response.status > 0 ? response.status : nil }

  /// Called by the multi handle when the transfer is over.
  func finish(_ result: CURLcode) {
    guard isRunning else { return }
    guard result == CURLE_OK else { return end(failure(result)) }
    end(isHeadWhole ? nil : TransportError(.transfer, "the response broke off in its head"))
  }

  /// Ends the transfer where it is, for a reason of ours.
  func finish(_ reason: TransportError) {
    guard isRunning else { return }
    end(TransportError(reason.code, reason.message, isUnsent: isUnsent))
  }

  private func end(_ failure: TransportError?) {
    guard let multi else { return }
    // A server that has answered need not wait for the rest of the request.
    if failure == nil || isResponseWhole {
      martlet_easy_response_code(easy, &response.status)
    } else {
      error = failure
    }
    multi.remove(self)
    self.multi = nil
    connectTimer?.cancel()
    connectTimer = nil
    upload?.release()
    continuation?.resume()
    continuation = nil
  }

  /// Whether the response to a streamed request has come to the end that its head tells.
  private var isResponseWhole: Bool {
    guard let upload, upload.isAnswered, !isTooLarge else { return false }
    var length: curl_off_t = -1
    martlet_easy_content_length(easy, &length)
    return length == response.body.count
  }

  // MARK: Connecting

  /// A socket is opened: there was no connection to use, or the kept one was dead.
  func open(_ address: UnsafePointer<curl_sockaddr>) -> Int32 {
    guard let multi else { return -1 }
    isNewConnection = true
    limitConnecting()
    return multi.open(address)
  }

  /// libcurl's own limit would have to be told of, and taken back, with each request.
  private func limitConnecting() {
    guard connectTimer == nil, let multi else { return }
    connectTimer = multi.schedule(after: connectTimeout) { [unowned self] in
      connectTimer = nil
      finish(TransportError(.connect, "there was no connection within \(connectTimeout)"))
      multi.drive()
    }
  }

  /// The connection is there and the request is about to be sent; false forbids it. libcurl sends a
  /// request again, and more than once, where a kept connection turns out to be dead.
  fileprivate func begin() -> Bool {
    connectTimer?.cancel()
    connectTimer = nil
    attempts += 1
    guard attempts == 1 || attempts == 2 && upload?.isBegun != true else {
      isRepeatRefused = true
      return false
    }
    return true
  }

  /// Whether a streamed request may be sent again: its kept connection ended before anything of
  /// its body was sent.
  var canBeginAgain: Bool {
    attempts == 1 && !isNewConnection && !isAnswered && upload?.isBegun == false
  }

  /// Whether the transfer failed as a repeated one would not, and was not repeated. libcurl 7 repeats
  /// by itself, but counts over all transfers of a handle, and leaves out every sixth.
  private var hasLostKeptConnection: Bool {
    error?.code == .transfer && attempts == 1 && !isNewConnection && !isAnswered && !isTooLarge
  }

  // MARK: What failed

  private var isUnsent: Bool {
    guard attempts > 0 else { return true }
    // A second attempt follows one that was sent.
    guard attempts == 1, !isSecond else { return false }
    var size = 0
    martlet_easy_request_size(easy, &size)
    return size == 0
  }

  private func failure(_ result: CURLcode) -> TransportError {
    if isTooLarge {
      return TransportError(.tooLarge, "the response is larger than \(maximumBody) bytes")
    }
    if isRepeatRefused || result == CURLE_SEND_FAIL_REWIND {
      return TransportError(
        .transfer,
        upload == nil
          ? "the connection was lost twice before a response"
          : "the connection was lost and a part of the streamed body with it")
    }
    let detail = String(cString: errorText)
    let message = detail.isEmpty ? String(cString: curl_easy_strerror(result)) : detail
    let isUnsent = isUnsent
    return TransportError(code(of: result, isUnsent: isUnsent), message, isUnsent: isUnsent)
  }

  private func code(of result: CURLcode, isUnsent: Bool) -> TransportError.Code {
    switch result {
    case CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST: .connect
    case CURLE_OPERATION_TIMEDOUT: isUnsent ? .connect : .timeout
    case CURLE_URL_MALFORMAT: .address
    // The scheme of the URL, or else an answer that is no HTTP.
    case CURLE_UNSUPPORTED_PROTOCOL: isUnsent ? .address : .transfer
    default: .transfer
    }
  }

  /// The object behind one of libcurl's handles.
  static func of(_ easy: UnsafeMutableRawPointer) -> EasyHandle? {
    var this: UnsafeMutableRawPointer?
    martlet_easy_private(easy, &this)
    return this.map { Unmanaged<EasyHandle>.fromOpaque($0).takeUnretainedValue() }
  }
}

private func onBegin(
  _ context: UnsafeMutableRawPointer?, _ peer: UnsafeMutablePointer<CChar>?,
  _ here: UnsafeMutablePointer<CChar>?, _ peerPort: Int32, _ herePort: Int32
) -> Int32 {
  guard let context else { return CURL_PREREQFUNC_ABORT }
  let mayBegin = Unmanaged<EasyHandle>.fromOpaque(context)._withUnsafeGuaranteedRef { $0.begin() }
  return mayBegin ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
}
