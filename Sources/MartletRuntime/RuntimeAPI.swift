internal import MartletCurl
internal import MartletHTTP

/// The Lambda Runtime API, version 2018-06-01, as a source of invocations.
final class RuntimeAPI: InvocationSource {
  private let client: Client
  private let loop: RunLoop
  private let environment: Environment
  private let traceVariable: TraceVariable?
  private var isFirst = true
  /// What the emulator still wants to know of the cold start.
  private var coldStart: ColdStart?

  /// - Parameter traceVariable: set for each invocation; nil leaves the process's variables alone.
  init(
    _ environment: Environment, on loop: RunLoop, traceVariable: TraceVariable? = nil
  ) throws(RuntimeError) {
    self.environment = environment
    self.traceVariable = traceVariable
    self.loop = loop
    do {
      client = try Client(
        .init(
          base: "http://\(environment.runtimeAPI)",
          userAgent: "Martlet/\(MartletVersion.current)"),
        on: loop)
    } catch {
      throw RuntimeError(.clientError, error.message)
    }
  }

  func didInit(_ coldStart: ColdStart) {
    TrapReport.endInit()
    if environment.wantsColdStartMarks { self.coldStart = coldStart }
  }

  func next() async throws(RuntimeError) -> Invocation {
    let response = try await askForNext()
    guard response.status == 200 else {
      throw unexpected(response, of: "next")
    }
    guard let requestID = response.headers.present("Lambda-Runtime-Aws-Request-Id") else {
      throw RuntimeError(
        .clientError, "the Runtime API sent an event without Lambda-Runtime-Aws-Request-Id")
    }
    let context = Context(
      requestID: requestID, headers: response.headers, environment: environment,
      isFirstInvocation: isFirst)
    isFirst = false
    if TrapReport.wantsPeer, let peer = client.peer { TrapReport.setPeer(peer) }
    TrapReport.begin(context)
    traceVariable?.set(context.traceID)
    return Invocation(event: response.body, context: context)
  }

  /// Asks until there is an answer: a connection that broke while the process was frozen is made
  /// anew, up to five tries with 0.1, 0.2, 0.4 and 0.8 seconds between them.
  private func askForNext() async throws(RuntimeError) -> HTTPResponse {
    var headers: HTTPHeaders = [:]
    if let coldStart { headers.append("Martlet-Cold-Start", coldStart.headerValue) }
    coldStart = nil
    var pause = Duration.milliseconds(100)
    while true {
      do {
        return try await client.get("/2018-06-01/runtime/invocation/next", headers: headers)
      } catch {
        let failure =
          "the Runtime API at \(environment.runtimeAPI) cannot be reached: \(error.message)"
        guard pause <= .milliseconds(800) else { throw RuntimeError(.clientError, failure) }
        logError("WARN \(failure); trying again")
        try? await loop.sleep(for: pause)
        pause *= 2
      }
    }
  }

  func respond(
    to invocation: consuming Invocation, with body: [UInt8], contentType: String
  ) async throws(RuntimeError) {
    try await answer(
      invocation.context, "response", headers: ["Content-Type": contentType], body: body)
  }

  func fail(
    _ invocation: consuming Invocation, with error: ErrorDocument
  ) async throws(RuntimeError) {
    try await answer(
      invocation.context, "error", headers: Self.headers(for: error), body: error.json)
  }

  func failInit(with error: ErrorDocument) async {
    do {
      try await post(
        "/2018-06-01/runtime/init/error", headers: Self.headers(for: error), body: error.json)
    } catch {
      logError("ERROR \(error.message)")
    }
  }

  private static func headers(for error: ErrorDocument) -> HTTPHeaders {
    [
      "Content-Type": "application/json",
      "Lambda-Runtime-Function-Error-Type": error.category,
    ]
  }

  private func answer(
    _ context: Context, _ kind: String, headers: HTTPHeaders, body: [UInt8]
  ) async throws(RuntimeError) {
    defer { TrapReport.end() }
    var headers = headers
    if let invocationID = context.invocationID {
      headers.append("Lambda-Runtime-Invocation-Id", invocationID)
    }
    try await post(
      "/2018-06-01/runtime/invocation/\(PercentCoding.encode(context.requestID))/\(kind)",
      headers: headers, body: body)
  }

  /// Posts an answer. What the platform refuses (400, 403, 410, 413) and what is lost on the way
  /// concerns this answer alone: it is logged, and the next event is asked for.
  ///
  /// - Throws: on 500, by which the platform asks the process to end.
  private func post(
    _ target: String, headers: HTTPHeaders, body: [UInt8]
  ) async throws(RuntimeError) {
    do {
      let response = try await client.post(target, headers: headers, body: body)
      if response.status >= 500 { throw unexpected(response, of: target) }
      if response.status != 202 { logError("ERROR \(unexpected(response, of: target).message)") }
    } catch let error as RuntimeError {
      throw error
    } catch {
      logError("ERROR the answer to \(target) was lost: \(error)")
    }
  }

  private func unexpected(_ response: HTTPResponse, of call: String) -> RuntimeError {
    let body = String(decoding: response.body.prefix(500), as: UTF8.self)
    return RuntimeError(
      .clientError, "the Runtime API answered \(call) with \(response.status): \(body)")
  }
}
