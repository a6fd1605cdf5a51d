import Testing

@testable import MartletEmulator

struct ShutDownTests {
  @Test func `every caller is answered and every environment ended`() {
    var bench = Bench(environments: 2)
    bench.invoke("A")
    bench.invoke("B")
    bench.invoke("C")
    bench.next(1)
    bench.forget()
    bench.shutDown()
    let effects = bench.effects()
    #expect(effects.filter { $0.hasPrefix("stop") } == ["stop e1", "stop e2"])
    for name in ["A", "B", "C"] {
      #expect(
        effects.contains(
          #"answer \#(name) (Sandbox.Failure) {"errorType":"Sandbox.Failure","#
            + #""errorMessage":"RequestId: \#(name) Error: The emulator is shutting down"}"#))
    }
    #expect(bench.plane.nextDeadline == nil)
    bench.exit(1)
    bench.exit(2)
    #expect(bench.effects() == [])
    #expect(bench.plane.environments.isEmpty && bench.plane.invocations.isEmpty)
  }

  @Test func `a caller that has its answer keeps it`() {
    var bench = Bench()
    bench.invoke("A", wantsLogTail: true)
    bench.next()
    bench.respond("A", "hello")
    bench.forget()
    bench.shutDown()
    #expect(bench.effects() == ["answer A hello", "stop e1"])
  }

  @Test func `an invocation that comes later is refused`() {
    var bench = Bench()
    bench.shutDown()
    bench.invoke("A")
    #expect(bench.effects().map { $0.prefix(26) } == ["answer A (Sandbox.Failure)"])
    #expect(bench.plane.invocations.isEmpty)
  }

  @Test func `it can be said twice`() {
    var bench = Bench.inState(.running)
    bench.shutDown()
    bench.forget()
    bench.shutDown()
    #expect(bench.effects() == [])
  }
}
