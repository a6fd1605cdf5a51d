import MartletCurl
import MartletEmulator
import MartletHTTP
import Testing

@Suite(.timeLimit(.minutes(5)))
struct InvokeAPITests {
  private static func path(_ function: String = "Scripted", _ query: String = "") -> String {
    "/2015-03-31/functions/\(function)/invocations\(query)"
  }

  // MARK: Answers

  @Test func `an answer has the function's bytes and Lambda's headers`() throws {
    let trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"
    try withEmulator(scripted("echo")) { stage in
      let response = try await stage.client().post(
        Self.path(), headers: ["X-Amzn-Trace-Id": trace], body: Array(#"{"a": 1}"#.utf8))
      #expect(response.status == 200)
      #expect(response.body == Array(#"{"a": 1}"#.utf8))
      #expect(response.headers["Content-Type"] == "application/json")
      #expect(response.headers["X-Amz-Executed-Version"] == "$LATEST")
      #expect(response.headers["X-Amzn-Trace-Id"] == trace)
      #expect(response.headers["X-Amz-Function-Error"] == nil)
      #expect(response.headers["X-Amz-Log-Result"] == nil)
      let requestID = try #require(response.headers["x-amzn-RequestId"])
      #expect(stage.log.contains("START RequestId: \(requestID) Version: $LATEST"))
    }
  }

  @Test func `a function error is a 200 with a header that says so`() throws {
    try withEmulator(scripted("error")) { stage in
      let response = try await stage.client().post(Self.path(), body: Array("{}".utf8))
      #expect(response.status == 200)
      #expect(response.headers["X-Amz-Function-Error"] == "Unhandled")
    }
  }

  @Test func `an error message with quotes, line ends, control characters and emoji is intact`()
    throws
  {
    try withEmulator(scripted("error")) { stage in
      let response = try await stage.client().post(Self.path(), body: [])
      #expect(
        String(decoding: response.body, as: UTF8.self)
          == #"{"errorMessage":"He said \"no\" \\ \n\r\t\u0000\u0007\u001b[0m – naïve 🐦‍🔥","errorType":"Scripted"}"#
      )
      #expect(JSONText.validate(response.body) == nil)
    }
  }

  @Test func `the log's tail comes in Base64 and ends with the report`() throws {
    try withEmulator(scripted("print:2;echo;say:after the answer")) { stage in
      let response = try await stage.client().post(
        Self.path(), headers: ["X-Amz-Log-Type": "Tail"], body: [])
      let requestID = try #require(response.headers["x-amzn-RequestId"])
      let tail = try #require(response.headers["X-Amz-Log-Result"].flatMap(Base64.decode))
      let lines = String(decoding: tail, as: UTF8.self).split(separator: "\n").map(String.init)
      #expect(
        lines.dropLast() == [
          "START RequestId: \(requestID) Version: $LATEST", "line 1", "line 2", "after the answer",
          "END RequestId: \(requestID)",
        ])
      #expect(lines.last?.hasPrefix("REPORT RequestId: \(requestID)\tDuration: ") == true)
    }
  }

  @Test func `the log's tail has 4096 bytes at most`() throws {
    try withEmulator(scripted("print:2000;echo")) { stage in
      let response = try await stage.client().post(
        Self.path(), headers: ["X-Amz-Log-Type": "Tail"], body: [])
      let tail = try #require(response.headers["X-Amz-Log-Result"].flatMap(Base64.decode))
      #expect(tail.count == 4096)
      #expect(String(decoding: tail, as: UTF8.self).contains("line 2000\nEND RequestId: "))
    }
  }

  @Test func `the log's tail of a cold start begins with the init phase, a warm one's does not`()
    throws
  {
    try withEmulator(
      scripted("init-say:starting;init-unended:started;say:handling;echo"), maximumEnvironments: 1
    ) { stage in
      let cold = try await Self.tail(stage)
      #expect(cold.prefix(2) == ["starting", "started"])
      #expect(cold[2].hasPrefix("START RequestId: "))
      #expect(cold[3] == "handling")
      #expect(cold.count == 6 && cold[5].contains("\tInit Duration: "))
      for _ in 0..<2 {
        let warm = try await Self.tail(stage)
        #expect(warm.first?.hasPrefix("START RequestId: ") == true)
        #expect(warm.count == 4)
      }
      #expect(stage.log.environments == 1)
    }
  }

  @Test func `each cold start's tail has its own init phase`() throws {
    try withEmulator(scripted("init-pid;say:handling;echo;exit:0")) { stage in
      for _ in 0..<3 {
        let tail = try await Self.tail(stage)
        #expect(tail.count { $0.hasPrefix("pid ") } == 1)
        let process = try #require(stage.log.processes().last)
        // After the first process has ended, the next ones start within their invocations.
        let isCold = stage.log.environments == 1
        #expect(tail[isCold ? 0 : 1] == "pid \(process)")
      }
    }
  }

  @Test func `the log's tail of a process that ends while it starts has what it wrote`() throws {
    try withEmulator(scripted("init-say:no license;init-unended:giving up;init-exit:4")) { stage in
      for _ in 0..<2 {
        let tail = try await Self.tail(stage)
        #expect(tail.count { $0 == "no license" } == 1, "\(tail)")
        #expect(tail.count { $0 == "giving up" } == 1, "\(tail)")
      }
    }
  }

  @Test func `an init phase that writes much leaves the tail its size`() throws {
    try withEmulator(scripted("init-print:2000;say:handling;echo")) { stage in
      let lines = try await Self.tail(stage)
      #expect(lines.joined(separator: "\n").utf8.count + 1 == 4096)
      #expect(lines.contains("line 2000") && lines.contains("handling"))
    }
  }

  /// Invokes the function and returns the lines of its log's tail.
  private static func tail(_ stage: Stage) async throws -> [String] {
    let response = try await stage.client().post(
      path(), headers: ["X-Amz-Log-Type": "Tail"], body: [])
    let tail = try #require(response.headers["X-Amz-Log-Result"].flatMap(Base64.decode))
    // Where it was cut at a line's end, it begins with an empty line.
    return String(decoding: tail.dropLast(), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func `the log's tail of a crash tells the crash`() throws {
    try withEmulator(scripted("say:before;exit:3")) { stage in
      let response = try await stage.client().post(
        Self.path(), headers: ["X-Amz-Log-Type": "Tail"], body: [])
      let requestID = try #require(response.headers["x-amzn-RequestId"])
      let tail = try #require(response.headers["X-Amz-Log-Result"].flatMap(Base64.decode))
      let text = String(decoding: tail, as: UTF8.self)
      #expect(
        text.contains(
          "before\nRequestId: \(requestID) Error: Runtime exited with error: exit status 3\n"
            + "Runtime.ExitError\nEND RequestId: \(requestID)\nREPORT RequestId: \(requestID)\t"))
      #expect(text.hasSuffix("\tStatus: error\tError Type: Runtime.ExitError\t\n"))
    }
  }

  // MARK: Requests

  @Test func `a client context comes to the function as JSON`() throws {
    try withEmulator(scripted("headers")) { stage in
      let context = #"{"client":{"app_title":"naïve"},"custom":{}}"#
      let response = try await stage.client().post(
        Self.path(), headers: ["X-Amz-Client-Context": Base64.encode(Array(context.utf8))], body: []
      )
      #expect(
        String(decoding: response.body, as: UTF8.self)
          .contains(context.replacing("\"", with: "\\\"")))
    }
  }

  @Test(arguments: [
    "%%%", "e30", Base64.encode(Array("{]".utf8)), String(repeating: "A", count: 3584),
  ])
  func `a client context that is none is refused`(context: String) throws {
    try withEmulator(scripted("echo")) { stage in
      let response = try await stage.client().post(
        Self.path(), headers: ["X-Amz-Client-Context": context], body: [])
      // Missing padding is forgiven.
      #expect(response.status == (context == "e30" ? 200 : 400))
      if context != "e30" {
        #expect(response.headers["x-amzn-ErrorType"] == "InvalidRequestContentException")
      }
    }
  }

  @Test func `a Cognito identity reaches the function, and one that is none is refused`() throws {
    try withEmulator(scripted("headers")) { stage in
      let connection = try stage.connect()
      let path = "POST /2015-03-31/functions/Scripted/invocations"
      let known = try await connection.request(
        path, [#"X-Amz-Cognito-Identity: {"cognitoIdentityId":"i"}"#], body: "{}")
      #expect(
        known.text.contains(
          #"Lambda-Runtime-Cognito-Identity: {\"cognitoIdentityId\":\"i\"}"#))
      for identity in ["zz", "[1]", #"{"cognitoIdentityId":}"#] {
        let refused = try await connection.request(
          path, ["X-Amz-Cognito-Identity: \(identity)"], body: "{}")
        #expect(refused.status == 400)
        #expect(refused["x-amzn-ErrorType"] == "InvalidRequestContentException")
        #expect(refused.text.contains("Cognito identity must be a JSON object"))
      }
    }
  }

  @Test func `a body of nothing is an empty object`() throws {
    try withEmulator(scripted("echo")) { stage in
      let response = try await stage.client().post(Self.path(), body: [])
      #expect(response.body == Array("{}".utf8))
    }
  }

  @Test(arguments: ["{", "nul", "{} {}", "'a'", "\u{FEFF}{}"])
  func `a body that is not JSON is refused`(body: String) throws {
    try withEmulator(scripted("echo")) { stage in
      let response = try await stage.client().post(Self.path(), body: Array(body.utf8))
      #expect(response.status == 400)
      #expect(response.headers["x-amzn-ErrorType"] == "InvalidRequestContentException")
      let text = String(decoding: response.body, as: UTF8.self)
      #expect(
        text.hasPrefix(#"{"Type":"User","message":"Could not parse request body into json: "#))
      #expect(JSONText.validate(response.body) == nil)
      #expect(stage.log.starts == 0)
    }
  }

  @Test func `a body of the largest size passes and one byte more does not`() throws {
    try withEmulator(scripted("echo")) { stage in
      let client = try stage.client()
      let largest =
        [UInt8(ascii: "\"")] + [UInt8](repeating: 97, count: 6_291_554) + [UInt8(ascii: "\"")]
      #expect(try await client.post(Self.path(), body: largest).body == largest)
      let response = try await client.post(Self.path(), body: largest + [32])
      #expect(response.status == 413)
      #expect(response.headers["x-amzn-ErrorType"] == "RequestTooLargeException")
      #expect(
        String(decoding: response.body, as: UTF8.self)
          == #"{"Type":"User","message":"Request must be smaller than 6291556 bytes for the "#
          + #"InvokeFunction operation"}"#)
    }
  }

  @Test(arguments: [
    "Scripted", "Scripted:$LATEST", "Scripted%3A%24LATEST",
    "arn:aws:lambda:eu-central-1:123456789012:function:Scripted",
    "arn%3Aaws%3Alambda%3Aeu-central-1%3A123456789012%3Afunction%3AScripted%3A%24LATEST",
    "123456789012:function:Scripted",
  ])
  func `a function has many names`(name: String) throws {
    try withEmulator(scripted("echo")) { stage in
      let response = try await stage.client().post(Self.path(name), body: Array("7".utf8))
      #expect(response.status == 200)
      #expect(response.body == Array("7".utf8))
    }
  }

  @Test func `a qualifier in the query reaches the function's ARN`() throws {
    try withEmulator(scripted("headers")) { stage in
      let client = try stage.client()
      let response = try await client.post(
        Self.path("Scripted", "?Qualifier=%24LATEST"), body: [])
      #expect(
        String(decoding: response.body, as: UTF8.self).contains(":function:Scripted:$LATEST\""))
      let bare = try await client.post(Self.path(), body: [])
      #expect(String(decoding: bare.body, as: UTF8.self).contains(":function:Scripted\""))
    }
  }

  @Test(arguments: [
    ("Nobody", ""), ("Scripted:prod", ""), ("Scripted", "?Qualifier=prod"),
    ("arn:aws:lambda:us-east-1:123456789012:function:Nobody", ""),
  ])
  func `a function or a version that is not there is a 404`(name: String, query: String) throws {
    try withEmulator(scripted("echo")) { stage in
      let response = try await stage.client().post(Self.path(name, query), body: [])
      #expect(response.status == 404)
      #expect(response.headers["Content-Type"] == "application/json")
      #expect(response.headers["x-amzn-ErrorType"] == "ResourceNotFoundException")
      #expect(response.headers["x-amzn-RequestId"]?.count == 36)
      let text = String(decoding: response.body, as: UTF8.self)
      #expect(text.hasPrefix(#"{"Type":"User","Message":"Function not found: arn:aws:lambda:"#))
      #expect(text.contains("(served here: Scripted)"))
    }
  }

  @Test(arguments: [
    ("a%20b", ""), ("Scripted%", ""), ("", ""), ("Scripted", "?Qualifier=%zz"),
    ("Scripted:one", "?Qualifier=two"),
  ])
  func `a name that is none is refused`(name: String, query: String) throws {
    try withEmulator(scripted("echo")) { stage in
      let response = try await stage.client().post(Self.path(name, query), body: [])
      #expect(response.status == 400)
      #expect(response.headers["x-amzn-ErrorType"] == "InvalidParameterValueException")
    }
  }

  @Test func `a dry run runs nothing`() throws {
    try withEmulator(scripted("echo")) { stage in
      let client = try stage.client()
      let dry: HTTPHeaders = ["X-Amz-Invocation-Type": "DryRun"]
      let response = try await client.post(Self.path(), headers: dry, body: [])
      #expect(response.status == 204)
      #expect(response.body == [])
      #expect(stage.log.environments == 0)
      #expect(try await client.post(Self.path("No"), headers: dry, body: []).status == 404)
    }
  }

  @Test(arguments: [
    ("X-Amz-Invocation-Type", "Later"), ("X-Amz-Log-Type", "Head"), ("X-Amz-Tenant-Id", "a,b"),
    ("X-Amz-Tenant-Id", String(repeating: "x", count: 257)),
  ])
  func `what is not served is refused with the choices`(header: String, value: String) throws {
    try withEmulator(scripted("echo")) { stage in
      let response = try await stage.client().post(
        Self.path(), headers: [header: value], body: [])
      #expect(response.status == 400)
      #expect(response.headers["x-amzn-ErrorType"] == "InvalidParameterValueException")
      #expect(stage.log.starts == 0)
    }
  }

  @Test func `a function that isolates its tenants has a process for each`() throws {
    var function = scripted("script")
    function.isolatesTenants = true
    try withEmulator(function) { stage in
      let client = try stage.client()
      func process(of tenant: String) async throws -> String {
        let response = try await client.post(
          Self.path(), headers: ["X-Amz-Tenant-Id": tenant], body: Array(#""pid""#.utf8))
        return String(decoding: response.body, as: UTF8.self)
      }
      let blue = try await process(of: "blue")
      let red = try await process(of: "red")
      #expect(blue != red)
      try await #expect(process(of: "blue") == blue)
      try await #expect(process(of: "red") == red)

      let nobody = try await client.post(Self.path(), body: Array("{}".utf8))
      #expect(nobody.status == 400)
      #expect(nobody.headers["x-amzn-ErrorType"] == "InvalidParameterValueException")
      #expect(String(decoding: nobody.body, as: UTF8.self).contains("X-Amz-Tenant-Id"))

      let description = try await client.get("/2015-03-31/functions/Scripted/configuration")
      #expect(
        String(decoding: description.body, as: UTF8.self)
          .contains(#""TenancyConfig":{"TenantIsolationMode":"PER_TENANT"}"#))
    }
  }

  @Test(arguments: ["GET", "HEAD", "PUT", "DELETE"])
  func `invoking is POST`(method: String) throws {
    try withEmulator(scripted("echo")) { stage in
      let connection = try stage.connect()
      let response = try await connection.request("\(method) \(Self.path())")
      #expect(response.status == 405)
      #expect(response["Allow"] == "POST")
      #expect(try await connection.request("POST \(Self.path())", body: "1").text == "1")
    }
  }

  @Test func `any other path says what there is`() throws {
    try withEmulator(scripted("echo")) { stage in
      for path in ["/", "/2015-03-31/", "/2015-03-31/functions/Scripted/invocations/"] {
        let response = try await stage.client().get(path)
        #expect(response.status == 404)
        #expect(
          String(decoding: response.body, as: UTF8.self)
            .contains("POST /2015-03-31/functions/Scripted/invocations"))
      }
    }
  }

  @Test func `a caller that is gone does not disturb the next`() throws {
    try withEmulator(scripted(), maximumEnvironments: 1) { stage in
      let connection = try stage.connect()
      let body = #""say:begun;sleep:20;echo""#
      try await connection.send(
        "POST \(Self.path()) HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
      )
      _ = await stage.log.line { $0 == "begun" }
      connection.close()
      #expect(await stage.run("echo").text == #""echo""#)
      #expect(stage.log.environments == 1)
    }
  }
}
