import Testing

@testable import MartletEmulator

/// Environments that are kept as snapshots, as with Lambda SnapStart.
struct SnapshotTests {
  private static func bench(freezeDelay: Duration? = .milliseconds(1)) -> Bench {
    Bench(environments: 1, freezeDelay: freezeDelay, initialization: .snapStart)
  }

  @Test func `a snapshot is stopped until an invocation needs it`() {
    var bench = Self.bench()
    bench.start()
    bench.advance(.milliseconds(50))
    #expect(bench.restoreNext() == "wait")
    #expect(bench.effects() == ["start e1", "freeze e1"])
    bench.invoke("A")
    #expect(bench.effects() == ["thaw e1", "restore e1"])
    bench.advance(.milliseconds(8))
    #expect(bench.next() == "wait")
    #expect(bench.effects() == ["deliver e1 A"])
    bench.respond("A")
    bench.next()
    #expect(
      bench.entries() == [
        "init start e1", "init done 50.00", "restore start", "restored 8.00", "start A", "end A",
        "report A 0.00 restored 8.00 success",
      ])
    bench.invoke("B")
    bench.respond("B")
    bench.next()
    #expect(bench.entries() == ["start B", "end B", "report B 0.00 success"])
  }

  @Test func `an invocation that waits for the init phase is given the snapshot at once`() {
    var bench = Self.bench(freezeDelay: nil)
    bench.invoke("A")
    bench.restoreNext()
    #expect(bench.effects() == ["start e1", "restore e1"])
  }

  @Test func `a runtime that asks for an event at once is restored without hooks`() {
    var bench = Self.bench()
    bench.start()
    bench.next()
    #expect(bench.effects() == ["start e1", "freeze e1"])
    bench.invoke("A")
    #expect(bench.effects() == ["thaw e1", "deliver e1 A"])
    #expect(
      bench.entries() == [
        "init start e1", "init done 0.00", "restore start", "restored 0.00", "start A",
      ])
  }

  @Test func `a snapshot waits for the extensions too`() {
    var bench = Self.bench(freezeDelay: nil)
    bench.invoke("A")
    bench.register("x")
    bench.restoreNext()
    #expect(bench.effects() == ["start e1"])
    bench.extensionNext("x")
    #expect(bench.effects() == ["restore e1"])
    bench.next()
    #expect(bench.effects() == ["deliver e1 A"])
  }

  @Test func `a restore that takes too long is its caller's answer`() {
    var bench = Self.bench()
    bench.invoke("A")
    bench.restoreNext()
    bench.forget()
    #expect(bench.plane.nextDeadline == bench.now + .seconds(10))
    bench.advanceToDeadline()
    bench.tick()
    let effects = bench.effects()
    #expect(effects[0].hasPrefix("answer A (SnapStartTimeoutException)"))
    #expect(effects.last == "stop e1")
    #expect(bench.entries() == ["restored 10000.00 Sandbox.Timedout"])
    #expect(bench.next() == "410 InvokeTimeout: Invoke timeout")
    bench.exit()
    bench.invoke("B")
    #expect(bench.effects() == ["start e2"])
  }

  @Test func `a restore error is its caller's answer before the process ends`() {
    var bench = Self.bench()
    bench.invoke("A")
    bench.restoreNext()
    bench.forget()
    #expect(bench.restoreError() == "wait")
    #expect(bench.effects()[0].hasPrefix("answer A (SnapStartException)"))
    #expect(bench.entries() == ["restored 0.00 Runtime.Test"])
    bench.exit()
    #expect(bench.effects() == [])
  }

  @Test func `a restore error that is too large for callers is refused`() {
    var bench = Bench.inState(.restoring)
    #expect(
      bench.restoreError(size: 6_291_557)
        == "413 RequestEntityTooLarge: Exceeded maximum allowed payload size (6291556 bytes).")
    #expect(bench.effects() == [])
    #expect(bench.restoreError(size: 6_291_556) == "wait")
  }

  @Test func `a crash in the restore phase is its caller's answer`() {
    var bench = Self.bench()
    bench.invoke("A")
    bench.restoreNext()
    bench.forget()
    bench.exit()
    #expect(bench.effects()[0].hasPrefix("answer A (Runtime.ExitError)"))
    #expect(
      bench.entries() == [
        "restored 0.00 Runtime.ExitError", "start A",
        "exit A Runtime exited with error: exit status 1", "end A",
        #"report A 0.00 error("Runtime.ExitError")"#,
      ])
  }

  @Test func `a snapshot that ends is replaced`() {
    var bench = Self.bench()
    bench.start()
    bench.restoreNext()
    bench.exit()
    bench.forget()
    bench.invoke("A")
    #expect(bench.effects() == ["start e2"])
  }

  @Test func `an init phase that fails is not tried again for its caller`() {
    var bench = Self.bench()
    bench.invoke("A")
    bench.forget()
    bench.exit()
    #expect(bench.effects().map { $0.prefix(28) } == ["answer A (Runtime.ExitError)"])
  }

  @Test func `a timeout is followed by another snapshot`() {
    var bench = Self.bench()
    bench.invoke("A")
    bench.next()
    bench.advanceToDeadline()
    bench.tick()
    bench.exit(1, .signal(9, name: "killed"))
    bench.forget()
    bench.invoke("B")
    #expect(bench.effects() == ["start e2"])
    bench.next(2)
    #expect(bench.effects().last == "deliver e2 B")
  }

  @Test func `the end of the emulator answers who waits for a restore`() {
    var bench = Self.bench()
    bench.invoke("A")
    bench.restoreNext()
    bench.forget()
    bench.shutDown()
    #expect(bench.effects().map { $0.prefix(25) } == ["answer A (Sandbox.Failure", "stop e1"])
  }

  @Test func `without SnapStart there is no restore`() {
    var bench = Bench.inState(.started)
    #expect(bench.restoreNext() == "unknown")
    #expect(bench.restoreError() == "unknown")
    #expect(bench.next() == "wait")
  }

  @Test(
    arguments: [
      (.restoreReady, "RestoreReady", "RestoreReady"), (.restoring, "Restoring", "RestoreReady"),
      (.restoreError, "RuntimeRestoreErrorState", "RestoreReady"),
    ] as [(RuntimeState, String, String)])
  func `a snapshot is asked for once`(state: RuntimeState, from: String, to: String) {
    var bench = Bench.inState(state)
    #expect(
      bench.restoreNext()
        == "403 InvalidStateTransition: State transition from \(from) to \(to) failed for runtime. "
        + "Error: State transition is not allowed")
  }
}
