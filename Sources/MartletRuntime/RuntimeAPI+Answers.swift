internal import MartletCurl
internal import MartletHTTP

extension RuntimeAPI {
  func respond(
    to invocation: consuming Invocation, with body: [UInt8], contentType: String
  ) async throws(RuntimeError) {
    let context = invocation.context
    var headers = headers(of: context)
    headers.append("Content-Type", contentType)
    try await post(Self.target("response", context), headers: headers, body: body, context.log)
  }

  func fail(
    _ invocation: consuming Invocation, with error: ErrorDocument
  ) async throws(RuntimeError) {
    let context = invocation.context
    var headers = headers(of: context)
    headers.append(error)
    if context.traceID != nil {
      headers.append("Lambda-Runtime-Function-XRay-Error-Cause", error.xrayCause)
    }
    try await post(
      Self.target("error", context), headers: headers, body: error.json, context.log)
  }

  func failInit(with error: ErrorDocument) async {
    await report("/2018-06-01/runtime/init/error", error)
  }

  func failRestore(with error: ErrorDocument) async {
    await report("/2018-06-01/runtime/restore/error", error)
  }

  /// The headers that any answer to an invocation has.
  func headers(of context: Context) -> HTTPHeaders {
    var headers: HTTPHeaders = [:]
    if let invocationID = context.invocationID {
      headers.append("Lambda-Runtime-Invocation-Id", invocationID)
    }
    if let marks = takeInvocationMarks() { headers.append("Martlet-First-Invocation", marks) }
    return headers
  }

  static func target(_ kind: String, _ context: Context) -> String {
    // Put together in one piece of memory: an interpolation would grow it twice.
    var target = ""
    target.reserveCapacity(96)
    target += "/2018-06-01/runtime/invocation/"
    target += PercentCoding.encode(context.requestID)
    target += "/"
    target += kind
    return target
  }

  private func report(_ target: String, _ error: ErrorDocument) async {
    var headers: HTTPHeaders = [:]
    headers.append(error)
    do {
      try await post(target, headers: headers, body: error.json, .process)
    } catch {
      Log.process.error(error.message)
    }
  }

  /// Posts an answer. What the platform refuses and what is lost on the way concerns this answer
  /// alone: it is logged, and the next event is asked for.
  ///
  /// - Throws: on 500, by which the platform asks the process to end.
  private func post(
    _ target: String, headers: HTTPHeaders, body: [UInt8], _ log: Log
  ) async throws(RuntimeError) {
    let response: HTTPResponse
    var isRepeated = false
    do {
      response = try await send(target, headers: headers, body: body, isRepeated: &isRepeated)
    } catch {
      return log.error("the answer to \(target) was lost: \(error)")
    }
    // The platform has no invocation any more that this could answer: very likely it took the first
    // one, unless that was torn, which a small one that is sent in one piece is not.
    if isRepeated, body.count <= 32 << 10, response.status == 400 || response.status == 403 {
      let refusal = unexpected(response, of: target).message
      return log.warn(
        "the connection was lost behind the answer, which was sent again and refused: \(refusal)")
    }
    try take(response, of: target, size: body.count, log)
  }

  /// Sends an answer once more where nothing of it can have arrived, so that it is not lost to a
  /// connection that could not be made; never where it may have been taken.
  private func send(
    _ target: String, headers: HTTPHeaders, body: [UInt8], isRepeated: inout Bool
  ) async throws(TransportError) -> HTTPResponse {
    do {
      return try await client.post(target, headers: headers, body: body, isRepeated: &isRepeated)
    } catch {
      guard error.isUnsent else { throw error }
      return try await client.post(target, headers: headers, body: body, isRepeated: &isRepeated)
    }
  }

  /// What the platform says to an answer: 202 takes it, 400, 403, 410 and 413 refuse it.
  ///
  /// - Parameter size: how many bytes it had.
  /// - Throws: on 500, by which the platform asks the process to end.
  func take(
    _ response: HTTPResponse, of target: String, size: Int, _ log: Log
  ) throws(RuntimeError) {
    guard response.status != 202 else { return }
    let refusal = unexpected(response, of: target)
    switch response.status {
    case 500...: throw refusal
    case 410: log.error("the answer came after the deadline: \(refusal.message)")
    case 413:
      log.error(
        """
        the answer of \(size) bytes is larger than the platform takes; stream it, or store it and \
        answer with its place: \(refusal.message)
        """)
    default: log.error(refusal.message)
    }
  }
}

extension HTTPHeaders {
  fileprivate mutating func append(_ error: ErrorDocument) {
    append("Content-Type", "application/json")
    append("Lambda-Runtime-Function-Error-Type", error.category)
  }
}
