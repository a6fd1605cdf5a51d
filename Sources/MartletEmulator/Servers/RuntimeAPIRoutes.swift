internal import MartletCurl
internal import MartletHTTP

/// The Runtime API of one environment, version 2018-06-01: paths, methods, headers and bodies.
/// What is decided lies behind `Emulator`.
struct RuntimeAPIRoutes {
  let environment: EnvironmentID

  private enum Call {
    case ping
    case next
    case answer(requestID: String, isError: Bool)
    case initError
    case restoreNext
    case restoreError
  }

  func answer(
    _ head: HTTPRequestHead, _ connection: HTTPConnection, _ isolation: isolated Emulator
  ) async -> HTTPResponse? {
    let path = head.path
    if let (method, call) = Self.route(path) {
      return await answer(call, by: method, head, connection, isolation)
    }
    if path.hasPrefix(ExtensionAPIRoutes.prefix) {
      return await ExtensionAPIRoutes(environment: environment).answer(head, connection, isolation)
    }
    if path == TelemetryRoutes.path || path == TelemetryRoutes.logsPath {
      return await TelemetryRoutes(environment: environment).answer(head, connection, isolation)
    }
    if path == MetadataRoutes.path {
      guard let token = isolation.environments[environment]?.metadataToken else { return nil }
      return MetadataRoutes(token: token, region: FunctionName.defaultRegion).answer(head)
    }
    if path == CredentialsRoutes.path, let own = isolation.environments[environment],
      own.configuration.initialization == .snapStart
    {
      return CredentialsRoutes(token: own.metadataToken).answer(head)
    }
    return .notFound
  }

  private func answer(
    _ call: Call, by method: String, _ head: HTTPRequestHead, _ connection: HTTPConnection,
    _ isolation: isolated Emulator
  ) async -> HTTPResponse? {
    guard head.method == method else { return .methodNotAllowed(method) }
    if case .answer(let requestID, _) = call, !isolation.faults.isEmpty {
      return await isolation.handle(
        .answer, head, connection, of: environment, requestID: requestID
      ) { await answer(call, head, connection, isolation) }
    }
    return await answer(call, head, connection, isolation)
  }

  private func answer(
    _ call: Call, _ head: HTTPRequestHead, _ connection: HTTPConnection,
    _ isolation: isolated Emulator
  ) async -> HTTPResponse? {
    switch call {
    case .ping:
      return HTTPResponse(
        status: 200, headers: ["Content-Type": "text/plain; charset=utf-8"],
        body: Array("pong".utf8))
    case .next:
      return await next(head, connection, isolation)
    case .answer(let requestID, false)
    where head.headers["Lambda-Runtime-Function-Response-Mode"] == "streaming":
      let posted = posted(requestID, false, head, .init(bytes: [], size: 0), since: .now)
      return await StreamedResponse(posted: posted, environment: environment)
        .take(head, connection, isolation)
    case .answer(let requestID, let isError):
      let beganAt = ControlPlane.Instant.now
      return await post(head, connection, isolation) { body in
        Self.response(
          isolation.answer(
            posted(requestID, isError, head, body, since: beganAt), from: environment,
            marks: head.headers["Martlet-First-Invocation"]))
      }
    case .initError:
      return await post(head, connection, isolation) { body in
        Self.response(
          isolation.initError(
            environment, type: Self.category(head), body: body.bytes, size: body.size))
      }
    case .restoreNext: return await restoreNext(connection, isolation)
    case .restoreError:
      return await post(head, connection, isolation) { body in
        Self.response(
          isolation.restoreError(
            environment, type: Self.category(head), body: body.bytes, size: body.size),
          done: .json(202, "{\"status\":\"OK\"}\n"))
      }
    }
  }

  private static func route(_ path: String) -> (method: String, Call)? {
    let invocation = "/2018-06-01/runtime/invocation/"
    if path.hasPrefix(invocation) {
      if path == "/2018-06-01/runtime/invocation/next" { return ("GET", .next) }
      if let requestID = path.segment(between: invocation, and: "/response") {
        return ("POST", .answer(requestID: PercentCoding.decode(requestID) ?? "", isError: false))
      }
      if let requestID = path.segment(between: invocation, and: "/error") {
        return ("POST", .answer(requestID: PercentCoding.decode(requestID) ?? "", isError: true))
      }
      return nil
    }
    switch path {
    case "/2018-06-01/runtime/init/error": return ("POST", .initError)
    case "/2018-06-01/runtime/restore/next": return ("GET", .restoreNext)
    case "/2018-06-01/runtime/restore/error": return ("POST", .restoreError)
    case "/2018-06-01/ping": return ("GET", .ping)
    default: return nil
    }
  }

  private func next(
    _ head: HTTPRequestHead, _ connection: HTTPConnection, _ isolation: isolated Emulator
  ) async -> HTTPResponse? {
    let socket = connection.socket
    let isConcurrent = isolation.environments[environment]?.isConcurrent ?? false
    let outcome = await isolation.next(
      environment, isOver: isConcurrent && socket.hasPeerFinished,
      coldStartMarks: head.headers["Martlet-Cold-Start"],
      whenFinished: { socket.onPeerClosed = $0 }, whenAbandoned: { socket.onPeerLost = $0 })
    (socket.onPeerClosed, socket.onPeerLost) = (nil, nil)
    switch outcome {
    case .event(let request, let deadline):
      let event = Self.event(request, deadline: deadline, sendsEmpty: isConcurrent)
      guard !isolation.faults.isEmpty else { return event }
      return await isolation.handle(.next, head, connection, of: environment) { event }
    case .refused(let reply): return Self.response(reply)
    case .shutDown, .ended: return nil
    }
  }

  private func restoreNext(
    _ connection: HTTPConnection, _ isolation: isolated Emulator
  ) async -> HTTPResponse? {
    let outcome = await isolation.restoreNext(
      environment, whenAbandoned: { abandon in connection.socket.onPeerLost = abandon })
    connection.socket.onPeerLost = nil
    return Self.response(outcome, done: HTTPResponse(status: 200))
  }

  private func post(
    _ head: HTTPRequestHead, _ connection: HTTPConnection, _ isolation: isolated Emulator,
    _ accept: (HTTPConnection.Body) -> HTTPResponse?
  ) async -> HTTPResponse? {
    do {
      let body = try await connection.body(atMost: isolation.responseLimit)
      return body.isTruncated ? Self.response(ControlPlane.truncated) : accept(body)
    } catch is HTTPError {
      // Chunks that cannot be read: what there is of the body is not whole.
      return Self.response(ControlPlane.truncated)
    } catch {
      return nil
    }
  }

  private func posted(
    _ requestID: String, _ isError: Bool, _ head: HTTPRequestHead, _ body: HTTPConnection.Body,
    since beganAt: ControlPlane.Instant
  ) -> ControlPlane.PostedAnswer {
    let hasCause = isError && CausedError.isType(head.headers["Content-Type"] ?? "")
    return ControlPlane.PostedAnswer(
      requestID: requestID,
      invocationID: head.headers.present("Lambda-Runtime-Invocation-Id"),
      body: hasCause ? CausedError.document(of: body.bytes) : body.bytes, beganAt: beganAt,
      size: body.size,
      mode: head.headers.present("Lambda-Runtime-Function-Response-Mode"),
      errorType: isError ? Self.category(head) : nil)
  }

  // MARK: Responses

  /// Each header only where it has a value, as on Lambda.
  ///
  /// - Parameter sendsEmpty: whether also where it has none, as on Managed Instances.
  private static func event(
    _ request: InvocationRequest, deadline: ControlPlane.Instant, sendsEmpty: Bool
  ) -> HTTPResponse {
    var headers = HTTPHeaders(capacity: 9)
    func add(_ name: String, _ value: String?) {
      if sendsEmpty || value?.isEmpty == false { headers.append(name, value ?? "") }
    }
    add("Content-Type", "application/json")
    add("Lambda-Runtime-Aws-Request-Id", request.requestID)
    add("Lambda-Runtime-Deadline-Ms", String(WallClock.milliseconds(at: deadline)))
    add("Lambda-Runtime-Invoked-Function-Arn", request.invokedFunctionARN)
    add("Lambda-Runtime-Trace-Id", request.traceID)
    add("Lambda-Runtime-Invocation-Id", request.invocationID)
    add("Lambda-Runtime-Client-Context", request.clientContext)
    add("Lambda-Runtime-Cognito-Identity", request.cognitoIdentity)
    add("Lambda-Runtime-Aws-Tenant-Id", request.tenantID)
    return HTTPResponse(status: 200, headers: headers, body: request.event)
  }

  private static func response(
    _ outcome: Emulator.RestoreOutcome, done: HTTPResponse
  ) -> HTTPResponse? {
    switch outcome {
    case .done: done
    case .unknown: .notFound
    case .refused(let reply): response(reply)
    case .ended: nil
    }
  }

  private static let accepted = HTTPResponse.json(202, "{\"status\":\"OK\"}\n")

  static func response(_ reply: ControlPlane.Reply) -> HTTPResponse {
    switch reply {
    case .accepted: return accepted
    case .refused(let status, let type, let message):
      return .json(
        status,
        "{\"errorMessage\":\(JSONText.quote(message)),\"errorType\":\(JSONText.quote(type))}\n")
    }
  }

  /// The error type that the runtime sends, replaced as Lambda replaces what is not `Function.X`
  /// or `Runtime.X`.
  private static func category(_ head: HTTPRequestHead) -> String {
    category(head.headers["Lambda-Runtime-Function-Error-Type"] ?? "")
  }

  static func category(_ type: String) -> String {
    if type.contains(#/(Runtime|Function)\.[A-Z][a-zA-Z]+/#) { return type }
    return type.hasPrefix("Function.") ? "Function.Unknown" : "Runtime.Unknown"
  }
}
