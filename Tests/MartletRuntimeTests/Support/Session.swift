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
      var failure: (any Error)?
      do {
        let environment = try Environment {
          $0 == "AWS_LAMBDA_RUNTIME_API" ? api.address : variables[$0]
        }
        let source = try RuntimeAPI(environment, on: loop)
        try await serve(F.self, from: source, coldStart: ColdStart())
      } catch let error {
        failure = error
      }
      return Session(
        requests: api.requests, connectionCount: api.connectionCount, failure: failure)
    }
  }

  init(requests: [RecordedRequest], connectionCount: Int, failure: (any Error)?) {
    self.requests = requests
    self.connectionCount = connectionCount
    self.failure = failure
  }
}
