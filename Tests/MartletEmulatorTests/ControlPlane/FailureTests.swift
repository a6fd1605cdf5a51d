import Testing

@testable import MartletEmulator

struct FailureTests {
  @Test(
    arguments: [
      (.status(3), "Runtime exited with error: exit status 3"),
      (.status(0), "Runtime exited without providing a reason"),
      (.signal(9, name: "killed"), "Runtime exited with error: signal: killed"),
    ] as [(ControlPlane.Exit, String)])
  func `a crash in an invocation is its answer`(exit: ControlPlane.Exit, message: String) {
    var bench = Bench.inState(.running)
    bench.advance(.milliseconds(4))
    bench.exit(1, exit)
    #expect(
      bench.effects() == [
        #"answer A (Runtime.ExitError) {"errorType":"Runtime.ExitError","#
          + #""errorMessage":"RequestId: A Error: \#(message)"}"#
      ])
    #expect(
      bench.entries() == [
        "exit A \(message)", "end A", #"report A 4.00 init 0.00 error("Runtime.ExitError")"#,
      ])
    #expect(bench.plane.environments.isEmpty && bench.plane.invocations.isEmpty)
  }

  @Test func `a crash after the answer leaves the answer alone`() {
    var bench = Bench.inState(.responseSent)
    bench.exit()
    #expect(bench.effects() == [])
    #expect(
      bench.entries() == [
        "exit A Runtime exited with error: exit status 1", "end A",
        #"report A 0.00 init 0.00 error("Runtime.ExitError")"#,
      ])
  }

  @Test func `a crash between invocations is no caller's`() {
    var bench = Bench.inState(.ready)
    bench.exit()
    #expect(bench.effects() == [])
    #expect(bench.entries() == ["exit Runtime exited with error: exit status 1"])
  }

  @Test func `a crash in the init phase is tried once more for the invocation that waits`() {
    var bench = Bench()
    bench.invoke("A")
    bench.advance(.milliseconds(30))
    bench.forget()
    bench.exit(1, .status(1))
    #expect(bench.effects() == ["start e2 for A"])
    bench.advance(.milliseconds(20))
    bench.exit(2, .status(1))
    #expect(
      bench.effects() == [
        #"answer A (Runtime.ExitError) {"errorType":"Runtime.ExitError","#
          + #""errorMessage":"RequestId: A Error: Runtime exited with error: exit status 1"}"#
      ])
    #expect(
      bench.entries() == [
        "exit Runtime exited with error: exit status 1", "init failed 30.00 Runtime.ExitError",
        "init start e2", "start A", "exit A Runtime exited with error: exit status 1",
        "invoke failed 20.00 Runtime.ExitError", "end A",
        #"report A 20.00 error("Runtime.ExitError")"#,
      ])
  }

  @Test func `a process that cannot be started fails the invocation with the reason`() {
    var bench = Bench()
    bench.invoke("A")
    bench.exit(1, .notStarted("cannot start /bin/f: No such file or directory"))
    bench.forget()
    bench.exit(2, .notStarted("cannot start /bin/f: No such file or directory"))
    #expect(
      bench.effects() == [
        #"answer A (Runtime.InvalidEntrypoint) {"errorType":"Runtime.InvalidEntrypoint","#
          + #""errorMessage":"RequestId: A Error: cannot start /bin/f: "#
          + #"No such file or directory"}"#
      ])
  }

  @Test func `the second init error is the caller's answer before the process ends`() {
    var bench = Bench()
    bench.invoke("A")
    bench.forget()
    #expect(bench.initError() == "202")
    #expect(bench.effects() == [])
    bench.exit(1, .status(1))
    #expect(bench.effects() == ["start e2 for A"])
    #expect(bench.initError(2) == "202")
    #expect(bench.effects() == ["answer A (Runtime.Test) bad"])
    bench.forget()
    bench.exit(2, .status(1))
    #expect(bench.effects() == [])
    #expect(bench.entries() == ["exit Runtime exited with error: exit status 1"])
  }

  @Test func `an init error that is too large for callers is refused, and the exit is the error`() {
    var bench = Bench()
    bench.invoke("A")
    let refusal =
      "413 RequestEntityTooLarge: Exceeded maximum allowed payload size (6291556 bytes)."
    #expect(bench.initError(size: 6_291_557) == refusal)
    bench.exit()
    #expect(bench.initError(2, size: 6_291_557) == refusal)
    bench.forget()
    bench.exit(2)
    #expect(bench.effects().first?.hasPrefix("answer A (Runtime.ExitError) {") == true)
  }

  @Test func `the invocation after an init error starts anew`() {
    var bench = Bench.inState(.initError)
    bench.exit()
    #expect(bench.effects() == ["start e2 for A"])
    bench.initError(2)
    bench.forget()
    bench.exit(2)
    bench.invoke("B")
    #expect(bench.effects() == ["start e3 for B"])
  }

  @Test func `an init phase that fails twice fails one invocation`() {
    var bench = Bench(environments: 2)
    for name in ["A", "B", "C"] { bench.invoke(name) }
    bench.forget()
    bench.exit(1)
    #expect(bench.effects() == ["start e3 for A"])
    bench.exit(2)
    #expect(bench.effects() == ["start e4 for B"])
    bench.exit(3)
    let effects = bench.effects()
    #expect(effects.count { $0.hasPrefix("answer A") } == 1)
    #expect(effects.last == "start e5 for C")
    bench.next(4)
    bench.next(5)
    #expect(bench.effects() == ["deliver e4 B", "deliver e5 C"])
  }

  @Test func `a failed init phase is nobody's when enough environments come for all`() {
    var bench = Bench()
    bench.invoke("A")
    bench.next(1)
    bench.invoke("B")
    bench.respond("A")
    bench.next(1)
    bench.forget()
    // The second was started for B, which the first has taken.
    bench.exit(2)
    #expect(bench.effects() == [])
    #expect(bench.respond("B") == "202")
  }

  @Test func `an exit of an unknown environment is nothing`() {
    var bench = Bench.inState(.running)
    bench.exit()
    bench.forget()
    bench.exit()
    #expect(bench.effects() == [])
    #expect(bench.entries() == [])
  }
}
