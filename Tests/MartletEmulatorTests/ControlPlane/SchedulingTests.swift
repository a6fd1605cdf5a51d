import Testing

@testable import MartletEmulator

struct SchedulingTests {
  @Test func `the first invocation starts an environment and is delivered when it asks`() {
    var bench = Bench()
    bench.invoke("A")
    #expect(bench.effects() == ["start e1"])
    bench.advance(.milliseconds(20))
    #expect(bench.next() == "wait")
    #expect(bench.effects() == ["deliver e1 A"])
    #expect(bench.entries() == ["init start e1", "init done 20.00", "start A"])
  }

  @Test func `the deadline is the function's timeout after the delivery`() {
    var bench = Bench(timeout: .seconds(7))
    bench.invoke("A")
    bench.advance(.milliseconds(500))
    bench.next()
    #expect(bench.plane.nextDeadline == bench.now + .seconds(7))
  }

  @Test func `a function that is not there has no invocations`() {
    var plane = ControlPlane()
    #expect(plane.invoke(InvocationRequest(function: "G", event: []), now: .now) == nil)
    #expect(plane.takeEffects().isEmpty)
  }

  @Test func `a warm environment is used again`() {
    var bench = Bench.inState(.ready)
    bench.invoke("B")
    #expect(bench.effects() == ["deliver e1 B"])
  }

  @Test func `of several warm environments the one used last is used first`() {
    var bench = Bench()
    bench.invoke("A")
    bench.invoke("B")
    bench.next(1)
    bench.next(2)
    bench.respond("A", from: 1)
    bench.respond("B", from: 2)
    bench.next(2)
    bench.next(1)
    bench.forget()
    bench.invoke("C")
    bench.invoke("D")
    #expect(bench.effects() == ["deliver e1 C", "deliver e2 D"])
  }

  @Test func `each concurrent invocation has an environment of its own`() {
    var bench = Bench()
    for name in ["A", "B", "C"] { bench.invoke(name) }
    #expect(bench.effects() == ["start e1", "start e2", "start e3"])
    for environment in 1...3 { bench.next(environment) }
    #expect(bench.effects() == ["deliver e1 A", "deliver e2 B", "deliver e3 C"])
  }

  @Test func `invocations beyond the limit wait in their order`() {
    var bench = Bench(environments: 2)
    for name in ["A", "B", "C", "D"] { bench.invoke(name) }
    #expect(bench.effects() == ["start e1", "start e2"])
    bench.next(1)
    bench.next(2)
    bench.forget()
    bench.respond("B", from: 2)
    bench.next(2)
    bench.respond("C", from: 2)
    bench.next(2)
    #expect(
      bench.effects() == ["answer B ok", "deliver e2 C", "answer C ok", "deliver e2 D"])
  }

  @Test func `an environment that has just answered is waited for`() {
    var bench = Bench()
    bench.invoke("A")
    bench.next()
    bench.respond("A")
    bench.forget()
    bench.advance(.milliseconds(99))
    bench.invoke("B")
    #expect(bench.effects() == [])
    bench.next()
    #expect(bench.effects() == ["deliver e1 B"])
  }

  @Test
  func `an environment that answered and does not ask is waited for no longer than the grace`() {
    var bench = Bench()
    bench.invoke("A")
    bench.next()
    bench.respond("A")
    bench.invoke("B")
    bench.forget()
    bench.advance(.milliseconds(100))
    #expect(bench.plane.nextDeadline == bench.now)
    bench.tick()
    #expect(bench.effects() == ["start e2"])
  }

  @Test func `an environment that answered long ago is not waited for`() {
    var bench = Bench()
    bench.invoke("A")
    bench.next()
    bench.respond("A")
    bench.forget()
    bench.advance(.milliseconds(100))
    bench.invoke("B")
    #expect(bench.effects() == ["start e2"])
  }

  @Test(arguments: [1, 2])
  func `the end of the grace comes once`(limit: Int) throws {
    var bench = Bench(environments: limit)
    bench.invoke("A")
    bench.next()
    bench.respond("A")
    bench.invoke("B")
    bench.advanceToDeadline()
    bench.tick()
    #expect(try #require(bench.plane.nextDeadline) > bench.now)
  }

  @Test func `a started environment takes the oldest invocation, whichever it was started for`() {
    var bench = Bench()
    bench.invoke("A")
    bench.invoke("B")
    bench.forget()
    bench.next(2)
    #expect(bench.effects() == ["deliver e2 A"])
  }

  @Test func `an environment whose invocation another one took stays warm`() {
    var bench = Bench()
    bench.invoke("A")
    bench.next(1)
    bench.invoke("B")
    bench.respond("A")
    bench.next(1)
    #expect(
      bench.effects() == ["start e1", "deliver e1 A", "start e2", "answer A ok", "deliver e1 B"])
    bench.next(2)
    bench.invoke("C")
    #expect(bench.effects() == ["deliver e2 C"])
  }

  @Test func `a place that becomes free under the limit is used for what waits`() {
    var bench = Bench(environments: 1)
    bench.invoke("A")
    bench.invoke("B")
    bench.next()
    bench.forget()
    bench.exit(1, .signal(9, name: "killed"))
    #expect(bench.effects().last == "start e2 for B")
    bench.next(2)
    #expect(bench.effects() == ["deliver e2 B"])
  }

  @Test func `an idle environment that ended is not used`() {
    var bench = Bench.inState(.ready)
    bench.exit()
    #expect(bench.effects() == [])
    bench.invoke("B")
    bench.invoke("C")
    #expect(bench.effects().last == "start e2 for C")
  }

  @Test func `a function that is added again is replaced for future environments`() {
    var bench = Bench.inState(.ready)
    bench.exit()
    bench.plane.add(FunctionConfiguration(name: "F", bootstrap: "/bin/g"))
    bench.invoke("B")
    guard case .start(_, let configuration, _)? = bench.plane.takeEffects().first else {
      Issue.record("nothing was started")
      return
    }
    #expect(configuration.bootstrap == "/bin/g")
  }
}
