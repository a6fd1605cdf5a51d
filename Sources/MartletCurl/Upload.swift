internal import CMartlet
internal import MartletHTTP

/// The body of a streamed request, between the task that writes it and libcurl, which takes it.
final class Upload {
  /// What the writer waits to be rid of, and how much of it libcurl has taken.
  private var bytes: [UInt8] = []
  private var offset = 0
  private var writer: UnsafeContinuation<Void, Never>?

  /// Nothing follows; libcurl ends the body once it has the rest.
  var isEnding = false
  /// What follows the body.
  var trailers: HTTPHeaders = [:]
  /// libcurl asked when there was nothing, and asks again only when it is told to.
  var isPaused = false
  /// libcurl has some of the body, so that it cannot be sent from its beginning again.
  private(set) var isBegun = false
  /// Whether the head of the response is there.
  private(set) var isAnswered = false
  /// The status of a response that ends the sending; nil where there is none.
  private(set) var refusal: Int?

  /// Whether a writer's bytes wait.
  var isBusy: Bool { offset < bytes.count }

  /// Hands over the writer's next bytes.
  func put(_ bytes: [UInt8]) {
    self.bytes = bytes
    offset = 0
  }

  /// Suspends until libcurl has taken the bytes, or will not take them any more.
  func untilTaken() async {
    await withUnsafeContinuation { continuation in
      if isBusy { writer = continuation } else { continuation.resume() }
    }
  }

  /// Lets the writer go: its bytes are taken, or nobody takes them any more.
  func release() {
    bytes = []
    offset = 0
    writer?.resume()
    writer = nil
  }

  /// The head of a response is there while the body is still being written.
  ///
  /// libcurl stops sending at 300 and above. Below, the server has not said no: it may read on.
  func didReceiveHead(_ status: Int) {
    guard status >= 200 else { return }
    isAnswered = true
    guard status >= 300, refusal == nil else { return }
    refusal = status
    release()
  }

  /// Fills libcurl's buffer; each call becomes one chunk.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard refusal == nil else { return pause() }
    guard isBusy else {
      if !isEnding { return pause() }
      isBegun = true
      return 0
    }
    isBegun = true
    let count = min(buffer.count, bytes.count - offset)
    bytes.withUnsafeBytes { bytes in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + count)]))
    }
    offset += count
    if !isBusy { release() }
    return count
  }

  private func pause() -> Int {
    isPaused = true
    return Int(CURL_READFUNC_PAUSE)
  }
}

extension Upload {
  /// How much libcurl can hold of trailers, their line ends included.
  static let maximumTrailers = 65_533

  /// Appends the trailers' lines to a list that libcurl frees.
  func appendTrailers(to list: inout UnsafeMutablePointer<curl_slist>?) -> Bool {
    for line in trailerLines {
      guard let longer = curl_slist_append(list, line) else { return false }
      list = longer
    }
    return true
  }

  /// The size of the trailers on the wire.
  var trailerSize: Int { trailerLines.reduce(2) { $0 + $1.utf8.count + 2 } }

  private var trailerLines: [String] {
    trailers.map { name, value in
      String(decoding: "\(name): \(value)".utf8.lazy.map(HeaderLines.harmless), as: UTF8.self)
    }
  }
}
