/// Responses that come in pieces.
extension Emulator {
  /// Invokes a function whose response the caller reads from a channel, which ends with the answer.
  ///
  /// - Returns: false when no function has that name.
  func invoke(_ request: InvocationRequest, into channel: ResponseChannel) -> Bool {
    recordEvent(request)
    if request.wantsLogTail { tails[request.requestID] = LogTail() }
    guard let id = controlPlane.invoke(request, now: .now) else { return false }
    callers[id] = .channel(channel, requestID: request.requestID)
    perform()
    return true
  }

  /// Invokes a function and waits for the whole of its response, in the pieces in which it came.
  ///
  /// - Returns: nil when no function has that name.
  package func invokeInPieces(
    _ request: InvocationRequest
  ) async -> (contentType: String?, pieces: [[UInt8]], answer: InvocationAnswer)? {
    guard !isThrottled(request.function) else {
      return (nil, [], .failure(InvokeError.throttled.name, InvokeError.throttled.message))
    }
    let channel = ResponseChannel()
    guard invoke(request, into: channel) else { return nil }
    defer { recorder?.forget(request.requestID) }
    var pieces: [[UInt8]] = []
    while true {
      switch await channel.receive() {
      case .piece(let piece): pieces.append(piece)
      case .end(let answer):
        feed.showAll()
        return (channel.contentType, pieces, answer)
      }
    }
  }

  /// What a runtime's streamed response goes to.
  enum StreamOutcome {
    case refused(ControlPlane.Reply)
    /// The caller's channel; nil for a caller that gets the response as a whole.
    case accepted(ResponseChannel?)
  }

  func beginStream(
    _ posted: ControlPlane.PostedAnswer, contentType: String?, from id: EnvironmentID
  ) -> StreamOutcome {
    checkMemory(of: id)
    if let refusal = controlPlane.beginResponse(posted, from: id) { return .refused(refusal) }
    guard let invocation = controlPlane.invocation(posted.requestID, of: id),
      case .channel(let channel, _)? = callers[invocation]
    else { return .accepted(nil) }
    channel.contentType = contentType
    return .accepted(channel)
  }
}
