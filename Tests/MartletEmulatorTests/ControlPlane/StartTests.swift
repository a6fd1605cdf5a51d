import Testing

@testable import MartletEmulator

/// Environments that are started without an invocation.
struct StartTests {
  @Test func `an environment can be started without an invocation, and waits`() {
    var bench = Bench()
    #expect(bench.start() == "started e1")
    #expect(bench.effects() == ["start e1"])
    bench.advance(.milliseconds(20))
    #expect(bench.next() == "wait")
    #expect(bench.effects() == [])
    #expect(bench.entries() == ["init start e1", "init done 20.00"])
    #expect(bench.plane.nextDeadline == nil)
  }

  @Test func `the first invocation after it finds it warm`() {
    var bench = Bench()
    bench.start()
    bench.next()
    bench.forget()
    bench.invoke("A")
    #expect(bench.effects() == ["deliver e1 A"])
  }

  @Test func `an invocation that comes while it starts waits for it`() {
    var bench = Bench()
    bench.start()
    bench.forget()
    bench.invoke("A")
    #expect(bench.effects() == [])
    bench.next()
    #expect(bench.effects() == ["deliver e1 A"])
  }

  @Test func `it counts among the environments that a function may have`() {
    var bench = Bench(environments: 2)
    bench.start()
    #expect(bench.start() == "started e2")
    #expect(bench.start() == "refused")
    bench.exit(1)
    #expect(bench.start() == "started e3")
  }

  @Test func `a function that is not there cannot be started, nor anything after the end`() {
    var bench = Bench()
    #expect(bench.start("G") == "refused")
    bench.shutDown()
    #expect(bench.start() == "refused")
    #expect(bench.effects() == [])
  }

  @Test func `one that exits, or reports an error, fails without an invocation to blame`() {
    var bench = Bench()
    bench.start()
    bench.exit(1, .status(3))
    bench.start()
    bench.initError(2)
    #expect(bench.effects() == ["start e1", "start e2"])
    #expect(
      bench.entries() == [
        "init start e1", "exit Runtime exited with error: exit status 3",
        "init failed 0.00 Runtime.ExitError", "init start e2", "init failed 0.00 Runtime.Test",
      ])
  }

  @Test func `one that never asks for an event is ended after ten seconds`() {
    var bench = Bench()
    bench.start()
    bench.forget()
    #expect(bench.plane.nextDeadline == bench.now + .seconds(10))
    bench.advanceToDeadline()
    bench.tick()
    #expect(bench.effects() == ["stop e1"])
    #expect(bench.entries() == ["init failed 10000.00 Sandbox.Timedout"])
  }
}
