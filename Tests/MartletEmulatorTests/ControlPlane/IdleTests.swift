import Testing

@testable import MartletEmulator

/// What becomes of environments that wait for an event.
struct IdleTests {
  private static func idle(freezeDelay: Duration? = nil, idleLifetime: Duration? = nil) -> Bench {
    var bench = Bench(freezeDelay: freezeDelay, idleLifetime: idleLifetime)
    bench.invoke("A")
    bench.next()
    bench.respond("A")
    bench.next()
    bench.forget()
    return bench
  }

  @Test func `an environment is stopped soon after its invocation, until the next`() {
    var bench = Self.idle(freezeDelay: .milliseconds(1))
    #expect(bench.plane.nextDeadline == bench.now + .milliseconds(1))
    bench.advanceToDeadline()
    bench.tick()
    #expect(bench.effects() == ["freeze e1"])
    #expect(bench.plane.nextDeadline == nil)
    bench.invoke("B")
    #expect(bench.effects() == ["thaw e1", "deliver e1 B"])
  }

  @Test func `an environment that gets its next event at once is never stopped`() {
    var bench = Self.idle(freezeDelay: .milliseconds(1))
    bench.invoke("B")
    #expect(bench.effects() == ["deliver e1 B"])
    bench.advance(.milliseconds(2))
    bench.tick()
    #expect(bench.effects() == [])
  }

  @Test func `an environment that was started without an invocation is stopped too`() {
    var bench = Bench(freezeDelay: .milliseconds(1))
    bench.start()
    bench.advance(.seconds(1))
    bench.tick()
    #expect(bench.effects() == ["start e1"])
    bench.next()
    bench.advanceToDeadline()
    bench.tick()
    #expect(bench.effects() == ["freeze e1"])
  }

  @Test func `an environment that waits for too long is retired`() {
    var bench = Self.idle(idleLifetime: .seconds(600))
    #expect(bench.plane.nextDeadline == bench.now + .seconds(600))
    bench.advanceToDeadline()
    bench.tick()
    #expect(bench.effects() == ["stop e1"])
    bench.invoke("B")
    #expect(bench.effects() == ["start e2"])
    bench.exit()
    #expect(bench.entries().contains { $0.hasPrefix("exit") } == false)
  }

  @Test func `of several environments the one that waited longest goes first`() {
    var bench = Bench(idleLifetime: .seconds(600))
    for name in ["A", "B"] { bench.invoke(name) }
    for number in [1, 2] { bench.next(number) }
    bench.respond("A", from: 1)
    bench.next(1)
    bench.advance(.seconds(300))
    bench.respond("B", from: 2)
    bench.next(2)
    bench.forget()
    bench.advance(.seconds(300))
    bench.tick()
    #expect(bench.effects() == ["stop e1"])
  }

  @Test func `with an extension it has half a second from SIGTERM to SIGKILL`() {
    var bench = Bench(freezeDelay: .milliseconds(1), idleLifetime: .seconds(600))
    bench.start()
    bench.register("x")
    bench.extensionNext("x")
    bench.next()
    bench.advance(.milliseconds(1))
    bench.tick()
    bench.forget()
    bench.advanceToDeadline()
    bench.tick()
    #expect(bench.effects() == ["terminate e1"])
    #expect(bench.plane.nextDeadline == bench.now + .milliseconds(500))
    bench.advanceToDeadline()
    bench.tick()
    #expect(bench.effects() == ["stop e1"])
    bench.exit(1, .signal(9, name: "killed"))
    #expect(bench.entries() == [])
    #expect(bench.plane.environments.isEmpty)
  }

  @Test func `one that ends by itself after SIGTERM is not killed`() {
    var bench = Bench()
    bench.start()
    bench.register("x")
    bench.extensionNext("x")
    bench.next()
    bench.forget()
    bench.shutDown()
    #expect(bench.effects() == ["terminate e1"])
    bench.exit(1, .status(0))
    #expect(bench.plane.nextDeadline == nil)
    #expect(bench.effects() == [] && bench.entries() == [])
  }
}
