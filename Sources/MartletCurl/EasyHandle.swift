internal import CMartlet
internal import MartletHTTP

/// One libcurl easy handle, set up once and used for one transfer after the other.
///
/// libcurl holds plain pointers to what it sends and to this object, so both stay where they are
/// while a transfer runs: the body is copied into memory of its own, and `Client` keeps the handle.
final class EasyHandle {
  let easy: UnsafeMutableRawPointer
  private let maximumBody: Int
  private let errorText: UnsafeMutablePointer<CChar>
  private var requestBody = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  private var requestHeaders: UnsafeMutablePointer<curl_slist>?
  private var response = HTTPResponse(status: 0, headers: HTTPHeaders(), body: [])
  private var isTooLarge = false
  private var continuation: UnsafeContinuation<CURLcode, Never>?

  init(_ options: Client.Options, isPost: Bool) throws(TransportError) {
    guard let easy = curl_easy_init() else {
      throw TransportError(.system, "libcurl cannot make a handle")
    }
    self.easy = easy
    maximumBody = options.maximumResponseBody
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText[0] = 0
    setUpOnce(options, isPost: isPost)
  }

  deinit {
    curl_easy_cleanup(easy)
    curl_slist_free_all(requestHeaders)
    requestBody.deallocate()
    errorText.deallocate()
  }

  private func setUpOnce(_ options: Client.Options, isPost: Bool) {
    let this = Unmanaged.passUnretained(self).toOpaque()
    martlet_easy_set_pointer(easy, CURLOPT_PRIVATE, this)
    martlet_easy_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText)
    martlet_easy_set_data_callback(easy, CURLOPT_HEADERFUNCTION, onHeader)
    martlet_easy_set_pointer(easy, CURLOPT_HEADERDATA, this)
    martlet_easy_set_data_callback(easy, CURLOPT_WRITEFUNCTION, onBody)
    martlet_easy_set_pointer(easy, CURLOPT_WRITEDATA, this)
    martlet_easy_set_string(easy, CURLOPT_URL, options.base)
    // Whatever else this libcurl was built for, such as file:. One built for HTTP alone refuses the
    // list, and needs none.
    martlet_easy_set_string(easy, CURLOPT_PROTOCOLS_STR, "http,https")
    martlet_easy_set_string(easy, CURLOPT_USERAGENT, options.userAgent)
    martlet_easy_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    // An `http_proxy` in the environment is meant for the function's own requests, never for the
    // connection to the platform on the same machine.
    martlet_easy_set_string(easy, CURLOPT_PROXY, "")
    // No signal handlers: they cost six system calls a transfer and belong to the user's code.
    martlet_easy_set_long(easy, CURLOPT_NOSIGNAL, 1)
    martlet_easy_set_long(easy, CURLOPT_TCP_NODELAY, 1)
    martlet_easy_set_long(
      easy, CURLOPT_CONNECTTIMEOUT_MS, Self.milliseconds(options.connectTimeout))
    if isPost { martlet_easy_set_long(easy, CURLOPT_POST, 1) }
  }

  /// Prepares the next transfer of this handle.
  ///
  /// - Parameter timeout: for the whole transfer; nil waits without limit.
  func prepare(target: String, headers: HTTPHeaders, body: [UInt8]?, timeout: Duration?) {
    isTooLarge = false
    errorText[0] = 0
    martlet_easy_set_string(easy, CURLOPT_REQUEST_TARGET, target)
    martlet_easy_set_long(easy, CURLOPT_TIMEOUT_MS, timeout.map(Self.milliseconds) ?? 0)
    setHeaders(headers)
    if let body { setBody(body) }
  }

  /// In the range that libcurl takes, where zero would mean its own default.
  private static func milliseconds(_ duration: Duration) -> Int {
    Int(min(max(1, duration / .milliseconds(1)), Double(Int32.max)))
  }

  private func setHeaders(_ headers: HTTPHeaders) {
    curl_slist_free_all(requestHeaders)
    // A body of over a mebibyte would otherwise wait a second for a `100 Continue`.
    requestHeaders = curl_slist_append(nil, "Expect:")
    // libcurl would call every body without a type a form.
    if headers["Content-Type"] == nil {
      requestHeaders = curl_slist_append(requestHeaders, "Content-Type:")
    }
    for (name, value) in headers {
      // libcurl takes "Name:" for "leave this header out"; an empty value is spelled with ';'.
      let isEmpty = value.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 }
      let line = isEmpty ? "\(name);" : "\(name): \(value)"
      requestHeaders = curl_slist_append(requestHeaders, Self.oneLine(line))
    }
    martlet_easy_set_pointer(easy, CURLOPT_HTTPHEADER, requestHeaders)
  }

  /// With a space for each control character: line ends in a value that somebody else chose would
  /// let them write header fields, or whole requests, of their own (RFC 9110 §5.5).
  private static func oneLine(_ line: String) -> String {
    func isControl(_ byte: UInt8) -> Bool { byte < 0x20 && byte != 0x09 || byte == 0x7F }
    guard line.utf8.contains(where: isControl) else { return line }
    return String(decoding: line.utf8.lazy.map { isControl($0) ? 0x20 : $0 }, as: UTF8.self)
  }

  private func setBody(_ body: [UInt8]) {
    if requestBody.count < body.count || requestBody.baseAddress == nil {
      requestBody.deallocate()
      requestBody = .allocate(byteCount: max(body.count, 4096), alignment: 16)
    }
    requestBody.copyBytes(from: body)
    martlet_easy_set_size(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
    martlet_easy_set_pointer(easy, CURLOPT_POSTFIELDS, requestBody.baseAddress)
  }

  /// Runs the prepared transfer to its end.
  func perform(on multi: Multi) async throws(TransportError) -> HTTPResponse {
    let result = await withUnsafeContinuation { continuation in
      self.continuation = continuation
      multi.add(self)
    }
    multi.remove(self)
    // An idle handle holds no body, and the caller's is not shared with it.
    defer { response = HTTPResponse(status: 0, headers: HTTPHeaders(), body: []) }
    guard result == CURLE_OK else { throw failure(result) }
    var status = 0
    martlet_easy_response_code(easy, &status)
    response.status = status
    return response
  }

  /// Called by the multi handle when the transfer is over.
  func finish(_ result: CURLcode) {
    continuation?.resume(returning: result)
    continuation = nil
  }

  private func failure(_ result: CURLcode) -> TransportError {
    if isTooLarge {
      return TransportError(.tooLarge, "the response is larger than \(maximumBody) bytes")
    }
    let detail = String(cString: errorText)
    let message = detail.isEmpty ? String(cString: curl_easy_strerror(result)) : detail
    var requestSize = 0
    martlet_easy_request_size(easy, &requestSize)
    let isSent = requestSize > 0
    return switch result {
    case CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST: TransportError(.connect, message)
    case CURLE_OPERATION_TIMEDOUT: TransportError(isSent ? .timeout : .connect, message)
    case CURLE_URL_MALFORMAT: TransportError(.address, message)
    // The scheme of the URL, or else an answer that is no HTTP.
    case CURLE_UNSUPPORTED_PROTOCOL: TransportError(isSent ? .transfer : .address, message)
    default: TransportError(.transfer, message)
    }
  }

  /// The object behind one of libcurl's handles.
  static func of(_ easy: UnsafeMutableRawPointer) -> EasyHandle? {
    var this: UnsafeMutableRawPointer?
    martlet_easy_private(easy, &this)
    return this.map { Unmanaged<EasyHandle>.fromOpaque($0).takeUnretainedValue() }
  }

  // MARK: What libcurl delivers

  /// One header line, with its line end. A status line begins a new header section, because an
  /// interim response (100) or trailers come through here too.
  fileprivate func header(_ line: UnsafeRawBufferPointer) {
    if line.starts(with: "HTTP/".utf8) {
      response.headers = HTTPHeaders()
      return
    }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return }
    let value = line[(colon + 1)...].trimmingSpace
    response.headers.append(
      String(decoding: line[..<colon], as: UTF8.self), String(decoding: value, as: UTF8.self))
  }

  /// Part of the body; false refuses it and ends the transfer.
  fileprivate func body(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count <= maximumBody - response.body.count else {
      isTooLarge = true
      return false
    }
    response.body.append(contentsOf: bytes)
    return true
  }
}

extension Slice<UnsafeRawBufferPointer> {
  /// Without spaces, tabs and line ends on either side.
  fileprivate var trimmingSpace: Self {
    func isSpace(_ byte: UInt8) -> Bool {
      byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A
    }
    guard let first = firstIndex(where: { !isSpace($0) }),
      let last = lastIndex(where: { !isSpace($0) })
    else { return self[endIndex...] }
    return self[first...last]
  }
}

private func onHeader(
  _ bytes: UnsafeMutablePointer<CChar>, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context else { return 0 }
  Unmanaged<EasyHandle>.fromOpaque(context).takeUnretainedValue()
    .header(UnsafeRawBufferPointer(start: bytes, count: size * count))
  return size * count
}

private func onBody(
  _ bytes: UnsafeMutablePointer<CChar>, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context else { return 0 }
  let isTaken = Unmanaged<EasyHandle>.fromOpaque(context).takeUnretainedValue()
    .body(UnsafeRawBufferPointer(start: bytes, count: size * count))
  return isTaken ? size * count : 0
}
