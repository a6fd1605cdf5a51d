public import MartletHTTP

/// A `POST` whose body is sent as it comes into being (`Transfer-Encoding: chunked`, RFC 9112 §7.1);
/// `Client.stream` makes it.
///
/// Use it on the loop's thread, with one write at a time. Each write goes out at once, as one chunk
/// where it is no larger than `chunkSize`. A server that reads slowly suspends the writer, so memory
/// holds one write and what libcurl and the kernel buffer, however long the stream is.
///
/// The server may answer before the end. A response below 300 does not stop the stream: the server
/// has not refused it, and may read on. Any other does: a waiting or later `write` throws, code
/// `answered`, and `finish` returns the response. A stream that is dropped before `finish` is
/// aborted.
public final class RequestStream {
  /// The largest chunk, in bytes; longer writes become several.
  public static let chunkSize = EasyHandle.uploadBuffer - 12

  private let handle: EasyHandle
  private let upload: Upload
  private var isFinished = false
  private var isWriting = false

  init(_ handle: EasyHandle, _ upload: Upload) {
    self.handle = handle
    self.upload = upload
  }

  deinit {
    abort()
  }

  /// Sends bytes; suspends until libcurl has taken all of them. No bytes are no chunk, because an
  /// empty one would be the end of the stream.
  ///
  /// - Throws: `TransportError`: code `answered` when the server has refused the rest, `closed` when
  ///   the stream was finished or aborted, otherwise what broke the connection.
  public func write(_ bytes: [UInt8]) async throws(TransportError) {
    guard !isFinished else { throw TransportError(.closed, "the stream is finished: write before") }
    guard !isWriting else {
      throw TransportError(.transfer, "the stream is being written to: await one write at a time")
    }
    try checkIsTaken()
    guard !bytes.isEmpty else { return }
    isWriting = true
    defer { isWriting = false }
    let isTaken = await handle.send(bytes)
    if !isTaken { try checkIsTaken() }
  }

  /// Ends the stream and waits for the whole response.
  ///
  /// - Parameter trailers: fields that follow the body (RFC 9110 §6.5), 64 kB at most. The request's
  ///   `Trailer` header names them; it is the caller's to send.
  /// - Throws: `TransportError`. A status that means failure is a response, not an error. Code
  ///   `tooLarge` where the trailers are too long; the stream is then aborted.
  public func finish(trailers: HTTPHeaders = [:]) async throws(TransportError) -> HTTPResponse {
    guard !isFinished else { throw TransportError(.closed, "the stream is finished already") }
    guard !isWriting else {
      throw TransportError(.transfer, "the stream is being written to: await the write first")
    }
    isFinished = true
    upload.trailers = trailers
    if !trailers.isEmpty, upload.trailerSize > Upload.maximumTrailers {
      let size = upload.trailerSize
      handle.abort()
      throw TransportError(
        .tooLarge, "the trailers take \(size) bytes; \(Upload.maximumTrailers) can be sent")
    }
    await handle.endBody()
    return try handle.takeOutcome()
  }

  /// Ends the stream in the middle: the connection is closed, so that the server can tell it from
  /// a whole one. A suspended `write` or `finish` throws, code `closed`. Harmless after the end.
  public func abort() {
    isFinished = true
    handle.abort()
  }

  private func checkIsTaken() throws(TransportError) {
    if let error = handle.error { throw error }
    if let status = upload.refusal ?? handle.finalStatus {
      throw TransportError(
        .answered, "the server answered \(status) before the end of the streamed body")
    }
  }
}
