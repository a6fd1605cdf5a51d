internal import MartletCurl
internal import MartletHTTP

/// The Invoke API, version 2015-03-31, as AWS's SDKs and command line speak it.
struct InvokeRoutes {
  /// 6 MiB and 100 bytes.
  static let eventLimit = 6_291_556
  /// For asynchronous invocations: 1 MiB.
  static let asynchronousEventLimit = 1 << 20
  private static let clientContextLimit = 3583

  func answer(
    _ head: HTTPRequestHead, _ connection: HTTPConnection, _ isolation: isolated Emulator
  ) async -> HTTPResponse? {
    if let (operation, name) = InvokeOperation.parse(head.path) {
      return await invoke(name, head, connection, isolation, operation)
    }
    if let answer = await FunctionRoutes().answer(head, connection, isolation) { return answer }
    // Each path of Lambda's API begins with its version, a date.
    let isOperation = head.path.utf8.count > 12 && head.path.hasPrefix("/20")
    return isOperation
      ? InvokeError.operationNotServed(head, served: Self.invocations(isolation)).response
      : Self.elsewhere(isolation)
  }

  private func invoke(
    _ name: Substring, _ head: HTTPRequestHead, _ connection: HTTPConnection,
    _ isolation: isolated Emulator, _ operation: InvokeOperation
  ) async -> HTTPResponse? {
    guard head.method == "POST" else {
      return InvokeError.methodNotServed(head, allowed: ["POST"]).response
    }
    guard isolation.faults.isEmpty else {
      return await isolation.handle(.invoke, head, connection) {
        await answer(name, head, connection, isolation, operation)
      }
    }
    return await answer(name, head, connection, isolation, operation)
  }

  private func answer(
    _ name: Substring, _ head: HTTPRequestHead, _ connection: HTTPConnection,
    _ isolation: isolated Emulator, _ operation: InvokeOperation
  ) async -> HTTPResponse? {
    do {
      return try await respond(to: operation, name, head, connection, isolation)
    } catch let error as InvokeError {
      return error.response
    } catch let error as HTTPError {
      return error.response
    } catch {
      return nil
    }
  }

  private func respond(
    to operation: InvokeOperation, _ encodedName: Substring, _ head: HTTPRequestHead,
    _ connection: HTTPConnection, _ isolation: isolated Emulator
  ) async throws -> HTTPResponse? {
    // The body first: what is wrong with it must not depend on what else is wrong, and a client
    // reads no answer before it has sent it.
    let body = try await connection.body(atMost: Self.eventLimit)
    if body.isTruncated { throw HTTPError(status: 400, reason: "the body ends early") }
    let name = try Self.functionName(encodedName, head, isolation)
    if body.size > Self.eventLimit { throw InvokeError.requestTooLarge(limit: Self.eventLimit) }
    // Lambda gives a function `{}` where the caller sends nothing.
    let event = body.bytes.isEmpty ? Array("{}".utf8) : body.bytes
    if let error = JSONText.validate(event) {
      throw InvokeError.invalidRequestContent(
        "Could not parse request body into json: \(error.description)")
    }
    let request = InvocationRequest(
      of: name, event: event, traceID: head.headers.present("X-Amzn-Trace-Id"),
      clientContext: try clientContext(head.headers.present("X-Amz-Client-Context")),
      cognitoIdentity: try cognitoIdentity(head.headers.present("X-Amz-Cognito-Identity")),
      tenantID: try tenant(head.headers.present("X-Amz-Tenant-Id"), of: name, isolation),
      wantsLogTail: try wantsLogTail(head.headers.present("X-Amz-Log-Type")))

    if operation == .invokeAsync { return try accept(request, name, isolation) }
    switch head.headers.present("X-Amz-Invocation-Type") ?? "RequestResponse" {
    case "RequestResponse": break
    case "Event" where operation == .invoke: return try accept(request, name, isolation)
    case "DryRun":
      return HTTPResponse(status: 204, headers: ["x-amzn-RequestId": request.requestID])
    case let type:
      let types =
        operation == .invoke ? "RequestResponse, Event or DryRun" : "RequestResponse or DryRun"
      throw InvokeError.invalidParameterValue(
        "The invocation type is \(type); this operation takes \(types).")
    }
    guard !isolation.isThrottled(name.name) else { throw InvokeError.throttled }
    if operation == .invokeWithResponseStream {
      return try await StreamingInvokeRoutes().answer(request, connection, isolation)
    }
    guard let answer = await isolation.invoke(admitted: request) else {
      throw InvokeError.functionNotFound(name, served: isolation.functionNames)
    }
    if let error = InvokeError.platform(answer) { throw error }
    return Self.response(answer, request)
  }

  private func accept(
    _ request: InvocationRequest, _ name: FunctionName, _ isolation: isolated Emulator
  ) throws(InvokeError) -> HTTPResponse {
    guard request.event.count <= Self.asynchronousEventLimit else {
      throw .requestTooLarge(limit: Self.asynchronousEventLimit)
    }
    let isServed: Bool
    do throws(TransportError) {
      isServed = try isolation.accept(request)
    } catch {
      throw .service(error.message)
    }
    guard isServed else { throw .functionNotFound(name, served: isolation.functionNames) }
    return HTTPResponse(
      status: 202,
      headers: ["x-amzn-RequestId": request.requestID, "X-Amzn-Trace-Id": request.traceID])
  }

  static func functionName(
    _ encoded: Substring, _ head: HTTPRequestHead, _ isolation: isolated Emulator
  ) throws(InvokeError) -> FunctionName {
    if head.query == nil, let name = isolation.plainNames[String(encoded)] { return name }
    // No query is no qualifier; a query that cannot be decoded is refused rather than ignored.
    let items = QueryItems(head.query)
    let qualifier = items?["Qualifier"]
    guard items != nil, let text = PercentCoding.decode(encoded),
      let name = FunctionName(parsing: text, qualifier: qualifier)
    else {
      throw .invalidParameterValue(
        "\(encoded) is not a function's name, or its qualifier is not the one in the query.")
    }
    guard isolation.configuration(named: name.name) != nil,
      (name.qualifier ?? "$LATEST") == "$LATEST"
    else { throw .functionNotFound(name, served: isolation.functionNames) }
    if encoded == name.name, head.query == nil { isolation.plainNames[name.name] = name }
    return name
  }

  /// A function that does not isolate tenants is told of one that is named all the same, so that it
  /// can be tried.
  private func tenant(
    _ header: String?, of function: FunctionName, _ isolation: isolated Emulator
  ) throws(InvokeError) -> String? {
    guard let header else {
      guard !isolation.isolatesTenants(function.name) else {
        throw .invalidParameterValue(
          "\(function.name) isolates its tenants: add the header X-Amz-Tenant-Id to the request.")
      }
      return nil
    }
    guard InvocationRequest.isTenantID(header) else {
      throw .invalidParameterValue("The tenant ID is not \(InvocationRequest.tenantIDRule)")
    }
    return header
  }

  private func clientContext(_ header: String?) throws(InvokeError) -> String? {
    guard let header else { return nil }
    guard header.utf8.count <= Self.clientContextLimit, let json = Base64.decode(header),
      JSONText.validate(json) == nil
    else {
      throw .invalidRequestContent(
        "Client context must be a valid Base64-encoded JSON object of at most "
          + "\(Self.clientContextLimit) bytes.")
    }
    return String(decoding: json, as: UTF8.self)
  }

  private func cognitoIdentity(_ header: String?) throws(InvokeError) -> String? {
    guard let header else { return nil }
    guard header.utf8.first == UInt8(ascii: "{"), JSONText.validate(Array(header.utf8)) == nil
    else {
      throw .invalidRequestContent(
        "Cognito identity must be a JSON object, such as "
          + "{\"cognitoIdentityId\":\"ID\",\"cognitoIdentityPoolId\":\"POOL\"}.")
    }
    return header
  }

  private func wantsLogTail(_ header: String?) throws(InvokeError) -> Bool {
    switch header {
    case nil, "None": return false
    case "Tail": return true
    case let type?:
      throw .invalidParameterValue("The log type \(type) is unknown; use None or Tail.")
    }
  }

  // MARK: Responses

  private static func response(
    _ answer: InvocationAnswer, _ request: InvocationRequest
  ) -> HTTPResponse {
    var headers = HTTPHeaders(capacity: 6)
    headers.append("Content-Type", "application/json")
    headers.append("x-amzn-RequestId", request.requestID)
    headers.append("X-Amz-Executed-Version", "$LATEST")
    headers.append("X-Amzn-Trace-Id", request.traceID)
    if answer.errorType != nil { headers.append("X-Amz-Function-Error", "Unhandled") }
    if let tail = answer.logTail { headers.append("X-Amz-Log-Result", Base64.encode(tail)) }
    return HTTPResponse(status: 200, headers: headers, body: answer.payload)
  }

  private static func invocations(_ isolation: isolated Emulator) -> [String] {
    isolation.functionNames.map { "POST /2015-03-31/functions/\($0)/invocations" }
  }

  /// A person who opens the address in a browser finds out what it is.
  private static func elsewhere(_ isolation: isolated Emulator) -> HTTPResponse {
    let lines = invocations(isolation).map { "  \($0)\n" }
    return .notFound("Martlet serves the Invoke API here:\n\(lines.joined())")
  }
}
