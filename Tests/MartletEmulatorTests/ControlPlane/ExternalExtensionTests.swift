import Testing

@testable import MartletEmulator

/// Extensions that are processes of their own.
struct ExternalExtensionTests {
  /// An environment whose extension `x`, registered for the events, and runtime wait.
  private static func warm(_ events: [String], environments: Int = 1) -> Bench {
    var bench = Bench(environments: environments)
    bench.start()
    bench.expect("x")
    bench.register("x", events: events)
    bench.extensionNext("x")
    bench.next()
    bench.forget()
    return bench
  }

  @Test func `the init phase waits for each to register and to ask`() {
    var bench = Bench()
    bench.invoke("A")
    bench.expect("x", "y")
    bench.next()
    bench.register("x", events: ["INVOKE", "SHUTDOWN"])
    bench.extensionNext("x")
    #expect(bench.effects() == ["start e1"])
    // The runtime is ready, those of its own are too late.
    #expect(
      bench.register("z") == "Extension.RegistrationClosed: Extension registration closed already")
    #expect(bench.register("y") == "accepted")
    bench.extensionNext("y")
    #expect(bench.effects() == ["notify e1 id x A", "deliver e1 A"])
  }

  @Test func `one that registers twice is told that it has`() {
    var bench = Bench()
    bench.start()
    bench.expect("x", "y")
    #expect(bench.register("x", events: ["SHUTDOWN"]) == "accepted")
    #expect(
      bench.register("x", events: ["SHUTDOWN"])
        == "Extension.InvalidExtensionState: Extension with this name already registered")
  }

  @Test func `one that never registers is the end of the init phase`() {
    var bench = Bench()
    bench.invoke("A")
    bench.expect("x")
    bench.next()
    bench.forget()
    bench.advanceToDeadline()
    bench.tick()
    #expect(bench.effects() == ["stop e1", "stop e1 x"])
    #expect(bench.entries() == ["init failed 10000.00 Sandbox.Timedout"])
    bench.extensionExits("x")
    #expect(bench.effects() == [])
    bench.exit()
    #expect(bench.effects() == ["start e2 for A"])
  }

  @Test func `at the end the runtime goes first, then the extensions are told`() {
    var bench = Self.warm(["SHUTDOWN"])
    bench.shutDown()
    #expect(bench.effects() == ["terminate e1"])
    bench.advance(.milliseconds(100))
    bench.exit(1, .status(0))
    #expect(bench.effects() == ["shut down e1 id x spindown 1900.00"])
    #expect(!bench.plane.environments.isEmpty)
    bench.extensionExits("x", .status(0))
    #expect(bench.plane.environments.isEmpty)
    #expect(bench.entries() == [])
  }

  @Test func `who does not end in time is ended`() {
    var bench = Self.warm(["SHUTDOWN"])
    bench.shutDown()
    bench.forget()
    bench.advanceToDeadline()
    bench.tick()
    #expect(bench.effects() == ["stop e1", "shut down e1 id x spindown 1400.00"])
    bench.exit(1, .signal(9, name: "killed"))
    bench.advanceToDeadline()
    bench.tick()
    #expect(bench.effects() == ["stop e1 x"])
    #expect(bench.plane.nextDeadline == nil)
    bench.extensionExits("x", .signal(9, name: "killed"))
    #expect(bench.plane.environments.isEmpty)
  }

  @Test func `who does not want to know is ended at once`() {
    var bench = Self.warm(["INVOKE"])
    bench.shutDown()
    bench.exit(1, .status(0))
    #expect(bench.effects() == ["terminate e1", "stop e1 x"])
  }

  @Test func `who is busy is told as soon as it asks`() {
    var bench = Self.warm(["INVOKE", "SHUTDOWN"])
    bench.invoke("A")
    bench.forget()
    bench.exit()
    #expect(bench.effects().last?.hasPrefix("answer A (Runtime.ExitError)") == true)
    bench.extensionNext("x")
    #expect(bench.effects() == ["shut down e1 id x failure 2000.00"])
  }

  @Test func `a timeout is told as one, and the next invocation waits for nobody`() {
    var bench = Self.warm(["SHUTDOWN"], environments: 2)
    bench.invoke("A")
    bench.forget()
    bench.advanceToDeadline()
    bench.tick()
    #expect(bench.effects().suffix(2) == ["stop e1", "shut down e1 id x timeout 2000.00"])
    bench.invoke("B")
    #expect(bench.effects() == ["start e2 for B"])
  }

  @Test func `a crash takes the environment with it and is the caller's answer`() {
    var bench = Self.warm(["INVOKE"])
    bench.invoke("A")
    bench.forget()
    bench.extensionExits("x", .status(7))
    #expect(
      bench.effects() == [
        #"answer A (Extension.Crash) {"errorType":"Extension.Crash","errorMessage":"#
          + #""RequestId: A Error: The extension x exited with error: exit status 7"}"#, "stop e1",
      ])
    bench.exit(1, .signal(9, name: "killed"))
    #expect(bench.plane.environments.isEmpty)
    bench.invoke("B")
    #expect(bench.effects() == ["start e2 for B"])
  }

  @Test func `a crash in the init phase is tried once more`() {
    var bench = Bench()
    bench.invoke("A")
    bench.expect("x")
    bench.extensionExits("x")
    bench.exit(1, .signal(9, name: "killed"))
    #expect(bench.effects() == ["start e1", "stop e1", "start e2 for A"])
    #expect(bench.entries().contains("init failed 0.00 Extension.Crash"))
  }

  @Test func `one that cannot be started fails the invocation with the reason`() {
    var bench = Bench()
    bench.invoke("A")
    bench.exit(1, .extensionNotStarted("cannot start x: Permission denied"))
    bench.forget()
    bench.exit(2, .extensionNotStarted("cannot start x: Permission denied"))
    #expect(bench.effects()[0].hasPrefix("answer A (Extension.LaunchError)"))
  }

  @Test func `with several invocations at a time they are told about the end alone`() {
    var bench = Bench(initialization: .managedInstances(maximumConcurrency: 2))
    bench.start()
    bench.expect("x")
    #expect(
      bench.register("x", events: ["INVOKE"])
        == "Extension.InvalidEventType: INVOKE: ErrorInvalidEventType")
    #expect(bench.register("x", events: ["SHUTDOWN"]) == "accepted")
  }
}
