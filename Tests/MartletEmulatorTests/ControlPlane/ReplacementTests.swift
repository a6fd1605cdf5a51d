import Testing

@testable import MartletEmulator

/// A new build of a function that is served.
struct ReplacementTests {
  private static let new = FunctionConfiguration(name: "F", bootstrap: "/bin/new")

  @Test func `an environment that waits is retired, and the next invocation starts a new one`() {
    var bench = Bench.inState(.ready)
    bench.plane.replace(Self.new, now: bench.now)
    #expect(bench.effects() == ["stop e1"])
    #expect(bench.entries() == ["replaced F"])
    bench.exit(1, .signal(9, name: "killed"))
    #expect(bench.entries() == [], "it was meant to end")
    bench.invoke("B")
    #expect(bench.effects() == ["start e2"])
    let id = bench.environments[1]
    #expect(bench.plane.environments[id]?.configuration.bootstrap == "/bin/new")
  }

  @Test func `an invocation in flight is finished before its environment is retired`() {
    var bench = Bench()
    bench.invoke("A")
    bench.next()
    bench.plane.replace(Self.new, now: bench.now)
    bench.invoke("B")
    #expect(bench.effects() == ["start e1", "deliver e1 A", "start e2"])
    #expect(bench.respond("A") == "202")
    #expect(bench.effects() == ["answer A ok"])
    bench.next()
    #expect(bench.effects() == ["stop e1"])
    bench.next(2)
    #expect(bench.effects() == ["deliver e2 B"])
  }

  @Test func `an invocation that waits for an old environment to start gets a new one`() {
    var bench = Bench(environments: 1)
    bench.invoke("A")
    bench.plane.replace(Self.new, now: bench.now)
    #expect(bench.effects() == ["start e1", "stop e1"])
    bench.exit(1, .signal(9, name: "killed"))
    #expect(bench.effects() == ["start e2"])
    bench.next(2)
    #expect(bench.effects() == ["deliver e2 A"])
  }

  @Test func `an old environment that has answered is not waited for`() {
    var bench = Bench.inState(.responseSent)
    bench.plane.replace(Self.new, now: bench.now)
    bench.next()
    #expect(bench.effects() == ["stop e1"])
  }

  @Test func `a function that is gone finishes what it has begun, and refuses what waits`() {
    var bench = Bench(environments: 1)
    bench.invoke("A")
    bench.next()
    bench.invoke("B")
    bench.forget()
    bench.plane.remove("F", now: bench.now)
    let effects = bench.effects()
    #expect(effects.count == 1)
    #expect(effects[0].hasPrefix("answer B (ResourceNotFoundException) "))
    #expect(bench.entries() == ["removed F"])
    bench.invoke("C")
    #expect(bench.effects() == [], "nobody serves it")
    #expect(bench.respond("A") == "202")
    bench.next()
    #expect(bench.effects() == ["answer A ok", "stop e1"])
    bench.exit(1, .signal(9, name: "killed"))
    #expect(bench.effects() == [])
    #expect(bench.plane.environments.isEmpty)
  }

  @Test func `environments of a function that is gone end at once where they have nothing to do`() {
    var bench = Bench.inState(.ready)
    bench.plane.remove("F", now: bench.now)
    #expect(bench.effects() == ["stop e1"])
    bench.plane.remove("F", now: bench.now)
    #expect(bench.effects() == [], "it is gone already")
  }

  @Test func `events of a function that is gone go on when it comes back`() {
    var bench = Bench(environments: 1)
    bench.accept("A")
    bench.next()
    bench.accept("B")
    bench.forget()
    bench.plane.remove("F", now: bench.now)
    #expect(bench.effects() == [])
    bench.plane.replace(Self.new, now: bench.now)
    #expect(bench.effects() == [], "A is under way, and has the one place")
    bench.respond("A")
    bench.next()
    #expect(bench.effects() == ["conclude A Success 1", "attempt", "stop e1"])
  }

  @Test func `events that wait begin when the new way has room for more at a time`() {
    var bench = Bench()
    bench.function.reservedConcurrency = 1
    bench.accept("A")
    bench.accept("B")
    bench.forget()
    bench.plane.replace(Self.new, now: bench.now)
    #expect(bench.effects().contains("attempt"))
  }

  @Test func `events that wait for an environment are the first when the function comes back`() {
    var bench = Bench(environments: 2)
    for name in ["A", "B", "C"] { bench.accept(name) }
    bench.forget()
    bench.plane.remove("F", now: bench.now)
    bench.plane.replace(Self.new, now: bench.now)
    bench.attempt()
    bench.forget()
    for environment in [1, 2] { bench.exit(environment, .signal(9, name: "killed")) }
    for environment in [3, 4] { bench.next(environment) }
    #expect(bench.effects().filter { $0.hasPrefix("deliver") } == ["deliver e3 A", "deliver e4 B"])
    bench.respond("A", from: 3)
    bench.next(3)
    #expect(bench.effects() == ["conclude A Success 1", "attempt"], "one invocation alone")
  }

  @Test func `an event whose function goes while it is handled is concluded by its own settings`() {
    var bench = Bench(environments: 1)
    bench.function.asynchronous = .init(maximumRetries: 0, onFailure: .file("/failures"))
    bench.accept("A")
    bench.next()
    bench.forget()
    bench.plane.remove("F", now: bench.now)
    bench.fail("A")
    bench.next()
    guard case .conclude(let outcome)? = bench.plane.takeEffects().first else {
      Issue.record("it is not concluded")
      return
    }
    #expect(outcome.condition == .retriesExhausted)
    #expect(outcome.settings.onFailure == .file("/failures"))
  }

  @Test func `an event is tried again by the settings of the new way`() {
    var bench = Bench(environments: 1)
    bench.accept("A")
    bench.next()
    var new = Self.new
    new.asynchronous = .init(maximumRetries: 1)
    bench.plane.replace(new, now: bench.now)
    bench.forget()
    bench.fail("A")
    bench.next()
    #expect(bench.effects() == ["keep A 1", "stop e1"])
    bench.exit(1, .signal(9, name: "killed"))
    bench.advanceToDeadline()
    bench.tick()
    bench.attempt()
    bench.next(2)
    bench.forget()
    bench.fail("A", from: 2)
    bench.next(2)
    #expect(bench.effects() == ["conclude A RetriesExhausted 2"])
  }

  @Test func `a function that was not there is served from then on`() {
    var bench = Bench()
    bench.plane.replace(.init(name: "G", bootstrap: "/bin/g"), now: bench.now)
    #expect(bench.start("G") == "started e1")
  }
}
