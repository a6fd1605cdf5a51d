import MartletCurl
import MartletEmulator
import MartletHTTP
import Testing

@Suite(.timeLimit(.minutes(5)))
struct FunctionRoutesTests {
  @Test func `functions are described as SDKs read them`() throws {
    try withEmulator(scripted("echo"), scripted("echo", name: "Other", memorySize: 512)) { stage in
      let connection = try stage.connect()
      defer { connection.close() }
      let one = try await connection.request("GET /2015-03-31/functions/Other/configuration")
      #expect(one.status == 200)
      #expect(JSONText.validate(one.body) == nil)
      #expect(one.text.contains(#""FunctionName":"Other""#))
      #expect(one.text.contains(#""Timeout":60,"MemorySize":512"#))
      #expect(
        one.text.contains(
          #""FunctionArn":"arn:aws:lambda:us-east-1:123456789012:function:Other""#))
      let whole = try await connection.request("GET /2015-03-31/functions/Other")
      #expect(whole.text.hasPrefix(#"{"Configuration":\#(one.text),"Code":{"#))
      for path in ["/2015-03-31/functions", "/2015-03-31/functions/?MaxItems=50"] {
        let list = try await connection.request("GET \(path)")
        #expect(JSONText.validate(list.body) == nil)
        #expect(list.text.contains(one.text))
        #expect(list.text.contains(#""FunctionName":"Scripted""#))
      }
      #expect(try await connection.request("GET /2015-03-31/functions/Third").status == 404)
    }
  }

  @Test(arguments: [
    ("DELETE /2015-03-31/functions/Scripted", 405), ("POST /2015-03-31/functions", 405),
    ("GET /2015-03-31/functions/Scripted/policy", 404), ("GET /2018-10-31/layers", 404),
    ("POST /2015-03-31/event-source-mappings/", 404),
  ])
  func `an operation that is not served has an error that SDKs read`(
    request: String, status: Int
  ) throws {
    try withEmulator(scripted("echo")) { stage in
      let connection = try stage.connect()
      defer { connection.close() }
      let answer = try await connection.request(request)
      #expect(answer.status == status)
      #expect(answer["x-amzn-ErrorType"] == "UnknownOperationException")
      #expect(answer.text.hasPrefix(#"{"Type":"User","message":"The emulator "#))
      #expect(JSONText.validate(answer.body) == nil)
    }
  }

  @Test func `functions are listed page by page`() throws {
    let functions = ["A", "B", "C"].map { scripted("echo", name: $0) }
    try withEmulator(functions[0], functions[1], functions[2]) { stage in
      let connection = try stage.connect()
      defer { connection.close() }
      let first = try await connection.request("GET /2015-03-31/functions?MaxItems=2")
      #expect(first.text.contains(#""FunctionName":"A""#))
      #expect(first.text.hasSuffix(#"],"NextMarker":"B"}"#))
      let second = try await connection.request("GET /2015-03-31/functions?MaxItems=2&Marker=B")
      #expect(second.text.hasPrefix(#"{"Functions":[{"FunctionName":"C""#))
      #expect(!second.text.contains("NextMarker"))
      let none = try await connection.request("GET /2015-03-31/functions?Marker=C")
      #expect(none.text == #"{"Functions":[]}"#)
      for query in ["MaxItems=0", "MaxItems=-1", "MaxItems=10001", "MaxItems=many", "MaxItems="]
        + ["FunctionVersion=1"]
      {
        let refused = try await connection.request("GET /2015-03-31/functions?\(query)")
        #expect(refused.status == 400)
        #expect(refused["x-amzn-ErrorType"] == "InvalidParameterValueException")
      }
    }
  }

  @Test func `reserved concurrency that was set holds for a new build`() throws {
    try withEmulator(scripted("echo")) { stage in
      let connection = try stage.connect()
      defer { connection.close() }
      let set = "/2017-10-31/functions/Scripted/concurrency"
      let get = "GET /2019-09-30/functions/Scripted/concurrency"
      var build = scripted("echo")
      build.reservedConcurrency = 7
      await stage.emulator.replace(build)
      #expect(try await connection.request(get).text == #"{"ReservedConcurrentExecutions":7}"#)
      let body = #"{"ReservedConcurrentExecutions":2}"#
      _ = try await connection.request("PUT \(set)", body: body)
      await stage.emulator.replace(build)
      #expect(try await connection.request(get).text == body)
    }
  }

  @Test func `reserved concurrency can be set, read and taken back, and is kept to`() throws {
    try withEmulator(scripted("script")) { stage in
      let connection = try stage.connect()
      defer { connection.close() }
      let set = "/2017-10-31/functions/Scripted/concurrency"
      let get = "GET /2019-09-30/functions/Scripted/concurrency"
      #expect(try await connection.request(get).text == "{}")
      let answer = try await connection.request(
        "PUT \(set)", body: #"{"ReservedConcurrentExecutions": 1}"#)
      #expect(answer.text == #"{"ReservedConcurrentExecutions":1}"#)
      #expect(try await connection.request(get).text == answer.text)

      async let running = stage.run("say:begun;sleep:200;echo")
      _ = await stage.log.line { $0 == "begun" }
      let refused = try await connection.request(
        "POST /2015-03-31/functions/Scripted/invocations", body: "1")
      #expect(refused.status == 429)
      #expect(refused["x-amzn-ErrorType"] == "TooManyRequestsException")
      #expect(
        refused.text
          == #"{"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","Type":"User","#
          + #""message":"Rate Exceeded."}"#)
      #expect(await stage.run("echo").errorType == "TooManyRequestsException")
      #expect(await running.text.contains("echo"))

      #expect(try await connection.request("DELETE \(set)").status == 204)
      #expect(try await connection.request(get).text == "{}")
      for body in ["", "{}", #"{"ReservedConcurrentExecutions": -1}"#] {
        #expect(try await connection.request("PUT \(set)", body: body).status == 400)
      }
    }
  }

  @Test func `who sends one invocation after the other is never refused`() throws {
    var function = scripted("echo")
    function.reservedConcurrency = 1
    try withEmulator(function) { stage in
      let connection = try stage.connect()
      defer { connection.close() }
      for _ in 0..<300 {
        let answer = try await connection.request(
          "POST /2015-03-31/functions/Scripted/invocations", body: "1")
        try #require(answer.status == 200)
      }
      #expect(stage.log.environments == 1)
    }
  }

  @Test func `of 1000 concurrent callers all are answered`() throws {
    var function = scripted("sleep:1;echo")
    function.reservedConcurrency = 10
    try withEmulator(function) { stage in
      let client = try stage.client()
      nonisolated(unsafe) let shared = client
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<1000 {
          group.addTask {
            try await shared.post("/2015-03-31/functions/Scripted/invocations", body: [49]).status
          }
        }
        return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
      }
      #expect(statuses.values.reduce(0, +) == 1000)
      #expect(Set(statuses.keys).isSubset(of: [200, 429]))
      #expect((statuses[200] ?? 0) >= 10)
      #expect(stage.log.environments <= 10)
    }
  }
}
