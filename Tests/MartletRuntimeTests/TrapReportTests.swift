import Glibc
import MartletCurl
import Testing

@testable import MartletRuntime

/// What the platform is told of processes that trap.
struct TrapReportTests {
  @Test func `a fatal error is the invocation's, with its message and the signal`() throws {
    let run = try Trapped("fatalError")
    #expect(run.calls == ["GET invocation/next", "POST invocation/id-1/error"])
    #expect(run.ending == .signal(SIGILL))
    let request = run.posts[0]
    #expect(request["Host"] != nil)
    #expect(request["Content-Type"] == "application/json")
    #expect(request["Lambda-Runtime-Function-Error-Type"] == "Function.Trap")
    #expect(request["Lambda-Runtime-Invocation-Id"] == "attempt-1")
    let report = try ErrorReport(request.body)
    #expect(report.errorType == "Function.Trap")
    #expect(report.errorMessage.hasSuffix("Fatal error: a \"quote\",\na line\u{7} and 🐦 (SIGILL)"))
    #expect(report.stackTrace.count > 3)
    #expect(report.stackTrace.allSatisfy { $0.hasPrefix("0x") })
  }

  @Test(arguments: [
    ("index", SIGILL, "Index out of range (SIGILL)"),
    ("unwrap", SIGILL, "Unexpectedly found nil while unwrapping an Optional value (SIGILL)"),
    ("overflow", SIGILL, " tells which (SIGILL)"),
    ("cast", SIGABRT, "(SIGABRT)"),
    ("stack", SIGSEGV, "the stack overflowed, by calls that go too deep (SIGSEGV)"),
    ("pointer", SIGSEGV, "invalid access to memory at 0xdead8 (SIGSEGV)"),
    ("abort", SIGABRT, "abort() was called; the log may say why (SIGABRT)"),
    ("raise", SIGBUS, "the process was sent a signal (SIGBUS)"),
    ("child", SIGILL, "Index out of range (SIGILL)"),
    ("thread", SIGILL, "Fatal error: on another thread (SIGILL)"),
    ("descriptors", SIGILL, "Fatal error: no descriptor is left (SIGILL)"),
  ])
  func `a trap is reported before the process ends by it`(
    way: String, signal: Int32, message: String
  ) throws {
    let run = try Trapped(way)
    #expect(run.calls == ["GET invocation/next", "POST invocation/id-1/error"])
    #expect(run.ending == .signal(signal))
    let report = try ErrorReport(run.posts[0].body)
    #expect(report.errorMessage.hasSuffix(message), "\(report.errorMessage)")
    #expect(!report.stackTrace.isEmpty)
  }

  @Test(arguments: ["bytes", "long"])
  func `a message of any length leaves the document whole`(way: String) throws {
    let run = try Trapped(way)
    #expect(run.ending == .signal(SIGILL))
    let report = try ErrorReport(run.posts[0].body)
    #expect(report.errorMessage.hasSuffix("… (SIGILL)"))
    #expect(report.errorMessage.utf8.count > 20_000)
    #expect(run.log.count == 1)
  }

  /// The C library keeps no frames of its own, so the stack has to be searched for one.
  @Test(arguments: ["abort", "cast"])
  func `the stack trace of an abort leads to the function`(way: String) throws {
    let run = try Trapped(way)
    let trace = try ErrorReport(run.posts[0].body).stackTrace
    #expect(trace.count > 3)
    #expect(trace.contains { !$0.hasSuffix("in a library") })
  }

  @Test func `what was printed of a line without its end is in the log`() throws {
    let run = try Trapped("unfinished")
    #expect(run.ending == .signal(SIGILL))
    #expect(run.child.output.hasSuffix("a line without its end"))
    #expect(run.posts.map(\.route) == ["invocation/id-1/error"])
  }

  @Test func `the log has one line of it, which the message cannot break`() throws {
    let run = try Trapped("fatalError")
    #expect(run.log.count == 1)
    #expect(run.log[0].hasPrefix("FATAL RequestId: id-1 Function.Trap: \""))
    #expect(run.log[0].hasSuffix(#"a \"quote\",\na line\u0007 and 🐦 (SIGILL)"; reported"#))
  }

  @Test func `an invocation after another is reported by its own IDs`() throws {
    let run = try Trapped([
      .event("fine", id: "id-0", headers: "Lambda-Runtime-Invocation-Id: attempt-0\r\n"),
      .accepted, .event("index", id: "a/b c"), .accepted,
    ])
    #expect(run.posts.map(\.route) == ["invocation/id-0/response", "invocation/a%2Fb%20c/error"])
    #expect(run.posts[1]["Lambda-Runtime-Invocation-Id"] == nil)
  }

  @Test func `an ID that is too long to be copied is not reported, and the log says so`() throws {
    let run = try Trapped([.event("index", id: String(repeating: "i", count: 256))])
    #expect(run.posts.isEmpty)
    #expect(run.ending == .signal(SIGILL))
    #expect(run.log[0].hasSuffix("; not reported: the request's ID is longer than 255 bytes"))
  }

  @Test func `an attempt's ID that is too long is left out`() throws {
    let long = String(repeating: "i", count: 256)
    let run = try Trapped([
      .event("index", headers: "Lambda-Runtime-Invocation-Id: \(long)\r\n"), .accepted,
    ])
    #expect(run.posts.count == 1)
    #expect(run.posts[0]["Lambda-Runtime-Invocation-Id"] == nil)
  }

  @Test func `a trap in the init phase is an init error`() throws {
    let run = try Trapped([.accepted], variables: ["INIT": "unwrap"])
    #expect(run.calls == ["POST init/error"])
    #expect(run.ending == .signal(SIGILL))
    #expect(run.posts[0]["Lambda-Runtime-Function-Error-Type"] == "Function.Trap")
    #expect(run.posts[0]["Lambda-Runtime-Invocation-Id"] == nil)
    #expect(try ErrorReport(run.posts[0].body).errorMessage.contains("Unexpectedly found nil"))
  }

  @Test func `a handler of the user's own runs before, and need only pass the signal on`() throws {
    let run = try Trapped("own handler")
    #expect(run.ending == .signal(SIGILL))
    #expect(try ErrorReport(run.posts[0].body).errorMessage.hasSuffix("of both (SIGILL)"))
    let lines = run.child.errors.split(separator: "\n").map(String.init)
    let own = try #require(lines.firstIndex(of: "own handler"))
    #expect(lines[(own + 1)...].contains { $0.hasPrefix("FATAL RequestId") })
  }

  @Test func `a child that forked does not speak for its parent`() throws {
    let run = try Trapped([.event("fork"), .accepted])
    #expect(run.posts.map(\.route) == ["invocation/id-1/response"])
    #expect(run.posts[0].text == "fork")
    #expect(run.log.allSatisfy { !$0.contains("Function.Trap") })
  }

  @Test func `Swift's own crash reporter has its turn afterwards`() throws {
    let run = try Trapped("index", variables: ["SWIFT_BACKTRACE": "enable=yes,color=no"])
    #expect(run.ending == .signal(SIGILL))
    #expect(run.posts.count == 1)
    #expect(run.child.errors.contains("Program crashed"))
  }
}
