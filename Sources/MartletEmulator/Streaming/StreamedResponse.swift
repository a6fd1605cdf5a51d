internal import MartletHTTP

/// A response that a runtime posts in pieces, with an error behind them as trailers.
struct StreamedResponse {
  var posted: ControlPlane.PostedAnswer
  let environment: EnvironmentID

  /// How much may be streamed, as on Lambda: 200 MB.
  private static let limit = 200 << 20

  func take(
    _ head: HTTPRequestHead, _ connection: HTTPConnection, _ isolation: isolated Emulator
  ) async -> HTTPResponse? {
    let channel: ResponseChannel?
    switch isolation.beginStream(
      posted, contentType: head.headers.present("Content-Type"), from: environment)
    {
    case .refused(let reply): return RuntimeAPIRoutes.response(reply)
    case .accepted(let accepted): channel = accepted
    }
    var posted = posted
    let limit = channel == nil ? isolation.responseLimit : Self.limit
    let most = limit + HTTPConnection.mostDropped
    do {
      receiving: while posted.size <= most {
        switch try await connection.bodyPart(announcing: most) {
        case .bytes(let bytes):
          posted.size += bytes.count
          guard posted.size <= limit else { continue }
          if let channel { await channel.send(bytes) } else { posted.body += bytes }
        case .end(let trailers):
          take(trailers, &posted)
          break receiving
        case .truncated:
          posted.flaw = .truncated
          break receiving
        case .tooLarge(let size):
          posted.size = size
          break receiving
        }
      }
    } catch {
      // Its chunks cannot be told apart any more, or the connection is lost.
      posted.flaw = .truncated
    }
    if posted.size > limit, posted.flaw == nil { posted.flaw = .tooLarge(limit: limit) }
    posted.isStreamed = true
    return RuntimeAPIRoutes.response(
      isolation.answer(
        posted, from: environment, marks: head.headers["Martlet-First-Invocation"]))
  }

  private func take(_ trailers: HTTPHeaders, _ posted: inout ControlPlane.PostedAnswer) {
    guard let type = trailers.present("Lambda-Runtime-Function-Error-Type") else { return }
    posted.errorType = RuntimeAPIRoutes.category(type)
    // In Base64, because the line ends of a document would end the field.
    posted.errorDetails = trailers.present("Lambda-Runtime-Function-Error-Body")
      .flatMap { Base64.decode($0) }
  }
}
