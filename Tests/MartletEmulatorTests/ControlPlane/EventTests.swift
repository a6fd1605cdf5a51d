import Testing

@testable import MartletEmulator

/// Asynchronous invocations.
struct EventTests {
  /// An environment that waits.
  private static func warm(timeout: Duration = .seconds(3)) -> Bench {
    var bench = Bench(environments: 1, timeout: timeout)
    bench.start()
    bench.next()
    bench.forget()
    return bench
  }

  @Test func `an event that is handled is concluded when its invocation is over`() {
    var bench = Self.warm()
    bench.accept("A")
    #expect(bench.effects() == ["deliver e1 A"])
    bench.respond("A")
    #expect(bench.effects() == [])
    bench.next()
    #expect(bench.effects() == ["conclude A Success 1"])
    #expect(bench.plane.events.isEmpty)
    #expect(bench.plane.nextDeadline == nil)
  }

  @Test func `a function error is tried again after one minute and after two`() {
    var bench = Self.warm()
    bench.accept("A")
    for (number, wait) in [(1, 60), (2, 120)] {
      #expect(bench.effects() == ["deliver e1 A"])
      bench.fail("A")
      bench.next()
      #expect(bench.effects() == ["keep A \(number)"])
      #expect(bench.plane.nextDeadline == bench.now + .seconds(wait))
      bench.advanceToDeadline()
      bench.tick()
      bench.attempt()
    }
    bench.forget()
    bench.fail("A")
    bench.next()
    #expect(bench.effects() == ["conclude A RetriesExhausted 3"])
  }

  @Test func `each attempt has the same request ID and an invocation ID of its own`() {
    var bench = Self.warm()
    bench.accept("A")
    #expect(
      bench.respond("A", invocationID: "attempt 2")
        == "400 InvalidInvocationId: Invalid invocation ID")
    bench.fail("A")
    bench.next()
    bench.advanceToDeadline()
    bench.tick()
    bench.attempt()
    #expect(
      bench.respond("A", invocationID: "attempt 1")
        == "400 InvalidInvocationId: Invalid invocation ID")
    #expect(bench.respond("A", invocationID: "attempt 2") == "202")
  }

  @Test func `a crash behind the answer is a failure like others`() {
    var bench = Self.warm()
    bench.accept("A")
    bench.respond("A")
    bench.forget()
    bench.exit()
    #expect(bench.effects() == ["keep A 1"])
    #expect(bench.plane.nextDeadline == bench.now + .seconds(60))
  }

  @Test func `a crash and a timeout are failures like others`() {
    var bench = Self.warm()
    bench.accept("A")
    bench.exit()
    #expect(bench.effects().last == "keep A 1")
    bench.advanceToDeadline()
    bench.tick()
    bench.attempt()
    bench.next(2)
    bench.forget()
    bench.advanceToDeadline()
    bench.tick()
    #expect(bench.effects() == ["keep A 2", "stop e2"])
  }

  @Test func `an event may be tried once alone`() {
    var bench = Self.warm()
    bench.function.asynchronous.maximumRetries = 0
    bench.accept("A")
    bench.forget()
    bench.fail("A")
    bench.next()
    #expect(bench.effects() == ["conclude A RetriesExhausted 1"])
  }

  @Test func `an event that would be too old is given up`() {
    var bench = Self.warm()
    bench.function.asynchronous.maximumAge = .seconds(90)
    bench.accept("A", age: .seconds(40))
    bench.forget()
    bench.fail("A")
    bench.next()
    #expect(bench.effects() == ["keep A 1", "conclude A EventAgeExceeded 1"])
    bench.accept("B", age: .seconds(90))
    #expect(bench.effects() == ["conclude B EventAgeExceeded 0"])
  }

  @Test func `an event without concurrency is tried again, ever later, and does not fail`() {
    var bench = Self.warm(timeout: .seconds(900))
    bench.function.reservedConcurrency = 1
    bench.invoke("A")
    bench.accept("B")
    #expect(bench.effects() == ["deliver e1 A"])
    for wait in [1, 2, 4, 8] {
      #expect(bench.plane.nextDeadline == bench.now + .seconds(wait))
      bench.advanceToDeadline()
      bench.tick()
      bench.attempt()
      #expect(bench.effects() == [])
    }
    bench.respond("A")
    bench.next()
    bench.forget()
    bench.advanceToDeadline()
    bench.tick()
    bench.attempt()
    #expect(bench.effects() == ["deliver e1 B"])
  }

  @Test func `events are tried again in the order of their times`() {
    var bench = Self.warm()
    bench.function.asynchronous.retryDelays = [.seconds(60), .seconds(20)]
    bench.accept("A")
    bench.fail("A")
    bench.next()
    bench.advance(.seconds(1))
    bench.accept("B", failures: 1)
    bench.fail("B")
    bench.next()
    bench.forget()
    // The second one is due first.
    for (name, seconds) in [("B", 20), ("A", 39)] {
      #expect(bench.plane.nextDeadline == bench.now + .seconds(seconds))
      bench.advanceToDeadline()
      bench.tick()
      bench.attempt()
      #expect(bench.effects() == ["deliver e1 \(name)"])
      bench.respond(name)
      bench.next()
      bench.forget()
    }
    #expect(bench.plane.nextDeadline == nil)
  }

  @Test func `an event from before a restart has the failures that it had`() {
    var bench = Self.warm()
    bench.accept("A", age: .seconds(10), failures: 2)
    bench.forget()
    bench.fail("A")
    bench.next()
    #expect(bench.effects() == ["conclude A RetriesExhausted 3"])
  }

  @Test func `the end of the emulator is no outcome`() {
    var bench = Self.warm()
    bench.accept("A")
    bench.accept("B")
    bench.forget()
    bench.shutDown()
    #expect(bench.effects() == ["stop e1"])
    #expect(bench.plane.nextDeadline == nil)
  }

  // MARK: Memory

  @Test func `no more events are attempted than the function can handle, oldest first`() {
    var bench = Bench(environments: 2)
    for name in ["A", "B", "C", "D"] { bench.accept(name) }
    #expect(bench.effects() == ["start e1", "start e2"])
    #expect(bench.plane.invocations.count == 2, "the others need no request")
    for environment in [1, 2] { bench.next(environment) }
    bench.forget()
    bench.respond("A")
    bench.next()
    bench.attempt()
    #expect(bench.effects() == ["conclude A Success 1", "deliver e1 C"])
    #expect(bench.plane.invocations.count == 2)
  }

  @Test func `events beyond the reserved concurrency wait for their turn`() {
    var bench = Self.warm()
    bench.function.reservedConcurrency = 1
    bench.accept("A")
    bench.accept("B")
    #expect(bench.effects() == ["deliver e1 A"])
    #expect(bench.plane.nextDeadline == bench.now + .seconds(3), "B is not throttled")
    bench.respond("A")
    bench.next()
    bench.attempt()
    #expect(bench.effects() == ["conclude A Success 1", "deliver e1 B"])
  }

  @Test func `an event that waits for its next attempt leaves its place to others`() {
    var bench = Self.warm()
    bench.accept("A")
    bench.accept("B")
    bench.forget()
    bench.fail("A")
    bench.next()
    bench.attempt()
    #expect(bench.effects() == ["keep A 1", "deliver e1 B"])
  }

  @Test func `a long error is not kept until the next attempt`() {
    for (length, isKept) in [(4096, true), (4097, false)] {
      var bench = Self.warm()
      bench.accept("A")
      bench.respond("A", String(repeating: "x", count: length), errorType: "Function.Test")
      bench.next()
      #expect(bench.plane.events.values.map { $0.lastAnswer != nil } == [isKept])
    }
  }

  @Test func `what is held for want of a journal is counted until it has an outcome`() {
    var bench = Self.warm()
    var request = InvocationRequest(function: "F", event: Array("12345".utf8))
    request.requestID = "A"
    _ = bench.plane.accept("A", for: "F", held: request, now: bench.now)
    bench.attempt()
    #expect(bench.plane.heldSize == 1029)
    bench.respond("A")
    bench.next()
    #expect(bench.plane.heldSize == 0)
  }
}
