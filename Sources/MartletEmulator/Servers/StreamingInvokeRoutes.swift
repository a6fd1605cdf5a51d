internal import MartletCurl
internal import MartletHTTP

/// `InvokeWithResponseStream`, version 2021-11-15: the response as a stream of event messages, each
/// sent as the function writes it.
struct StreamingInvokeRoutes {
  /// Sends the answer to a request; nil where all of it has been sent.
  func answer(
    _ request: InvocationRequest, _ connection: HTTPConnection, _ isolation: isolated Emulator
  ) async throws -> HTTPResponse? {
    let channel = ResponseChannel()
    guard isolation.invoke(request, into: channel) else {
      throw InvokeError.functionNotFound(
        FunctionName(request.function, qualifier: nil), served: isolation.functionNames)
    }
    // A caller that goes away must not make the function wait for it. One that has only finished
    // sending still reads; what is written to one that does not ends its connection.
    connection.socket.onPeerLost = { channel.abandon() }
    defer {
      channel.abandon()
      // A caller that is gone leaves an answer that is nobody's.
      isolation.recorder?.forget(request.requestID)
      connection.socket.onPeerLost = nil
    }
    var element = await channel.receive()
    if case .end(let answer) = element, let error = InvokeError.platform(answer) {
      isolation.recordAnswer(answer, to: request.requestID)
      throw error
    }
    try await connection.begin(Self.head(request, contentType: channel.contentType))
    var recorded: [UInt8] = []
    while case .piece(let bytes) = element {
      if isolation.recorder != nil { recorded += bytes }
      try await connection.write(EventStreamMessage.payloadChunk(bytes).bytes)
      element = await channel.receive()
    }
    guard case .end(let answer) = element else { return nil }
    if isolation.recorder != nil {
      var whole = answer
      if answer.errorType == nil { whole.payload = recorded + answer.payload }
      isolation.recordAnswer(whole, to: request.requestID)
    }
    if answer.errorType == nil || answer.errorDetails != nil, !answer.payload.isEmpty {
      // The function answered in one piece; an error may have come behind it.
      try await connection.write(EventStreamMessage.payloadChunk(answer.payload).bytes)
    }
    try await connection.write(EventStreamMessage.invokeComplete(Self.completion(answer)).bytes)
    try await connection.finish()
    return nil
  }

  private static func head(_ request: InvocationRequest, contentType: String?) -> HTTPResponse {
    HTTPResponse(
      status: 200,
      headers: [
        "Content-Type": "application/vnd.amazon.eventstream",
        "x-amzn-RequestId": request.requestID,
        "X-Amz-Executed-Version": "$LATEST",
        "X-Amzn-Trace-Id": request.traceID,
        "X-Amzn-Remapped-Content-Type": contentType ?? "application/octet-stream",
      ])
  }

  private static func completion(_ answer: InvocationAnswer) -> String {
    var members: [String] = []
    if let type = answer.errorType {
      let details = String(decoding: answer.errorDetails ?? answer.payload, as: UTF8.self)
      members += [
        "\"ErrorCode\":\(JSONText.quote(type))", "\"ErrorDetails\":\(JSONText.quote(details))",
      ]
    }
    if let tail = answer.logTail { members.append("\"LogResult\":\"\(Base64.encode(tail))\"") }
    return "{\(members.joined(separator: ","))}"
  }
}
