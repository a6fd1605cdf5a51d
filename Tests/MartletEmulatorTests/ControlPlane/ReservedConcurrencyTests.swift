import Testing

@testable import MartletEmulator

struct ReservedConcurrencyTests {
  @Test func `it counts what runs and what waits`() {
    var bench = Bench(environments: 1)
    bench.function.reservedConcurrency = 2
    #expect(!bench.plane.isThrottled("F", now: bench.now))
    bench.invoke("A")
    bench.next()
    #expect(!bench.plane.isThrottled("F", now: bench.now))
    bench.invoke("B")
    #expect(bench.plane.isThrottled("F", now: bench.now))
    bench.respond("A")
    bench.next()
    #expect(!bench.plane.isThrottled("F", now: bench.now))
    bench.function.reservedConcurrency = 0
    #expect(bench.plane.isThrottled("F", now: bench.now))
  }

  /// Of one, whose environment has answered `A`.
  private static func answered() -> Bench {
    var bench = Bench()
    bench.function.reservedConcurrency = 1
    bench.invoke("A")
    bench.next()
    bench.respond("A")
    bench.forget()
    return bench
  }

  @Test func `one invocation after the other is never more than one`() {
    var bench = Self.answered()
    #expect(!bench.plane.isThrottled("F", now: bench.now))
    bench.invoke("B")
    #expect(bench.effects().isEmpty)
    #expect(bench.plane.isThrottled("F", now: bench.now))
    bench.next()
    #expect(bench.effects() == ["deliver e1 B"])
  }

  @Test func `an environment that does not come back soon is in use`() {
    var bench = Self.answered()
    bench.advance(bench.plane.limits.reuseGrace)
    #expect(bench.plane.isThrottled("F", now: bench.now))
  }

  @Test func `no more environments are started than are reserved`() {
    var bench = Self.answered()
    bench.invoke("B")
    bench.advance(bench.plane.limits.reuseGrace)
    bench.tick()
    #expect(bench.effects().isEmpty)
    bench.exit()
    #expect(bench.effects() == ["start e2 for B"])
  }

  @Test func `an extension that is not done yet makes no difference`() {
    var bench = Bench()
    bench.function.reservedConcurrency = 1
    bench.invoke("A")
    bench.register("x", events: ["INVOKE"])
    bench.extensionNext("x")
    bench.next()
    bench.respond("A")
    bench.next()
    bench.forget()
    #expect(!bench.plane.isThrottled("F", now: bench.now))
    bench.invoke("B")
    #expect(bench.effects().isEmpty)
    bench.advance(bench.plane.limits.reuseGrace)
    #expect(bench.plane.isThrottled("F", now: bench.now))
    bench.extensionNext("x")
    #expect(bench.effects().contains("deliver e1 B"))
  }

  @Test func `what was admitted is handled when nothing is reserved any more`() {
    var bench = Bench(environments: 1)
    bench.invoke("A")
    bench.next()
    bench.invoke("B")
    bench.function.reservedConcurrency = 0
    #expect(bench.plane.isThrottled("F", now: bench.now))
    bench.forget()
    bench.exit()
    #expect(bench.effects().contains("start e2 for B"))
  }

  @Test func `a caller who waits for the log has no answer before the invocation ends`() {
    var bench = Bench()
    bench.function.reservedConcurrency = 1
    bench.invoke("A", wantsLogTail: true)
    bench.next()
    bench.respond("A")
    #expect(bench.plane.isThrottled("F", now: bench.now))
  }
}
