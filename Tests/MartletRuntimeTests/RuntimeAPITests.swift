import Testing

@testable import MartletRuntime

/// What the runtime makes of what the Runtime API answers.
struct RuntimeAPITests {
  @Test func `the invocation ID is echoed in a response`() throws {
    let session = try Session(
      of: Bytes.self, [.event(headers: "Lambda-Runtime-Invocation-Id: at-1\r\n"), .accepted])
    #expect(session.posts[0]["Lambda-Runtime-Invocation-Id"] == "at-1")
  }

  @Test func `the invocation ID is echoed in an error`() throws {
    let session = try Session(
      of: Thrower.self, [.event(headers: "Lambda-Runtime-Invocation-Id: at-1\r\n"), .accepted])
    #expect(session.posts[0]["Lambda-Runtime-Invocation-Id"] == "at-1")
  }

  @Test(arguments: ["", "Lambda-Runtime-Invocation-Id:\r\n"])
  func `an absent invocation ID is not made up`(header: String) throws {
    let session = try Session(
      of: Bytes.self,
      [
        .event(headers: "Lambda-Runtime-Invocation-Id: a\r\n"), .accepted, .event(headers: header),
        .accepted,
      ])
    #expect(session.posts[1]["Lambda-Runtime-Invocation-Id"] == nil)
    #expect(!session.posts[1].lines.contains { $0.hasPrefix("Lambda-Runtime-Invocation-Id") })
  }

  static let requestIDs: [(id: String, segment: String)] = [
    ("8476a536-e9f4-11e8-9739-2dfe598c3fcd", "8476a536-e9f4-11e8-9739-2dfe598c3fcd"),
    ("../../init", "..%2F..%2Finit"), ("a b", "a%20b"), ("a?b#c", "a%3Fb%23c"), ("%2F", "%252F"),
    ("a/response HTTP/1.1", "a%2Fresponse%20HTTP%2F1.1"), ("é", "%C3%A9"),
    ("\"<>{}|\\^`", "%22%3C%3E%7B%7D%7C%5C%5E%60"), ("http://a", "http%3A%2F%2Fa"),
  ]

  @Test(arguments: requestIDs)
  func `a request ID is one segment of the path`(id: String, segment: String) throws {
    let session = try Session(of: Bytes.self, [.event(id: id), .accepted])
    #expect(session.calls[1] == "POST invocation/\(segment)/response")
    #expect(session.connectionCount == 1)
  }

  @Test(arguments: [200, 204, 400, 403, 404, 410, 413, 429])
  func `a refused answer ends nothing but itself`(status: Int) throws {
    for function in [Bytes.self, Thrower.self] as [any Function.Type] {
      let session = try Session(
        of: function,
        [
          .event("1", id: "1"), .status(status, status == 204 ? "" : "{}"), .event("2", id: "2"),
          .accepted,
        ])
      #expect(session.requests.map(\.method) == ["GET", "POST", "GET", "POST", "GET"])
      #expect(session.posts[1].route.hasPrefix("invocation/2/"))
    }
  }

  @Test(arguments: ["", "Lambda-Runtime-Trace-Id: \r\n", "Lambda-Runtime-Trace-Id: Root=1\r\n"])
  func `X-Ray is told of an error where the invocation has a trace`(header: String) throws {
    let session = try Session(of: Thrower.self, events: [.event(headers: header)])
    let cause = session.posts[0]["Lambda-Runtime-Function-XRay-Error-Cause"]
    #expect((cause != nil) == header.contains("Root"))
  }

  @Test(arguments: [500, 503])
  func `a server's failure to take an answer ends the function`(status: Int) throws {
    let session = try Session(of: Bytes.self, [.event(), .status(status, "broken"), .event()])
    #expect(session.requests.count == 2)
    let failure = try #require(session.failure as? RuntimeError)
    #expect(failure.code == .clientError)
    #expect(failure.message.contains("id-1/response with \(status): broken"))
  }

  @Test(arguments: [202, 301, 400, 403, 404, 500])
  func `a next without an event ends the function`(status: Int) throws {
    let session = try Session(of: Bytes.self, [.status(status, "why"), .event()])
    #expect(session.calls == ["GET invocation/next"])
    let failure = try #require(session.failure as? RuntimeError)
    #expect(failure.message == "the Runtime API answered next with \(status): why")
  }

  @Test(arguments: [
    "", "Lambda-Runtime-Aws-Request-Id:\r\n", "Lambda-Runtime-Aws-Request-Id:  \r\n",
  ])
  func `an event without a request ID ends the function`(header: String) throws {
    let session = try Session(of: Bytes.self, [.status(200, "{}", headers: header), .event()])
    #expect(session.requests.count == 1)
    let failure = try #require(session.failure as? RuntimeError)
    #expect(failure.message.contains("without Lambda-Runtime-Aws-Request-Id"))
  }

  @Test func `an event may come in chunks`() throws {
    let head =
      "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
    let session = try Session(
      of: Bytes.self,
      [.bytes(head + "3\r\n{\"a\r\n5;x=y\r\n\": 1}\r\n0\r\nTrailer: t\r\n\r\n"), .accepted])
    #expect(session.posts[0].text == #"{"a": 1}"#)
  }

  @Test func `an event may come byte by byte`() throws {
    let bytes = Array(Answer.eventText(#"{"name": "Ada"}"#, id: "1").utf8)
    let session = try Session(of: Bytes.self, [.pieces(bytes.map { [$0] }), .accepted])
    #expect(session.posts[0].text == #"{"name": "Ada"}"#)
    #expect(session.connectionCount == 1)
  }

  @Test func `events and responses of six megabytes pass`() throws {
    let body = String(repeating: "0123456789abcdef", count: 6 << 16)
    let session = try Session(
      of: Bytes.self, [.event(body, id: "1"), .accepted, .event("x", id: "2"), .accepted])
    #expect(session.posts[0].body.count == 6 << 20)
    #expect(session.posts[0].text == body)
    #expect(session.posts[0]["Content-Length"] == "\(6 << 20)")
    #expect(session.posts[0]["Expect"] == nil)
    #expect(session.posts[1].text == "x")
    #expect(session.connectionCount == 1)
  }

  @Test(.enabled(if: hasIPv6)) func `the platform may have an IPv6 address`() throws {
    let session = try Session(of: Bytes.self, [.event(), .accepted], host: "::1")
    #expect(session.posts.count == 1)
    #expect(session.requests[0]["Host"]?.hasPrefix("[::1]:") == true)
  }

  /// Containers often have no IPv6, on the loopback neither.
  private static let hasIPv6 =
    (try? withRuntimeAPI([], host: "::1") { _, _ in true }) ?? false

  @Test func `the platform may have a name`() throws {
    try withRuntimeAPI([.event(), .accepted]) { api, loop in
      let port = api.address.split(separator: ":").last!
      let environment = try Environment.test(["AWS_LAMBDA_RUNTIME_API": "localhost:\(port)"])
      let source = try RuntimeAPI(environment, on: loop)
      await #expect(throws: RuntimeError.self) {
        try await serve(Bytes.self, from: source, on: loop)
      }
      #expect(api.requests.count == 3)
    }
  }

  @Test func `the cold start's marks go with the first next and answer, where they are wanted`()
    throws
  {
    let session = try Session(
      of: Bytes.self, [.event(), .accepted, .event(), .accepted],
      variables: ["MARTLET_COLD_START_MARKS": "1"])
    let marks = try #require(session.requests[0]["Martlet-Cold-Start"])
    #expect(
      marks.wholeMatch(of: /start=\d+, main=\d+, init-begin=\d+, init-end=\d+/) != nil)
    #expect(session.requests.dropFirst().allSatisfy { $0["Martlet-Cold-Start"] == nil })
    let answer = try #require(session.requests[1]["Martlet-First-Invocation"])
    #expect(answer.wholeMatch(of: /event=\d+, answer=\d+/) != nil)
    #expect(session.requests.dropFirst(2).allSatisfy { $0["Martlet-First-Invocation"] == nil })
    let other = try Session(of: Bytes.self, [.event(), .accepted])
    #expect(other.requests.allSatisfy { $0["Martlet-Cold-Start"] == nil })
    #expect(other.requests.allSatisfy { $0["Martlet-First-Invocation"] == nil })
  }
}
