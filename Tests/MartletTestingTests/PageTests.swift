import Martlet
import MartletEvents
import MartletTesting
import Testing

@testable import Countdown
@testable import Hello
@testable import Receipts

/// Every snippet of `Tests/README.md`, as it stands there.
struct PageTests {
  @Test func `Hello greets by name`() async throws {
    try await withFunction(Hello.self) { hello in
      try await #expect(hello.invoke(.init(name: "Ada")).message == "Hello Ada")
    }
  }

  @Test(arguments: [TestPlatform.inProcess, .emulated])
  func `Hello greets wherever it runs`(platform: TestPlatform) async throws {
    try await withFunction(Hello.self, on: platform) { hello in
      try await #expect(hello.invoke(json: #"{"name": "Ada"}"#) == #"{"message":"Hello Ada"}"#)
    }
  }

  @Test func `a poison message goes back alone`() async throws {
    try await withFunction(Receipts.self) { receipts in
      var event = SQSEvent.sample
      event.records[0].body = #"{"order": "A-1", "cents": 1250}"#
      event.records.append(.init(messageID: "2", body: "A-2: 12.50"))
      try await #expect(receipts.invoke(event) == BatchResponse(failed: ["2"]))
    }
  }

  @Test func `Hello needs a name`() async throws {
    try await withFunction(Hello.self) { hello in
      let missing = InvocationError(
        "Runtime.UnmarshalError", "the event is not a Greeting: name is missing")
      await #expect(throws: missing) { try await hello.invoke(json: "{}") }
    }
  }

  @Test func `Countdown writes one line after the other`() async throws {
    try await withFunction(Countdown.self) { countdown in
      let answer = await countdown.stream(json: #"{"from": 2}"#)
      #expect(answer.contentType == "text/plain; charset=utf-8")
      #expect(answer.texts == ["2\n", "1\n", "Lift-off\n"])
    }
  }

  @Test func `Countdown logs what it has counted`() async throws {
    try await withFunction(Countdown.self) { countdown in
      _ = await countdown.stream(json: #"{"from": 2}"#)
      let record = try #require(countdown.records.first { $0.message == "counted down" })
      #expect(record.level == .info && record.metadata["from"] == 2)
    }
  }

  struct Patient: Function {
    static let clock = TestClock()

    func handle(_ event: Void, context: Context) async throws -> String {
      try await Self.clock.sleep(for: .seconds(2))
      return "\(context.remainingTime) left"
    }
  }

  @Test func `time passes when the test says so`() async throws {
    let options = TestOptions(timeout: .seconds(3), clock: Patient.clock)
    try await withFunction(Patient.self, options) { patient in
      async let mover: Void = {
        await Patient.clock.untilSleeping()
        Patient.clock.advance(by: .seconds(2))
      }()
      try await #expect(patient.invoke(()) == "1.0 seconds left")
      await mover
    }
  }

  @Test func `a tenant's request is told apart`() async throws {
    let options = TestOptions { context in context.tenantID = "blue" }
    try await withFunction(Tenant.self, options) { tenant in
      try await #expect(tenant.invoke(()) == "blue, first: true")
      try await #expect(tenant.invoke(()) == "blue, first: false")
      await tenant.coldStart()
      try await #expect(tenant.invoke(()) == "blue, first: true")
    }
  }

  struct Tenant: Function {
    func handle(_ event: Void, context: Context) async throws -> String {
      "\(context.tenantID ?? "nobody"), first: \(context.isFirstInvocation)"
    }
  }

  @Test func `Hello answers with a message`() async throws {
    try await withFunction(Hello.self) { hello in
      try await hello.expect(.init(name: "Ada"), answers: .init(message: "Hello Ada"))
      try await hello.expect(json: #"{"name": "Bo"}"#, answers: #"{"message": "Hello Bo"}"#)
    }
  }

  @Test(arguments: try RecordedInvocation.all(in: "Recordings", of: "Hello"))
  func `Hello answers as it has before`(recorded: RecordedInvocation) async throws {
    try await withFunction(Hello.self) { hello in
      try await hello.replay(recorded)
    }
  }

  @Test(.platform(.emulated)) func `Hello lives through trouble`() async throws {
    try await withFunction(Hello.self) { hello in
      try await hello.inject(.throttled)
      await #expect(throws: InvocationError("TooManyRequestsException", "Rate Exceeded.")) {
        try await hello.invoke(.init(name: "Ada"))
      }
      try await hello.inject(.connectionLoss(on: .next, at: .middleOfReply))
      try await hello.expect(.init(name: "Ada"), answers: .init(message: "Hello Ada"))
      try await hello.inject(.status(500, on: .answer))
      let error = await #expect(throws: InvocationError.self) {
        try await hello.invoke(.init(name: "Ada"))
      }
      #expect(error?.type == "Runtime.ExitError")
    }
  }
}
