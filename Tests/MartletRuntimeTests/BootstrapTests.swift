import Testing

@testable import MartletRuntime

/// The example functions as the processes that a platform starts.
struct BootstrapTests {
  @Test func `Hello greets until the platform ends it`() throws {
    let run = try ChildSession(
      of: "Hello", [.event(#"{"name": "Ada"}"#), .accepted, .event(#"{"name": "Bo"}"#), .accepted])
    #expect(
      run.session.posts.map(\.text) == [#"{"message":"Hello Ada"}"#, #"{"message":"Hello Bo"}"#])
    #expect(run.session.connectionCount == 1)
    #expect(run.child.ending == .status(1))
    #expect(run.child.errors == "")
    let log = try LogLine.all(of: run.child.output)
    #expect(log.count == 1)
    #expect(log[0].level == "FATAL" && log[0].requestID == "")
    #expect(
      log[0].fields == """
        errorType=Runtime.ClientError \
        errorMessage="the Runtime API answered next with 500: the script is over"
        """)
  }

  @Test func `Echo gives bytes back as they are`() throws {
    let run = try ChildSession(of: "Echo", [.event("[1, 2]"), .accepted])
    #expect(run.session.posts.map(\.text) == ["[1, 2]"])
  }

  @Test func `Countdown streams lines, and logs when the caller has them all`() throws {
    let run = try ChildSession(of: "Countdown", [.event(#"{"from": 2}"#, id: "r-1"), .accepted])
    let answer = run.session.posts[0]
    #expect(answer["Lambda-Runtime-Function-Response-Mode"] == "streaming")
    #expect(answer["Content-Type"] == "text/plain; charset=utf-8")
    let parts = answer.chunks.map { String(decoding: $0, as: UTF8.self) }
    #expect(parts == ["2\n", "1\n", "Lift-off\n"])
    let log = try LogLine.all(of: run.child.output)
    #expect(log[0].level == "INFO" && log[0].requestID == "r-1" && log[0].message == "counted down")
    #expect(log[0].fields == "from=2")
  }

  @Test func `the cold start is logged once, behind the first answer, where that is wanted`() throws
  {
    let run = try ChildSession(
      of: "Echo", [.event(), .accepted, .event(), .accepted],
      variables: ["MARTLET_COLD_START_LOG": "1"])
    let lines = run.child.output.split(separator: "\n").filter { $0.contains("coldStart") }
    try #require(lines.count == 1)
    let shape = lines[0].split(whereSeparator: { $0.isNumber || $0 == "." }).joined(separator: "0")
    #expect(
      shape == #"{"type":"martlet0coldStart","record":{"runtimeStartMs":0,"functionInitMs":0,"#
        + #""initMs":0,"waitMs":0,"firstInvocationMs":0}}"#)
    let silent = try ChildSession(of: "Echo", [.event(), .accepted])
    #expect(!silent.child.output.contains("coldStart"))
  }

  @Test func `an error is one line of the log`() throws {
    let run = try ChildSession(of: "Hello", [.event("{}", id: "r-1"), .accepted])
    let log = try LogLine.all(of: run.child.output)
    #expect(log.map(\.level) == ["ERROR", "FATAL"])
    #expect(log[0].requestID == "r-1")
    #expect(log[0].message == "the invocation failed")
    #expect(
      log[0].fields == """
        errorType=Runtime.UnmarshalError \
        errorMessage="the event is not a Greeting: name is missing"
        """)
  }

  @Test(arguments: [400, 403, 410, 413])
  func `a refused answer is logged`(status: Int) throws {
    let run = try ChildSession(
      of: "Echo", [.event(id: "r-1"), .status(status, "the\nreason"), .event(), .accepted])
    let log = try LogLine.all(of: run.child.output)
    #expect(log.map(\.level) == ["ERROR", "FATAL"])
    #expect(log[0].requestID == "r-1")
    #expect(log[0].message.hasSuffix("invocation/r-1/response with \(status): the\rreason"))
    #expect(run.session.requests.count == 5)
  }

  @Test func `a host serves the function that _HANDLER names`() throws {
    let run = try ChildSession(
      of: "Temperature",
      [.event(#"{"celsius": 100}"#), .accepted, .event(#"{"celsius": -300}"#), .accepted],
      variables: ["_HANDLER": "Fahrenheit"])
    #expect(run.session.posts[0].text == #"{"fahrenheit":212}"#)
    #expect(
      run.session.posts[1]["Lambda-Runtime-Function-Error-Type"] == "Function.BelowAbsoluteZero")
    #expect(
      try ErrorReport(run.session.posts[1].body).errorMessage == "-300.0 °C is below absolute zero")
  }

  @Test(arguments: [[:], ["_HANDLER": "Fahrenheit"]])
  func `a host serves the function that its argument names, as an image's command does`(
    variables: [String: String]
  ) throws {
    let run = try ChildSession(
      of: "Temperature", [.event(#"{"fahrenheit": 212}"#), .accepted], arguments: ["Celsius"],
      variables: variables)
    #expect(run.session.posts[0].text == #"{"celsius":100}"#)
  }

  @Test(arguments: ["Kelvin", nil])
  func `a host without the function reports which it has`(handler: String?) throws {
    let run = try ChildSession(
      of: "Temperature", [.accepted, .event()],
      variables: handler.map { ["_HANDLER": $0] } ?? [:])
    #expect(run.session.calls == ["POST init/error"])
    #expect(run.session.posts[0]["Lambda-Runtime-Function-Error-Type"] == "Runtime.HandlerNotFound")
    #expect(try ErrorReport(run.session.posts[0].body).errorMessage.contains("Celsius, Fahrenheit"))
    #expect(run.child.ending == .status(1))
    let log = try LogLine.all(of: run.child.output)
    #expect(log.map(\.level) == ["FATAL"])
    #expect(log[0].fields.hasPrefix("errorType=Runtime.HandlerNotFound "))
  }

  @Test func `a host prints the names of its functions`() throws {
    let run = try withRuntimeAPI([]) { _, loop in
      try await Child("Temperature", arguments: ["--martlet-functions"], on: loop)
    }
    #expect(run.ending == .status(0))
    #expect(run.output == "Celsius\nFahrenheit\n")
    #expect(run.errors == "")
  }

  @Test func `a function that is no host has no names to print`() throws {
    let run = try withRuntimeAPI([]) { _, loop in
      try await Child("Hello", arguments: ["--martlet-functions"], on: loop)
    }
    #expect(run.ending == .status(0))
    #expect(run.output == "" && run.errors == "")
  }

  @Test(arguments: [nil, ""])
  func `without a platform one sentence names the remedy`(address: String?) throws {
    let run = try withRuntimeAPI([]) { _, loop in
      try await Child(
        "Hello", variables: address.map { ["AWS_LAMBDA_RUNTIME_API": $0] } ?? [:], on: loop)
    }
    #expect(run.ending == .status(1))
    #expect(run.errors.split(separator: "\n").count == 1)
    #expect(run.errors.contains("martlet invoke Hello '{}'"))
  }

  @Test(arguments: ["localhost", "127.0.0.1:80/x", "a b:1"])
  func `an address that is none ends the function`(address: String) throws {
    let run = try ChildSession(of: "Echo", [], variables: ["AWS_LAMBDA_RUNTIME_API": address])
    #expect(run.child.ending == .status(1))
    #expect(run.child.errors.split(separator: "\n").count == 1)
    #expect(run.child.errors.contains("set it to host:port"))
  }

  @Test(arguments: ["127.0.0.1:1", "[::1]:1", "localhost:1"])
  func `a platform that nobody reaches ends the function`(address: String) throws {
    let run = try ChildSession(of: "Echo", [], variables: ["AWS_LAMBDA_RUNTIME_API": address])
    #expect(run.child.ending == .status(1))
    let log = try LogLine.all(of: run.child.output)
    #expect(log.map(\.level) == ["WARN", "WARN", "WARN", "WARN", "FATAL"])
    #expect(log[4].fields.contains("the Runtime API at \(address) cannot be reached: "))
  }

  @Test func `a memory size that is none ends the function`() throws {
    let run = try ChildSession(
      of: "Echo", [], variables: ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "lots"])
    #expect(run.child.ending == .status(1))
    #expect(run.child.errors.contains(#"AWS_LAMBDA_FUNCTION_MEMORY_SIZE is "lots""#))
  }

  @Test func `a proxy in the environment is not for the platform`() throws {
    let run = try ChildSession(
      of: "Echo", [.event(), .accepted],
      variables: ["http_proxy": "http://127.0.0.1:1", "ALL_PROXY": "http://127.0.0.1:1"])
    #expect(run.session.posts.count == 1)
  }
}
