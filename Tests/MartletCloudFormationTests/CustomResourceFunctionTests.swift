import Glibc
import MartletCloudFormation
import MartletJSON
import MartletTesting
import Testing

/// Functions behind a custom resource, and what CloudFormation is told.
@Suite(.timeLimit(.minutes(5)))
struct CustomResourceFunctionTests {
  private func event(
    _ type: CustomResourceEvent.RequestType, for server: PutServer? = nil, doing what: String = ""
  ) -> CustomResourceEvent {
    var event = CustomResourceEvent.sample
    event.requestType = type
    event.responseURL = server?.url
    event.resourceProperties["what"] = .string(what)
    return event
  }

  /// What a server was told.
  private func told(_ server: PutServer) throws -> CustomResourceResponse {
    try #require(server.requests.count == 1)
    let (_, body) = try #require(PutServer.parts(of: server.requests[0]))
    return try JSON.decode(CustomResourceResponse.self, from: Array(body.utf8))
  }

  @Test func `CloudFormation is told what was made, changed and deleted`() async throws {
    for (type, id, data) in [
      (.create, "made-1", ["Arn": "arn:1"]), (.update, "orders-1", nil), (.delete, "orders-1", nil),
    ] as [(CustomResourceEvent.RequestType, String, [String: JSONValue]?)] {
      try await withServer(.status(200)) { server in
        try await withFunction(Things.self, .slow) { things in
          let event = event(type, for: server)
          let response = try await things.invoke(event)
          #expect(response == event.success(physicalResourceID: id, data: data))
          #expect(try told(server) == response)
        }
      }
    }
  }

  @Test func `an error is told to CloudFormation, and the invocation is a success`() async throws {
    try await withServer(.status(200)) { server in
      try await withFunction(Things.self, .slow) { things in
        let event = event(.create, for: server, doing: "throw")
        let response = try await things.invoke(event)
        #expect(response == event.failure("there is no room"))
        #expect(try told(server) == response)
        #expect(things.records.contains { $0.message == "the custom resource failed" })
      }
    }
  }

  @Test func `too much data is a failure that names what was made`() async throws {
    try await withServer(.status(200)) { server in
      try await withFunction(Things.self, .slow) { things in
        let response = try await things.invoke(event(.create, for: server, doing: "swell"))
        #expect(response.status == .failed)
        #expect(response.physicalResourceID == "made-1")
        #expect(try told(server) == response)
      }
    }
  }

  @Test func `a request that is not known is a failure`() async throws {
    try await withServer(.status(200)) { server in
      try await withFunction(Things.self, .slow) { things in
        let response = try await things.invoke(event("Adopt", for: server))
        #expect(response.reason?.hasPrefix("the request Adopt is not known") == true)
        #expect(try told(server) == response)
      }
    }
  }

  @Test func `an answer that is not taken fails the invocation`() async throws {
    try await withServer(.status(403)) { server in
      try await withFunction(Things.self, .slow) { things in
        let error = await #expect(throws: InvocationError.self) {
          try await things.invoke(event(.create, for: server))
        }
        #expect(error?.type == "DeliveryError")
        #expect(server.requests.count == 1)
      }
    }
  }

  /// It blocks its thread, as code without `await` does, until CloudFormation was told.
  @Test func `a function that is not done before its deadline has failed`() async throws {
    let server = PutServer([.status(200)], whenAsked: { write(Late.gate.write, "!", 1) })
    defer { server.stop() }
    try await withFunction(Late.self, .slow) { late in
      let response = try await late.invoke(event(.create, for: server))
      #expect(response.status == .failed)
      #expect(
        response.reason == """
          Late had not come to an end 899.5 seconds before its deadline: give it a longer timeout
          """)
      #expect(try told(server) == response)
      #expect(late.records.contains { $0.message.hasSuffix("was told of its failure") })
    }
  }

  /// The CDK's provider framework puts three dots where the URL was, and reads no status.
  @Test func `without a URL that leads anywhere, a returned failure is an error`() async throws {
    try await withFunction(Unmade.self, .slow) { unmade in
      var event = event(.create)
      event.responseURL = "..."
      await #expect(throws: InvocationError("CustomResourceFailed", "no room")) {
        try await unmade.invoke(event)
      }
      event.requestType = .update
      let response = try await unmade.invoke(event)
      #expect(response.stackID == event.stackID)
      #expect(response.requestID == event.requestID)
      #expect(response.logicalResourceID == event.logicalResourceID)
      #expect(response.physicalResourceID == event.physicalResourceID ?? event.logicalResourceID)
    }
  }

  /// Answers in its own words.
  struct Unmade: CustomResourceFunction {
    func create(
      _ event: CustomResourceEvent, context: Context
    ) async throws -> CustomResourceResponse { event.failure("no room") }
    func update(
      _ event: CustomResourceEvent, context: Context
    ) async throws -> CustomResourceResponse { CustomResourceResponse() }
    func delete(_ event: CustomResourceEvent, context: Context) async throws {}
  }

  @Test func `without a URL the output is the answer, and errors are the caller's`() async throws {
    try await withFunction(Things.self, .slow) { things in
      try await #expect(things.invoke(event(.create)).physicalResourceID == "made-1")
      await #expect(throws: InvocationError("Full", "there is no room")) {
        try await things.invoke(event(.create, doing: "throw"))
      }
    }
  }
}

/// What is behind a custom resource.
private struct Things: CustomResourceFunction {
  func create(
    _ event: CustomResourceEvent, context: Context
  ) async throws -> CustomResourceResponse {
    let what = event.resourceProperties["what"]?.string
    if what == "throw" { throw FunctionError("Full", "there is no room") }
    let arn = what == "swell" ? String(repeating: "x", count: 5000) : "arn:1"
    return event.success(physicalResourceID: "made-1", data: ["Arn": .string(arn)])
  }

  func update(
    _ event: CustomResourceEvent, context: Context
  ) async throws -> CustomResourceResponse { event.success() }

  func delete(_ event: CustomResourceEvent, context: Context) async throws {}
}

/// Comes to its end when a byte is written into the gate.
private struct Late: CustomResourceFunction {
  static let gate: (read: Int32, write: Int32) = {
    var ends: [Int32] = [0, 0]
    precondition(pipe(&ends) == 0, "no pipe")
    return (ends[0], ends[1])
  }()

  /// Of the 900 seconds that a test gives.
  let reserve = Duration.seconds(899.5)

  func create(
    _ event: CustomResourceEvent, context: Context
  ) async throws -> CustomResourceResponse {
    var byte: UInt8 = 0
    read(Self.gate.read, &byte, 1)
    return event.success()
  }

  func update(
    _ event: CustomResourceEvent, context: Context
  ) async throws -> CustomResourceResponse { event.success() }

  func delete(_ event: CustomResourceEvent, context: Context) async throws {}
}
