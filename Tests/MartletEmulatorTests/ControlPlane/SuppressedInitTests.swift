import Testing

@testable import MartletEmulator

/// Processes that are started as part of an invocation.
struct SuppressedInitTests {
  @Test func `an invocation after a crash pays for the new process`() {
    var bench = Bench.inState(.running)
    bench.exit()
    bench.forget()
    bench.invoke("B")
    #expect(bench.effects() == ["start e2 for B"])
    #expect(bench.entries() == ["init start e2", "start B"])
    bench.advance(.milliseconds(40))
    #expect(bench.next(2) == "wait")
    #expect(bench.effects() == ["deliver e2 B"])
    bench.advance(.milliseconds(2))
    bench.respond("B", from: 2)
    bench.next(2)
    #expect(
      bench.entries() == ["init done 40.00", "end B", "report B 42.00 success"])
  }

  @Test func `its time is the invocation's, not the init phase's`() {
    var bench = Bench.inState(.running)
    bench.advanceToDeadline()
    bench.tick()
    bench.exit()
    bench.forget()
    bench.invoke("B")
    #expect(bench.plane.nextDeadline == bench.now + .seconds(3))
    bench.advanceToDeadline()
    bench.tick()
    #expect(
      bench.entries() == [
        "init start e2", "start B", "invoke failed 3000.00 Sandbox.Timedout",
        "timeout B Task timed out after 3.00 seconds", "end B", "report B 3000.00 timeout",
      ])
    #expect(bench.effects().last == "stop e2")
    bench.exit(2)
    bench.invoke("C")
    #expect(bench.effects() == ["start e3 for C"])
  }

  @Test func `a slow init phase is tried again when its process has ended`() {
    var bench = Bench(timeout: .seconds(20))
    bench.invoke("A")
    bench.advanceToDeadline()
    bench.tick()
    // The invocation waits for the second try, and no further process is started for it.
    #expect(bench.effects() == ["start e1", "stop e1"])
    bench.exit()
    #expect(bench.effects() == ["start e2 for A"])
    bench.advance(.seconds(12))
    bench.next(2)
    #expect(bench.effects() == ["deliver e2 A"])
  }

  @Test func `only the environment that lost its process pays`() {
    var bench = Bench()
    bench.invoke("A")
    bench.invoke("B")
    bench.next(1)
    bench.next(2)
    bench.exit(1)
    bench.forget()
    bench.invoke("C")
    bench.invoke("D")
    #expect(bench.effects() == ["start e3 for C", "start e4"])
  }

  @Test func `a function that is replaced starts anew`() {
    var bench = Bench.inState(.running)
    bench.exit()
    bench.forget()
    bench.plane.add(FunctionConfiguration(name: "F", bootstrap: "/bin/g"))
    bench.invoke("B")
    #expect(bench.effects() == ["start e2"])
  }
}
