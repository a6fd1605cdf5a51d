import MartletEvents
import MartletTesting
import Testing

@testable import Hello
@testable import Receipts

/// Faults on demand, as a function and its caller meet them.
@Suite(.timeLimit(.minutes(5)))
struct FaultTests {
  static let platforms = [TestPlatform.inProcess, .emulated]
  static let killed = "Error: Runtime exited with error: signal: killed"

  @Test(arguments: platforms)
  func `a throttled invocation is refused, and the next one is not`(platform: TestPlatform)
    async throws
  {
    try await withFunction(Hello.self, on: platform) { hello in
      try await hello.inject(.throttled)
      await #expect(throws: InvocationError("TooManyRequestsException", "Rate Exceeded.")) {
        try await hello.invoke(.init(name: "Ada"))
      }
      try await #expect(hello.invoke(.init(name: "Ada")).message == "Hello Ada")
    }
  }

  @Test(arguments: platforms, [Fault.Call.next, .answer])
  func `a process that is killed fails its invocation`(platform: TestPlatform, call: Fault.Call)
    async throws
  {
    try await withFunction(Hello.self, on: platform) { hello in
      try await hello.expect(.init(name: "Ada"), answers: .init(message: "Hello Ada"))
      try await hello.inject(.kill(on: call))
      let error = await #expect(throws: InvocationError.self) {
        try await hello.invoke(.init(name: "Bo"))
      }
      #expect(error?.type == "Runtime.ExitError")
      #expect(error?.message.hasSuffix(Self.killed) == true)
      try await hello.expect(.init(name: "Cy"), answers: .init(message: "Hello Cy"))
    }
  }

  @Test(arguments: platforms)
  func `an init phase that fails is tried once more`(platform: TestPlatform) async throws {
    try await withFunction(Hello.self, on: platform) { hello in
      try await hello.inject(.initFailure)
      try await hello.expect(.init(name: "Ada"), answers: .init(message: "Hello Ada"))
      await hello.coldStart()
      try await hello.inject(.initFailure, .initFailure)
      let error = await #expect(throws: InvocationError.self) {
        try await hello.invoke(.init(name: "Bo"))
      }
      #expect(error?.type == "Runtime.ExitError")
      #expect(error?.message.hasSuffix(Self.killed) == true)
    }
  }

  @Test func `a caller's call cannot kill a process`() async throws {
    try await withFunction(Hello.self, on: .emulated) { hello in
      await #expect(throws: InvocationError.self) { try await hello.inject(.kill(on: .invoke)) }
    }
  }

  @Test(
    arguments: zip([410, 413], ["Sandbox.Timedout", "Function.ResponseSizeTooLarge"]))
  func `a function lives on after an answer that is refused`(status: Int, type: String)
    async throws
  {
    try await withFunction(Hello.self, on: .emulated) { hello in
      try await hello.inject(.status(status, on: .answer))
      let error = await #expect(throws: InvocationError.self) {
        try await hello.invoke(.init(name: "Ada"))
      }
      #expect(error?.type == type)
      try await hello.expect(.init(name: "Bo"), answers: .init(message: "Hello Bo"))
      #expect(hello.log.contains("A fault on demand: status \(status) on answer"))
      #expect(hello.log.split(separator: "Init Duration").count == 2)
    }
  }

  @Test(arguments: [Fault.Call.next, .answer])
  func `a platform in trouble has the process end, and the next invocation starts cold`(
    call: Fault.Call
  ) async throws {
    try await withFunction(Hello.self, on: .emulated) { hello in
      try await hello.inject(.status(500, on: call))
      let error = await #expect(throws: InvocationError.self) {
        try await hello.invoke(.init(name: "Ada"))
      }
      #expect(error?.type == "Runtime.ExitError")
      try await hello.expect(.init(name: "Bo"), answers: .init(message: "Hello Bo"))
    }
  }

  /// One message, which is logged when it is booked.
  static let message = SQSEvent(records: [
    .init(messageID: "1", body: #"{"order": "A-1", "cents": 1250}"#)
  ])

  @Test(arguments: [Fault.Moment.request, .reply, .middleOfReply])
  func `an event whose connection is lost is handled, and once`(moment: Fault.Moment) async throws {
    try await withFunction(Receipts.self, on: .emulated) { receipts in
      try await receipts.inject(.connectionLoss(on: .next, at: moment))
      try await #expect(receipts.invoke(Self.message) == .success)
      // A connection that was kept, too.
      try await receipts.inject(.connectionLoss(on: .next, at: moment))
      try await #expect(receipts.invoke(Self.message) == .success)
      #expect(receipts.log.split(separator: "booked").count == 3)
    }
  }

  /// An answer that a connection took with it before a byte of the reply is sent once more.
  @Test(
    arguments: zip(
      [Fault.Moment.reply, .middleOfReply], ["InvalidStateTransition", "/response was lost"]))
  func `an answer whose reply is lost has arrived, and its event does not come again`(
    moment: Fault.Moment, logged: String
  ) async throws {
    try await withFunction(Receipts.self, on: .emulated) { receipts in
      try await receipts.inject(.connectionLoss(on: .answer, at: moment))
      try await #expect(receipts.invoke(Self.message) == .success)
      try await #expect(receipts.invoke(Self.message) == .success)
      #expect(receipts.log.split(separator: "booked").count == 3)
      #expect(receipts.log.contains(logged))
    }
  }

  @Test func `an answer that is lost on its way is sent again, and its event is not`()
    async throws
  {
    try await withFunction(Receipts.self, on: .emulated) { receipts in
      try await receipts.inject(.connectionLoss(on: .answer))
      try await #expect(receipts.invoke(Self.message) == .success)
      #expect(receipts.log.split(separator: "booked").count == 2)
    }
  }

  @Test func `a fault without an occasion fails the test`() async throws {
    for platform in Self.platforms {
      let expected = InvocationError("Test", "these faults found no occasion: throttled")
      await #expect(throws: expected) {
        try await withFunction(Hello.self, on: platform) { hello in
          try await hello.inject(.throttled)
        }
      }
    }
  }

  @Test func `what cannot happen in process is refused`() async throws {
    try await withFunction(Hello.self) { hello in
      let expected = InvocationError(
        "Test", "status 500 on next cannot happen in process; test it on .emulated")
      await #expect(throws: expected) { try await hello.inject(.status(500, on: .next)) }
      await #expect(throws: InvocationError.self) { try await hello.endpoint() }
    }
  }
}
