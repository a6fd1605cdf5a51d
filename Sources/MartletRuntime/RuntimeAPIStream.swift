internal import MartletCurl
internal import MartletHTTP

/// An answer that is posted part by part (response streaming), in chunks, with an error in
/// mid-stream as trailers.
final class RuntimeAPIStream: ResponseStream {
  private let api: RuntimeAPI
  private let target: String
  private let log: Log
  private let request: RequestStream
  private var size = 0
  private var isWriting = false

  /// - Throws: `streamClosed` when the environment is being shut down.
  init(_ context: Context, contentType: String, to api: RuntimeAPI) throws(RuntimeError) {
    self.api = api
    log = context.log
    target = RuntimeAPI.target("response", context)
    var headers = api.headers(of: context)
    headers.append("Content-Type", contentType)
    headers.append("Lambda-Runtime-Function-Response-Mode", "streaming")
    // Only fields that are announced may come as trailers.
    headers.append("Trailer", "\(Self.errorType), \(Self.errorBody)")
    do {
      request = try api.client.stream(target, headers: headers)
    } catch {
      throw RuntimeError(.streamClosed, "the response cannot begin: \(error.message)")
    }
  }

  private static let errorType = "Lambda-Runtime-Function-Error-Type"
  private static let errorBody = "Lambda-Runtime-Function-Error-Body"

  func write(_ bytes: [UInt8]) async throws(RuntimeError) {
    size += bytes.count
    isWriting = true
    defer { isWriting = false }
    // Not shared: all of it runs on the loop's thread.
    nonisolated(unsafe) let this = self
    let failure = await withTaskCancellationHandler {
      do throws(TransportError) {
        try await this.request.write(bytes)
        return nil as TransportError?
      } catch {
        return error
      }
    } onCancel: {
      Task(executorPreference: this.api.loop) { this.abandonWrite() }
    }
    guard let failure else { return }
    throw RuntimeError(
      .streamClosed, "the platform has stopped reading the response: \(failure.message)")
  }

  /// A handler that was cancelled does not wait for a platform that reads no further.
  private func abandonWrite() {
    if isWriting { request.abort() }
  }

  func finish() async throws(RuntimeError) { try await end(trailers: [:]) }

  func fail(with error: ErrorDocument) async throws(RuntimeError) {
    // A server's limit for fields is far below that for bodies; Go's, which Lambda's is, has 1 MB for
    // all of them, other ones have 8 to 64 kB.
    let error = error.shortened(to: 4 << 10)
    try await end(
      trailers: [
        Self.errorType: error.category,
        // Line ends of the document would end the field.
        Self.errorBody: Base64.encode(error.json),
      ])
  }

  private func end(trailers: HTTPHeaders) async throws(RuntimeError) {
    let response: HTTPResponse
    do {
      response = try await request.finish(trailers: trailers)
    } catch {
      return log.error("the answer to \(target) was lost: \(error)")
    }
    try api.take(response, of: target, size: size, log)
  }
}

extension RuntimeAPI {
  func stream(
    _ invocation: consuming Invocation, contentType: String
  ) throws(RuntimeError) -> any ResponseStream {
    try RuntimeAPIStream(invocation.context, contentType: contentType, to: self)
  }
}
