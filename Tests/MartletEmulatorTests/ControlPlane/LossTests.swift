import Testing

@testable import MartletEmulator

/// Environments whose process ends between invocations.
struct LossTests {
  @Test(
    arguments: [
      (.status(0), "Runtime exited without providing a reason"),
      (.status(2), "Runtime exited with error: exit status 2"),
    ] as [(ControlPlane.Exit, String)])
  func `the next invocation finds out, and the one after starts anew`(
    exit: ControlPlane.Exit, message: String
  ) {
    var bench = Bench.inState(.ready)
    bench.exit(1, exit)
    bench.forget()
    bench.invoke("B")
    #expect(
      bench.effects() == [
        #"answer B (Runtime.ExitError) {"errorType":"Runtime.ExitError","#
          + #""errorMessage":"RequestId: B Error: \#(message)"}"#
      ])
    #expect(
      bench.entries() == [
        "start B", "exit B \(message)", "end B", #"report B 0.00 error("Runtime.ExitError")"#,
      ])
    bench.invoke("C")
    #expect(bench.effects() == ["start e2 for C"])
  }

  @Test func `an environment that waits is used before a lost one is noticed`() {
    var bench = Bench()
    bench.invoke("A")
    bench.invoke("B")
    for number in 1...2 { bench.next(number) }
    bench.respond("A", from: 1)
    bench.respond("B", from: 2)
    for number in 1...2 { bench.next(number) }
    bench.exit(2)
    bench.forget()
    bench.invoke("C")
    #expect(bench.effects() == ["deliver e1 C"])
    bench.invoke("D")
    #expect(bench.effects().map { $0.prefix(28) } == ["answer D (Runtime.ExitError)"])
  }

  @Test func `who would have been retired by now is not missed`() {
    var bench = Bench(idleLifetime: .seconds(600))
    bench.invoke("A")
    bench.next()
    bench.respond("A")
    bench.next()
    bench.exit()
    bench.forget()
    bench.advance(.seconds(600))
    bench.invoke("B")
    #expect(bench.effects() == ["start e2"])
  }

  @Test func `a function that is replaced forgets what its predecessor has lost`() {
    var bench = Bench.inState(.ready)
    bench.exit()
    bench.function.memorySize = 256
    bench.forget()
    bench.invoke("B")
    #expect(bench.effects() == ["start e2"])
  }

  @Test func `an event that finds a lost environment is tried again`() {
    var bench = Bench.inState(.ready)
    bench.exit()
    bench.forget()
    bench.accept("E")
    #expect(bench.effects() == ["keep E 1"])
    bench.advanceToDeadline()
    bench.tick()
    bench.attempt()
    #expect(bench.effects() == ["start e2 for E"])
  }
}
