internal import MartletCurl
internal import MartletHTTP

/// An answer that is posted part by part (response streaming), in chunks, with an error in
/// mid-stream as trailers.
final class RuntimeAPIStream: ResponseStream {
  private let api: RuntimeAPI
  private let target: String
  private let upload: Upload
  private var size = 0

  init(_ context: Context, contentType: String, to api: RuntimeAPI) {
    self.api = api
    target = RuntimeAPI.target("response", context)
    var headers = api.headers(of: context)
    headers.append("Content-Type", contentType)
    headers.append("Lambda-Runtime-Function-Response-Mode", "streaming")
    // Only fields that are announced may come as trailers.
    headers.append("Trailer", "\(Self.errorType), \(Self.errorBody)")
    upload = api.client.upload(target, headers: headers)
  }

  private static let errorType = "Lambda-Runtime-Function-Error-Type"
  private static let errorBody = "Lambda-Runtime-Function-Error-Body"

  func write(_ bytes: [UInt8]) async throws(RuntimeError) {
    size += bytes.count
    do {
      try await upload.write(bytes)
    } catch {
      throw RuntimeError(
        .streamClosed, "the platform has stopped reading the response: \(error.message)")
    }
  }

  func finish() async throws(RuntimeError) { try await end(trailers: [:]) }

  func fail(with error: ErrorDocument) async throws(RuntimeError) {
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
      response = try await upload.finish(trailers: trailers)
    } catch {
      return logError("ERROR the answer to \(target) was lost: \(error)")
    }
    try api.take(response, of: target, size: size)
  }
}

extension RuntimeAPI {
  func stream(_ invocation: consuming Invocation, contentType: String) -> any ResponseStream {
    RuntimeAPIStream(invocation.context, contentType: contentType, to: self)
  }
}
