import MartletCurl
import MartletEmulator
import MartletHTTP
import Testing

/// The Runtime API where it goes further than AWS's own emulator.
@Suite(.timeLimit(.minutes(5)))
struct RuntimeAPIRoutesTests {
  private static let next = "GET /2018-06-01/runtime/invocation/next"
  private static let trace =
    "Root=1-5e1b4151-5ac6c58f3375aeb1d7ba0d4f;Parent=53995c3f42cd8ad8;Sampled=1"

  @Test func `an event has all of Lambda's headers that have a value`() throws {
    try withEmulator(scripted("headers")) { stage in
      var request = InvocationRequest(
        function: "Scripted", event: [], traceID: Self.trace,
        qualifier: "$LATEST", clientContext: #"{"custom":{"a":"b"}}"#,
        cognitoIdentity: #"{"cognitoIdentityId":"i"}"#, tenantID: "blue")
      request.requestID = "8476a536-e9f4-11e8-9739-2dfe598c3fcd"
      let answer = try #require(await stage.emulator.invoke(request))
      for line in [
        "Lambda-Runtime-Aws-Request-Id: 8476a536-e9f4-11e8-9739-2dfe598c3fcd",
        "Lambda-Runtime-Invocation-Id: \(request.invocationID)",
        "Lambda-Runtime-Invoked-Function-Arn: \(request.invokedFunctionARN)",
        "Lambda-Runtime-Trace-Id: \(Self.trace)",
        #"Lambda-Runtime-Client-Context: {\"custom\":{\"a\":\"b\"}}"#,
        #"Lambda-Runtime-Cognito-Identity: {\"cognitoIdentityId\":\"i\"}"#,
        "Lambda-Runtime-Aws-Tenant-Id: blue", "Content-Type: application/json",
      ] {
        #expect(answer.text.contains("\"\(line)\""), "\(line) in \(answer.text)")
      }
      #expect(
        request.invokedFunctionARN.hasSuffix(":123456789012:function:Scripted:$LATEST"))
    }
  }

  @Test func `a header without a value is not there`() throws {
    try withEmulator(scripted("headers")) { stage in
      let answer = await stage.invoke()
      #expect(!answer.text.contains("Lambda-Runtime-Client-Context"))
      #expect(!answer.text.contains("Lambda-Runtime-Cognito-Identity"))
      #expect(!answer.text.contains("Lambda-Runtime-Aws-Tenant-Id"))
      #expect(answer.text.contains("Lambda-Runtime-Trace-Id: Root=1-"))
    }
  }

  @Test func `the deadline is the timeout from now, in milliseconds of the Unix time`() throws {
    try withEmulator(scripted("init-address;init-hang", timeout: .seconds(40))) { stage in
      async let caller = stage.invoke()
      let runtime = try await stage.connectToRuntimeAPI()
      let before = WallTime.milliseconds
      let event = try await runtime.request(Self.next)
      let after = WallTime.milliseconds
      let deadline = try #require(event["Lambda-Runtime-Deadline-Ms"].flatMap(Int64.init))
      // Rounded down to the millisecond on the way.
      #expect(before + 40_000 - 1 <= deadline && deadline <= after + 40_000)
      await stage.emulator.shutdown()
      _ = await caller
    }
  }

  @Test func `line ends in a client context cannot become headers`() throws {
    try withEmulator(scripted("headers")) { stage in
      let request = InvocationRequest(
        function: "Scripted", event: [], clientContext: "{\r\nEvil: 1\r\n}")
      let answer = try #require(await stage.emulator.invoke(request))
      #expect(!answer.text.contains("\"Evil"))
      #expect(answer.text.contains("Lambda-Runtime-Client-Context: {"))
    }
  }

  @Test func `an echoed invocation ID is accepted and another one refused`() throws {
    try withEmulator(scripted()) { stage in
      let answer = await stage.run("wrong-invocation-id;right-invocation-id")
      #expect(answer.errorType == nil)
      #expect(
        stage.log.contains(
          #"wrong-invocation-id: 400 {"errorMessage":"Invalid invocation ID","#
            + #""errorType":"InvalidInvocationId"}"#))
      _ = await stage.log.line { $0 == #"right-invocation-id: 202 {"status":"OK"}"# }
    }
  }

  @Test func `a response in chunks is read whole`() throws {
    try withEmulator(scripted()) { stage in
      let answer = await stage.run("chunked:3")
      #expect(answer.text == #""chunked:3""#)
      _ = await stage.log.line { $0 == #"chunked: 202 {"status":"OK"}"# }
    }
  }

  @Test func `a truncated response is refused and another one taken`() throws {
    try withEmulator(scripted()) { stage in
      let answer = await stage.run("truncated;answer:1")
      #expect(answer.text == "1")
      #expect(
        stage.log.contains(
          #"truncated: 400 {"errorMessage":"HTTP request detected as truncated","#
            + #""errorType":"TruncatedHTTPRequest"}"#))
    }
  }

  @Test func `a response whose chunks cannot be read is refused as one that is truncated`() throws {
    try withEmulator(scripted("init-address;init-hang")) { stage in
      async let caller = stage.invoke()
      let runtime = try await stage.connectToRuntimeAPI()
      let id = try #require(await runtime.request(Self.next)["Lambda-Runtime-Aws-Request-Id"])
      let path = "/2018-06-01/runtime/invocation/\(id)/response"
      try await runtime.send(
        "POST \(path) HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")
      let refused = try await runtime.response()
      #expect(refused.status == 400)
      #expect(refused.text.contains(#""errorType":"TruncatedHTTPRequest""#))
      #expect(try await runtime.rest() == [])
      let another = try await stage.connectToRuntimeAPI()
      #expect(try await another.request("POST \(path)", body: "1").status == 202)
      #expect(await caller.text == "1")
    }
  }

  @Test func `a response of the largest size passes and one byte more does not`() throws {
    try withEmulator(scripted(), maximumEnvironments: 1) { stage in
      #expect(await stage.run("large:6291556").payload.count == 6_291_556)
      let answer = await stage.run("large:6291557")
      #expect(answer.errorType == "Function.ResponseSizeTooLarge")
      _ = await stage.log.line { $0.hasPrefix("large: 413 ") }
      #expect(await stage.run("echo").text == #""echo""#)
      #expect(stage.log.environments == 1)
    }
  }

  @Test(arguments: [
    ("Function.OutOfStock", "Function.OutOfStock"), ("Runtime.Bad", "Runtime.Bad"),
    ("Function.1", "Function.Unknown"), ("Unhandled", "Runtime.Unknown"),
    ("java.Function.Bad", "java.Function.Bad"), ("Runtime.bad", "Runtime.Unknown"),
  ])
  func `an error type is what Lambda makes of it`(sent: String, type: String) throws {
    try withEmulator(scripted("error:\(sent)")) { stage in
      #expect(await stage.invoke().errorType == type)
    }
  }

  @Test func `a runtime that drops its connection and asks again misses nothing`() throws {
    try withEmulator(scripted("init-reconnect;echo;reconnect"), maximumEnvironments: 1) { stage in
      for number in 1...5 {
        #expect(await stage.invoke("Scripted", "\(number)").text == "\(number)")
      }
      #expect(stage.log.environments == 1)
    }
  }

  @Test func `two calls of next that wait get the same event`() throws {
    try withEmulator(scripted("init-address;init-hang")) { stage in
      async let first = stage.invoke("Scripted", "1")
      let one = try await stage.connectToRuntimeAPI()
      let two = try await stage.connectToRuntimeAPI()
      let id = try #require(
        await one.request(Self.next)["Lambda-Runtime-Aws-Request-Id"])
      let path = "/2018-06-01/runtime/invocation/\(id)/response"
      #expect(try await two.request("POST \(path)", body: "1").status == 202)
      _ = await first
      try await one.send("\(Self.next) HTTP/1.1\r\nHost: test\r\n\r\n")
      try await two.send("\(Self.next) HTTP/1.1\r\nHost: test\r\n\r\n")
      // Both calls have arrived once a third connection, made after them, has its answer.
      let three = try await stage.connectToRuntimeAPI()
      #expect(try await three.request("GET /2018-06-01/ping").text == "pong")
      async let second = stage.invoke("Scripted", "2")
      let events = (try await one.response(), try await two.response())
      #expect(events.0.text == "2" && events.1.text == "2")
      #expect(stage.log.starts == 2)
      await stage.emulator.shutdown()
      _ = await second
    }
  }

  @Test func `a message that cannot be read is refused and the connection closed`() throws {
    try withEmulator(scripted("init-address;init-hang")) { stage in
      async let caller = stage.invoke()
      for request in [
        "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        "POST /2018-06-01/ping HTTP/1.1\r\nHost: a\r\n"
          + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", "bogus\r\n\r\n",
      ] {
        let runtime = try await stage.connectToRuntimeAPI()
        try await runtime.send(request)
        #expect(try await runtime.response().status == 400)
        #expect(try await runtime.rest() == [])
      }
      await stage.emulator.shutdown()
      _ = await caller
    }
  }
}
