import Testing

@testable import MartletEmulator

/// Every state of the Runtime API with every call.
struct RuntimeStateTests {
  private static func refusal(_ from: String, _ to: String) -> String {
    "403 InvalidStateTransition: State transition from \(from) to \(to) failed for runtime. "
      + "Error: State transition is not allowed"
  }
  private static let unknownID = "400 InvalidRequestID: Invalid request ID"

  @Test(
    arguments: [
      (.started, "wait"),
      (.initError, refusal("InitError", "Ready")),
      (.ready, "wait"),
      (.running, "event A"),
      (.invocationResponse, refusal("InvocationResponse", "Ready")),
      (.responseSent, "wait"),
      (.restoreReady, refusal("RestoreReady", "Ready")),
      (.restoring, "wait"),
      (.restoreError, refusal("RuntimeRestoreErrorState", "Ready")),
    ] as [(RuntimeState, String)])
  func `next is answered by the state`(state: RuntimeState, reply: String) {
    var bench = Bench.inState(state)
    #expect(bench.next() == reply)
  }

  @Test(
    arguments: [
      (.started, unknownID),
      (.initError, unknownID),
      (.ready, unknownID),
      (.running, "202"),
      (.invocationResponse, refusal("InvocationResponse", "InvocationResponse")),
      (.responseSent, refusal("RuntimeResponseSentState", "InvocationResponse")),
      (.restoreReady, unknownID),
      (.restoring, refusal("Restoring", "InvocationResponse")),
      (.restoreError, unknownID),
    ] as [(RuntimeState, String)])
  func `a response is answered by the state`(state: RuntimeState, reply: String) {
    var bench = Bench.inState(state)
    #expect(bench.respond("A") == reply)
  }

  @Test(
    arguments: [
      (.started, unknownID),
      (.initError, unknownID),
      (.ready, unknownID),
      (.running, "202"),
      (.invocationResponse, refusal("InvocationResponse", "InvocationErrorResponse")),
      (.responseSent, refusal("RuntimeResponseSentState", "InvocationErrorResponse")),
      (.restoreReady, unknownID),
      (.restoring, refusal("Restoring", "InvocationErrorResponse")),
      (.restoreError, unknownID),
    ] as [(RuntimeState, String)])
  func `an error is answered by the state`(state: RuntimeState, reply: String) {
    var bench = Bench.inState(state)
    #expect(bench.fail("A") == reply)
  }

  @Test(
    arguments: [
      (.started, "202"),
      (.initError, refusal("InitError", "InitError")),
      (.ready, refusal("Ready", "InitError")),
      (.running, refusal("Running", "InitError")),
      (.invocationResponse, refusal("InvocationResponse", "InitError")),
      (.responseSent, refusal("RuntimeResponseSentState", "InitError")),
      (.restoreReady, refusal("RestoreReady", "InitError")),
      (.restoring, refusal("Restoring", "InitError")),
      (.restoreError, refusal("RuntimeRestoreErrorState", "InitError")),
    ] as [(RuntimeState, String)])
  func `an init error is answered by the state`(state: RuntimeState, reply: String) {
    var bench = Bench.inState(state)
    #expect(bench.initError() == reply)
  }

  @Test(
    arguments: [
      .started, .initError, .ready, .running, .invocationResponse, .responseSent, .restoreReady,
      .restoring, .restoreError,
    ] as [RuntimeState])
  func `what is refused changes nothing`(state: RuntimeState) {
    var bench = Bench.inState(state)
    _ = bench.respond("another")
    _ = bench.respond("A", invocationID: "another attempt")
    if state != .started { bench.initError() }
    #expect(bench.state() == state)
    #expect(bench.effects() == [])
    #expect(bench.entries() == [])
  }

  @Test(arguments: [.initError, .ready, .invocationResponse, .responseSent] as [RuntimeState])
  func `no event is repeated outside of an invocation`(state: RuntimeState) {
    var bench = Bench.inState(state)
    #expect(!bench.next().hasPrefix("event"))
    #expect(bench.effects() == [])
  }

  @Test func `the ID is looked at before the state`() {
    var bench = Bench.inState(.responseSent)
    #expect(bench.respond("B") == Self.unknownID)
  }

  @Test func `the ID of the request before is unknown`() {
    var bench = Bench.inState(.ready)
    bench.invoke("B")
    #expect(bench.respond("A") == Self.unknownID)
    #expect(bench.respond("B") == "202")
  }

  @Test func `an echoed invocation ID must be that of the attempt`() {
    var bench = Bench.inState(.running)
    #expect(
      bench.respond("A", invocationID: "attempt B")
        == "400 InvalidInvocationId: Invalid invocation ID")
    #expect(bench.respond("A", invocationID: "attempt A") == "202")
  }

  @Test func `an environment that is to end is told that it is too late`() {
    var bench = Bench.inState(.running)
    bench.advanceToDeadline()
    bench.tick()
    #expect(bench.next() == "410 InvokeTimeout: Invoke timeout")
    #expect(bench.respond("A") == "410 InvokeTimeout: Invoke timeout")
    #expect(bench.fail("A") == "410 InvokeTimeout: Invoke timeout")
    #expect(bench.initError() == "410 InvokeTimeout: Invoke timeout")
  }

  @Test func `an environment that has ended is told that it is too late`() {
    var bench = Bench.inState(.running)
    bench.exit()
    #expect(bench.next() == "410 InvokeTimeout: Invoke timeout")
    #expect(bench.respond("A") == "410 InvokeTimeout: Invoke timeout")
    #expect(bench.initError() == "410 InvokeTimeout: Invoke timeout")
  }
}
