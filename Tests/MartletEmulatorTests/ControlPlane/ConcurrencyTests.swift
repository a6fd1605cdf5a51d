import Testing

@testable import MartletEmulator

/// Environments with several invocations at a time, as on Lambda Managed Instances.
struct ConcurrencyTests {
  private static func bench(_ number: Int, environments: Int = 64) -> Bench {
    Bench(
      environments: environments, freezeDelay: .milliseconds(1),
      initialization: .managedInstances(maximumConcurrency: number))
  }

  /// One environment with as many waiting pollers.
  private static func warm(_ number: Int, environments: Int = 64) -> Bench {
    var bench = bench(number, environments: environments)
    bench.start()
    for _ in 0..<number { bench.next() }
    bench.forget()
    return bench
  }

  @Test func `one environment is started for as many invocations as it takes`() {
    var bench = Self.bench(3)
    for name in ["A", "B", "C", "D"] { bench.invoke(name) }
    #expect(bench.effects() == ["start e1", "start e2"])
    #expect(bench.next() == "wait")
    #expect(bench.effects() == ["deliver e1 A"])
    bench.next()
    bench.next()
    #expect(bench.effects() == ["deliver e1 B", "deliver e1 C"])
    #expect(
      bench.entries() == [
        "init start e1", "init start e2", "init done 0.00", "start A", "start B", "start C",
      ])
  }

  @Test func `an environment gets as many as it has pollers, and no more than it may have`() {
    var bench = Self.warm(2)
    bench.next()
    for name in ["A", "B", "C"] { bench.invoke(name) }
    #expect(bench.effects() == ["deliver e1 A", "deliver e1 B", "start e2"])
    bench.respond("B")
    #expect(bench.effects() == ["answer B ok", "deliver e1 C"])
  }

  @Test func `the environment that handles least is given the next`() {
    var bench = Self.warm(2)
    bench.start()
    for _ in 0..<2 { bench.next(2) }
    bench.forget()
    for name in ["A", "B", "C"] { bench.invoke(name) }
    #expect(bench.effects() == ["deliver e1 A", "deliver e2 B", "deliver e1 C"])
  }

  @Test func `answers come in any order and end their invocations`() {
    var bench = Self.warm(2)
    bench.invoke("A")
    bench.advance(.milliseconds(5))
    bench.invoke("B")
    bench.forget()
    bench.advance(.milliseconds(5))
    #expect(bench.respond("B") == "202")
    #expect(bench.respond("B") == "400 InvalidRequestID: Invalid request ID")
    #expect(bench.fail("A") == "202")
    #expect(bench.effects() == ["answer B ok", "answer A (Function.Test) no"])
    #expect(
      bench.entries() == [
        "end B", "report B 5.00 success", "end A", #"report A 10.00 error("Function.Test")"#,
      ])
  }

  @Test func `pollers that have not asked yet are waited for, and not for ever`() {
    var bench = Self.bench(3)
    for name in ["A", "B", "C"] { bench.invoke(name) }
    #expect(bench.effects() == ["start e1"])
    bench.next()
    #expect(bench.effects() == ["deliver e1 A"], "the others are on their way")
    bench.next()
    #expect(bench.effects() == ["deliver e1 B"])
    bench.advanceToDeadline()
    bench.tick()
    #expect(bench.effects() == ["start e2"])
  }

  @Test func `pollers of an old build are not waited for`() {
    var bench = Self.warm(2)
    bench.invoke("A")
    bench.invoke("B")
    bench.respond("A")
    bench.forget()
    bench.plane.replace(bench.function, now: bench.now)
    bench.invoke("C")
    #expect(bench.effects() == ["start e2"])
  }

  @Test func `an error is no larger than 1 MiB`() {
    var bench = Self.warm(1)
    bench.invoke("A")
    bench.forget()
    let most = 1 << 20
    #expect(
      bench.respond("A", size: most + 1, errorType: "Function.Test")
        == "413 RequestEntityTooLarge: Exceeded maximum allowed payload size (1048576 bytes).")
    #expect(
      bench.effects().first?.hasPrefix("answer A (Function.ResponseSizeTooLarge) ") == true)
    bench.next()
    bench.invoke("B")
    #expect(bench.respond("B", size: most, errorType: "Function.Test") == "202")
    bench.next()
    bench.invoke("C")
    #expect(bench.respond("C", size: most + 1) == "202")
  }

  @Test func `a poller that is about to ask again is waited for`() {
    var bench = Self.warm(2)
    bench.invoke("A")
    bench.invoke("B")
    bench.respond("A")
    bench.forget()
    bench.invoke("C")
    #expect(bench.effects() == [])
    bench.next()
    #expect(bench.effects() == ["deliver e1 C"])
  }

  @Test func `a poller that does not ask again is not waited for long`() {
    var bench = Self.warm(1)
    bench.invoke("A")
    bench.respond("A")
    bench.invoke("B")
    bench.forget()
    bench.advanceToDeadline()
    bench.tick()
    #expect(bench.effects() == ["start e2"])
  }

  @Test func `a poller that is gone is given nothing`() {
    var bench = Self.warm(1)
    bench.abandonNext()
    bench.invoke("A")
    #expect(bench.effects() == ["start e2"])
    bench.next()
    #expect(bench.effects() == ["deliver e1 A"])
  }

  @Test func `a timeout is its caller's alone, and a late answer is refused`() {
    var bench = Self.warm(2)
    bench.invoke("A")
    bench.advance(.seconds(1))
    bench.invoke("B")
    bench.forget()
    bench.advanceToDeadline()
    bench.tick()
    let effects = bench.effects()
    #expect(effects.count == 1 && effects[0].hasPrefix("answer A (Sandbox.Timedout)"))
    #expect(
      bench.entries() == [
        "timeout A Task timed out after 3.00 seconds", "end A", "report A 3000.00 timeout",
      ])
    #expect(bench.respond("A") == "410 InvokeTimeout: Invoke timeout")
    #expect(bench.fail("A") == "410 InvokeTimeout: Invoke timeout")
    #expect(bench.respond("B") == "202")
    #expect(bench.next() == "wait")
    bench.invoke("C")
    #expect(bench.effects() == ["answer B ok", "deliver e1 C"])
  }

  @Test func `a late answer is told from the answer to the next attempt`() {
    var bench = Self.warm(2)
    bench.invoke("A")
    bench.advanceToDeadline()
    bench.tick()
    bench.invoke("A", attempt: "second")
    bench.forget()
    #expect(
      bench.respond("A", invocationID: "attempt A") == "410 InvokeTimeout: Invoke timeout")
    #expect(
      bench.respond("A", invocationID: "another")
        == "400 InvalidInvocationId: Invalid invocation ID")
    #expect(bench.respond("A", invocationID: "second") == "202")
  }

  @Test func `a thousand late attempts are remembered`() {
    var state = ConcurrencyState(limit: 1)
    for number in 0..<1500 {
      var request = InvocationRequest(function: "F", event: [])
      request.requestID = "\(number)"
      state.isLate(request)
    }
    #expect(state.late.count == 1000)
    #expect(state.late.first?.requestID == "500")
  }

  @Test func `an answer that is too large is refused and ends its invocation`() {
    var bench = Self.warm(1)
    bench.invoke("A")
    bench.forget()
    #expect(bench.respond("A", size: 7_000_000).hasPrefix("413 RequestEntityTooLarge"))
    #expect(bench.effects()[0].hasPrefix("answer A (Function.ResponseSizeTooLarge)"))
    bench.invoke("B")
    bench.next()
    #expect(bench.effects() == ["deliver e1 B"])
    #expect(bench.respond("B", mode: "bogus").hasPrefix("400 InvalidFunctionResponseMode"))
    #expect(bench.effects()[0].hasPrefix("answer B (Runtime.InvalidResponseModeHeader)"))
    #expect(bench.next() == "wait")
  }

  @Test func `a crash fails all that the environment handles and resets nothing`() {
    var bench = Self.warm(2)
    bench.invoke("A")
    bench.invoke("B")
    bench.forget()
    bench.exit()
    #expect(
      bench.effects().map { $0.prefix(28) } == [
        "answer A (Runtime.ExitError)", "answer B (Runtime.ExitError)",
      ])
    bench.invoke("C")
    #expect(bench.effects() == ["start e2"])
  }

  @Test func `a crash while it waits is nobody's`() {
    var bench = Self.warm(2)
    bench.exit()
    #expect(bench.entries() == ["exit Runtime exited with error: exit status 1"])
    bench.invoke("A")
    #expect(bench.effects() == ["start e2"])
  }

  @Test func `an init phase that fails is its callers' answer at once`() {
    var bench = Self.bench(2, environments: 1)
    for name in ["A", "B", "C"] { bench.invoke(name) }
    bench.forget()
    #expect(bench.initError() == "202")
    #expect(bench.effects() == ["answer A (Runtime.Test) bad", "answer B (Runtime.Test) bad"])
    bench.exit()
    #expect(bench.effects() == ["start e2"])
    bench.next(2)
    #expect(bench.effects() == ["deliver e2 C"])
  }

  @Test func `the init phase may take 130 seconds`() {
    var bench = Self.bench(2)
    bench.invoke("A")
    bench.forget()
    bench.advance(.seconds(129))
    bench.tick()
    #expect(bench.effects() == [])
    bench.advanceToDeadline()
    bench.tick()
    #expect(bench.entries().first == "init failed 130000.00 Sandbox.Timedout")
  }

  @Test func `an environment is never frozen, and retired when it has had nothing for long`() {
    var bench = Bench(
      freezeDelay: .milliseconds(1), idleLifetime: .seconds(600),
      initialization: .managedInstances(maximumConcurrency: 2))
    bench.start()
    bench.next()
    bench.next()
    bench.invoke("A")
    bench.forget()
    bench.advance(.seconds(1))
    bench.respond("A")
    bench.forget()
    #expect(bench.plane.nextDeadline == bench.now + .seconds(600))
    bench.advanceToDeadline()
    bench.tick()
    #expect(bench.effects() == ["terminate e1"])
    #expect(bench.plane.nextDeadline == bench.now + .milliseconds(600))
    bench.advanceToDeadline()
    bench.tick()
    #expect(bench.effects() == ["stop e1"])
  }

  @Test func `the end of the emulator answers all callers and tells the runtime`() {
    var bench = Self.warm(2)
    for name in ["A", "B"] { bench.invoke(name) }
    bench.forget()
    bench.shutDown()
    #expect(
      bench.effects().map { $0.prefix(25) } == [
        "answer A (Sandbox.Failure", "answer B (Sandbox.Failure", "terminate e1",
      ])
  }

  @Test func `extensions are not told about invocations`() {
    var bench = Self.bench(1)
    bench.start()
    #expect(
      bench.register("x", events: ["INVOKE"])
        == "Extension.InvalidEventType: INVOKE: ErrorInvalidEventType")
    bench.register("x")
    bench.next()
    bench.invoke("A")
    bench.forget()
    bench.extensionNext("x")
    #expect(bench.effects() == ["deliver e1 A"])
  }

  @Test func `reserved concurrency counts invocations, not environments`() {
    var bench = Self.warm(3)
    bench.function.reservedConcurrency = 2
    bench.invoke("A")
    #expect(!bench.plane.isThrottled("F", now: bench.now))
    bench.invoke("B")
    #expect(bench.plane.isThrottled("F", now: bench.now))
  }
}
