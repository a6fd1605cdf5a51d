import MartletCurl

@testable import MartletRuntime

/// What a Runtime API saw of a function, and how serving it ended.
struct Session: Sendable {
  let requests: [RecordedRequest]
  let connectionCount: Int
  let failure: (any Error)?

  /// Method and route of each request.
  var calls: [String] { requests.map { "\($0.method) \($0.route)" } }

  /// The requests that answer an invocation, or report a failed start.
  var posts: [RecordedRequest] { requests.filter { $0.method == "POST" } }

  /// Serves a function in this process until the Runtime API's script is over.
  init<F: Function>(
    of function: F.Type, _ script: [Answer], host: String = "127.0.0.1",
    variables: [String: String] = [:]
  ) throws {
    self = try withRuntimeAPI(script, host: host) { api, loop in
      await Session(of: F.self, api, on: loop, variables)
    }
  }

  /// Serves a function in this process with a Runtime API that has these events, takes all answers,
  /// and ends each task that asks for an event when there is none left.
  init<F: Function>(
    of function: F.Type, events: [Answer], variables: [String: String] = [:],
    other: @escaping (RecordedRequest) -> Answer? = { _ in nil }
  ) throws {
    var events = events[...]
    let script = { (request: RecordedRequest) -> Answer in
      if let answer = other(request) { return answer }
      guard request.route == "invocation/next" else { return .accepted }
      return events.popFirst() ?? .status(500, "no event is left")
    }
    self = try withRuntimeAPI(script: script) { api, loop in
      await Session(of: F.self, api, on: loop, variables)
    }
  }

  private init<F: Function>(
    of function: F.Type, _ api: ScriptedRuntimeAPI, on loop: RunLoop,
    _ variables: [String: String]
  ) async {
    var failure: (any Error)?
    do {
      let environment = try Environment {
        $0 == "AWS_LAMBDA_RUNTIME_API" ? api.address : variables[$0]
      }
      let source = try RuntimeAPI(environment, on: loop)
      try await serve(F.self, from: source, on: loop)
    } catch let error {
      failure = error
    }
    self.init(requests: api.requests, connectionCount: api.connectionCount, failure: failure)
  }

  init(requests: [RecordedRequest], connectionCount: Int, failure: (any Error)?) {
    self.requests = requests
    self.connectionCount = connectionCount
    self.failure = failure
  }
}
