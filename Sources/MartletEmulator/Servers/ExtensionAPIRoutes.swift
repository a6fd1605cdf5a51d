internal import MartletCurl
internal import MartletHTTP
internal import MartletJSON

/// The Extensions API of one environment, version 2020-01-01.
struct ExtensionAPIRoutes {
  static let prefix = "/2020-01-01/extension/"
  private static let bodyLimit = 256 * 1024
  let environment: EnvironmentID

  /// What an extension registers for.
  private struct Registration: Decodable {
    var events: [String]?
    var configurationKeys: [String]?
  }

  func answer(
    _ head: HTTPRequestHead, _ connection: HTTPConnection, _ isolation: isolated Emulator
  ) async -> HTTPResponse? {
    let call = head.path.dropFirst(Self.prefix.count)
    let method = call == "event/next" ? "GET" : "POST"
    guard ["register", "event/next", "init/error", "exit/error"].contains(call) else {
      return .notFound
    }
    guard head.method == method else { return .methodNotAllowed(method) }
    do {
      let body = try await connection.body(atMost: Self.bodyLimit)
      switch call {
      case "register": return register(head, body.bytes, isolation)
      case "event/next": return await next(head, connection, isolation)
      case "init/error": return failed("Extension.InitError", head, isolation)
      default: return failed("Extension.ExitError", head, isolation)
      }
    } catch let error as HTTPError {
      return error.response
    } catch {
      return nil
    }
  }

  private func register(
    _ head: HTTPRequestHead, _ body: [UInt8], _ isolation: isolated Emulator
  ) -> HTTPResponse {
    let registration: Registration
    do {
      registration = try JSON.decode(Registration.self, from: body)
    } catch {
      return Self.refusal("InvalidRequestFormat", "the body is no registration: \(error)")
    }
    guard registration.configurationKeys == nil else {
      return Self.refusal(
        "InvalidRequestFormat",
        "configurationKeys are deprecated; use environment variables instead")
    }
    let identifier = Identifiers.uuid()
    let reply = isolation.register(
      head.headers["Lambda-Extension-Name"] ?? "", events: registration.events ?? [],
      as: identifier, in: environment)
    if case .refused(let type, let message) = reply { return Self.refusal(type, message) }
    let function = isolation.configuration(of: environment)
    let features = head.headers["Lambda-Extension-Accept-Feature"] ?? ""
    let account =
      features.contains("accountId")
      ? "\"accountId\":\(JSONText.quote(FunctionName.defaultAccount))," : ""
    return .json(
      200,
      "{\(account)\"functionName\":\(JSONText.quote(function?.name ?? "")),"
        + "\"functionVersion\":\"$LATEST\",\"handler\":\(JSONText.quote(function?.handler ?? ""))}",
      headers: ["Lambda-Extension-Identifier": identifier])
  }

  private func next(
    _ head: HTTPRequestHead, _ connection: HTTPConnection, _ isolation: isolated Emulator
  ) async -> HTTPResponse? {
    let identifier: String
    switch Self.identifier(head) {
    case .success(let value): identifier = value
    case .failure(let refusal): return refusal.response
    }
    let outcome = await isolation.next(
      identifier, in: environment,
      whenAbandoned: { abandon in connection.socket.onPeerLost = abandon })
    connection.socket.onPeerLost = nil
    switch outcome {
    case .event(let request, let deadline):
      return .json(
        200,
        "{\"eventType\":\"INVOKE\",\"deadlineMs\":\(WallClock.milliseconds(at: deadline)),"
          + "\"requestId\":\(JSONText.quote(request.requestID)),"
          + "\"invokedFunctionArn\":\(JSONText.quote(request.invokedFunctionARN)),"
          + "\"tracing\":{\"type\":\"X-Amzn-Trace-Id\","
          + "\"value\":\(JSONText.quote(request.traceID))}}",
        headers: ["Lambda-Extension-Event-Identifier": Identifiers.uuid()])
    case .shutDown(let reason, let deadline):
      // As text, unlike all else here: AWS's own emulator sends it without saying what it is.
      let event =
        "{\"eventType\":\"SHUTDOWN\",\"shutdownReason\":\"\(reason.rawValue)\","
        + "\"deadlineMs\":\(WallClock.milliseconds(at: deadline))}"
      return HTTPResponse(
        status: 200, headers: ["Content-Type": "text/plain; charset=utf-8"],
        body: Array(event.utf8))
    case .refused(let reply): return Self.response(reply)
    case .ended: return nil
    }
  }

  private func failed(
    _ type: String, _ head: HTTPRequestHead, _ isolation: isolated Emulator
  ) -> HTTPResponse {
    let identifier: String
    switch Self.identifier(head) {
    case .success(let value): identifier = value
    case .failure(let refusal): return refusal.response
    }
    let field = "Lambda-Extension-Function-Error-Type"
    guard let reason = head.headers.present(field) else {
      return Self.refusal("Extension.MissingHeader", "\(field) not found")
    }
    return Self.response(
      isolation.extensionFailed(identifier, type: type, reason: reason, in: environment))
  }

  // MARK: Responses

  struct Refusal: Error {
    let response: HTTPResponse
  }

  static func identifier(_ head: HTTPRequestHead) -> Result<String, Refusal> {
    guard let identifier = head.headers.present("Lambda-Extension-Identifier") else {
      return .failure(
        Refusal(
          response: refusal(
            "Extension.MissingExtensionIdentifier", "Missing Lambda-Extension-Identifier header")))
    }
    guard Identifiers.isUUID(identifier) else {
      return .failure(
        Refusal(
          response: refusal(
            "Extension.InvalidExtensionIdentifier", "Invalid Lambda-Extension-Identifier")))
    }
    return .success(identifier)
  }

  private static func response(_ reply: ControlPlane.ExtensionReply) -> HTTPResponse {
    switch reply {
    case .accepted: .json(202, "{\"status\":\"OK\"}\n")
    case .refused(let type, let message): refusal(type, message)
    }
  }

  private static func refusal(_ type: String, _ message: String) -> HTTPResponse {
    .json(
      403,
      "{\"errorMessage\":\(JSONText.quote(message)),\"errorType\":\(JSONText.quote(type))}\n")
  }
}
