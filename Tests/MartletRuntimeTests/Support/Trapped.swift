import MartletCurl

/// A process of the function `Trapping`, and what a Runtime API saw of it.
struct Trapped: Sendable {
  let child: Child
  private let session: Session

  var calls: [String] { session.calls }
  var posts: [RecordedRequest] { session.posts }
  var ending: Child.Ending { child.ending }
  /// The lines that the runtime wrote itself, apart from Swift's.
  var log: [String] {
    child.errors.split(separator: "\n").map(String.init).filter {
      ["FATAL ", "ERROR ", "WARN "].contains(where: $0.hasPrefix)
    }
  }

  /// Gives it an event whose report is taken.
  init(_ way: String, host: String = "127.0.0.1", variables: [String: String] = [:]) throws {
    let event = Answer.event(way, headers: "Lambda-Runtime-Invocation-Id: attempt-1\r\n")
    try self.init([event, .accepted], host: host, variables: variables)
  }

  init(
    _ script: [Answer], host: String = "127.0.0.1", variables: [String: String] = [:]
  ) throws {
    // Its backtraces take longer than everything else.
    let variables = variables.merging(["SWIFT_BACKTRACE": "enable=no"]) { given, _ in given }
    let session = try ChildSession(of: "Trapping", script, host: host, variables: variables)
    child = session.child
    self.session = session.session
  }
}
