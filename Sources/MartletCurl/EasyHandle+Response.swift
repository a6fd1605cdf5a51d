internal import CMartlet
internal import Glibc
internal import MartletHTTP

// What libcurl delivers of a response.
extension EasyHandle {
  /// One header line, with its line end. A status line begins a new header section, because an
  /// interim response (100) or trailers come through here too.
  fileprivate func header(_ line: UnsafeRawBufferPointer) {
    isAnswered = true
    if Self.isStatusLine(line) {
      response.headers = HTTPHeaders()
      isHeadWhole = false
      return
    }
    let colonByte = Int32(UInt8(ascii: ":"))
    guard let start = line.baseAddress, let found = memchr(start, colonByte, line.count) else {
      isHeadWhole = true
      if let upload { tellHead(upload) }
      return
    }
    let colon = UnsafeRawPointer(found) - start
    response.headers.append(
      UnsafeRawBufferPointer(start: start, count: colon),
      UnsafeRawBufferPointer(start: start + colon + 1, count: line.count - colon - 1).trimmingSpace,
      like: previousHeaders)
  }

  private static func isStatusLine(_ line: UnsafeRawBufferPointer) -> Bool {
    line.count >= 5 && line[0] == UInt8(ascii: "H") && line[1] == UInt8(ascii: "T")
      && line[2] == UInt8(ascii: "T") && line[3] == UInt8(ascii: "P")
      && line[4] == UInt8(ascii: "/")
  }

  private func tellHead(_ upload: Upload) {
    var status = 0
    martlet_easy_response_code(easy, &status)
    upload.didReceiveHead(status)
  }

  /// Part of the body; false refuses it and ends the transfer.
  fileprivate func body(_ bytes: UnsafeRawBufferPointer) -> Bool {
    if response.body.isEmpty { reserve() }
    guard !isTooLarge, bytes.count <= maximumBody - response.body.count else {
      isTooLarge = true
      return false
    }
    response.body.append(contentsOf: bytes)
    return true
  }

  /// Makes room for the whole body where its length is known, so that it is not copied from one
  /// array to a larger one. What a server announces is not yet there: beyond 16 MiB it comes first.
  private func reserve() {
    var length: curl_off_t = -1
    martlet_easy_content_length(easy, &length)
    isTooLarge = length > curl_off_t(maximumBody)
    if length > 0, !isTooLarge { response.body.reserveCapacity(min(Int(length), 16 << 20)) }
  }
}

extension UnsafeRawBufferPointer {
  /// Without spaces, tabs and line ends on either side.
  fileprivate var trimmingSpace: UnsafeRawBufferPointer {
    func isSpace(_ byte: UInt8) -> Bool {
      byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A
    }
    var (start, end) = (0, count)
    while start < end, isSpace(self[start]) { start += 1 }
    while end > start, isSpace(self[end - 1]) { end -= 1 }
    return UnsafeRawBufferPointer(rebasing: self[start..<end])
  }
}

func onHeader(
  _ bytes: UnsafeMutablePointer<CChar>, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context else { return 0 }
  Unmanaged<EasyHandle>.fromOpaque(context)._withUnsafeGuaranteedRef {
    $0.header(UnsafeRawBufferPointer(start: bytes, count: size * count))
  }
  return size * count
}

func onBody(
  _ bytes: UnsafeMutablePointer<CChar>, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context else { return 0 }
  let isTaken = Unmanaged<EasyHandle>.fromOpaque(context)._withUnsafeGuaranteedRef {
    $0.body(UnsafeRawBufferPointer(start: bytes, count: size * count))
  }
  return isTaken ? size * count : 0
}
