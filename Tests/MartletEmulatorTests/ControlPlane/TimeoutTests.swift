import Testing

@testable import MartletEmulator

struct TimeoutTests {
  @Test func `an invocation that takes too long is answered and its environment ended`() {
    var bench = Bench.inState(.running)
    bench.advance(.seconds(3))
    #expect(bench.plane.nextDeadline == bench.now)
    bench.tick()
    #expect(
      bench.effects() == [
        #"answer A (Sandbox.Timedout) {"errorType":"Sandbox.Timedout","#
          + #""errorMessage":"RequestId: A Error: Task timed out after 3.00 seconds"}"#,
        "stop e1",
      ])
    #expect(
      bench.entries() == [
        "timeout A Task timed out after 3.00 seconds", "end A",
        "report A 3000.00 init 0.00 timeout",
      ])
    #expect(bench.plane.nextDeadline == nil)
  }

  @Test func `nothing happens before the deadline`() {
    var bench = Bench.inState(.running)
    bench.advance(.milliseconds(2999))
    bench.tick()
    #expect(bench.effects() == [])
    #expect(bench.respond("A") == "202")
  }

  @Test func `the end of a timed-out environment is not news`() {
    var bench = Bench.inState(.running)
    bench.advanceToDeadline()
    bench.tick()
    bench.forget()
    bench.exit(1, .signal(9, name: "killed"))
    #expect(bench.effects() == [])
    #expect(bench.entries() == [])
    #expect(bench.plane.environments.isEmpty)
  }

  @Test func `the place of a timed-out environment is free when it has ended`() {
    var bench = Bench.inState(.running)
    bench.invoke("B")
    bench.advanceToDeadline()
    bench.tick()
    #expect(bench.effects().last == "stop e1")
    bench.exit()
    #expect(bench.effects() == ["start e2 for B"])
  }

  @Test func `a runtime that answered and never asks again is ended at the deadline`() {
    var bench = Bench.inState(.responseSent)
    #expect(bench.plane.nextDeadline == bench.now + .seconds(3))
    bench.advanceToDeadline()
    bench.tick()
    #expect(bench.effects() == ["stop e1"])
    #expect(
      bench.entries() == [
        "timeout A Task timed out after 3.00 seconds", "end A",
        "report A 3000.00 init 0.00 timeout",
      ])
  }

  @Test func `a runtime that answered in a wrong mode is ended at the deadline`() {
    var bench = Bench.inState(.invocationResponse)
    bench.advanceToDeadline()
    bench.tick()
    #expect(bench.effects() == ["stop e1"])
  }

  @Test func `an init phase of over ten seconds is ended`() {
    var bench = Bench()
    bench.invoke("A")
    bench.forget()
    #expect(bench.plane.nextDeadline == bench.now + .seconds(10))
    bench.advanceToDeadline()
    bench.tick()
    #expect(bench.effects() == ["stop e1"])
    #expect(bench.entries() == ["init failed 10000.00 Sandbox.Timedout"])
    #expect(bench.plane.nextDeadline == nil)
  }

  @Test func `a process that stays after its init error is ended`() {
    var bench = Bench.inState(.initError)
    #expect(bench.plane.nextDeadline == bench.now + .seconds(1))
    bench.advanceToDeadline()
    bench.tick()
    #expect(bench.effects() == ["stop e1"])
    bench.exit()
    #expect(bench.effects() == ["start e2 for A"])
    #expect(bench.entries() == ["init start e2", "start A"])
  }

  @Test func `the earliest deadline is the next`() {
    var bench = Bench(timeout: .seconds(3))
    bench.invoke("A")
    bench.next(1)
    bench.advance(.seconds(1))
    bench.invoke("B")
    #expect(bench.plane.nextDeadline == bench.now + .seconds(2))
    bench.next(2)
    bench.respond("A", from: 1)
    bench.next(1)
    #expect(bench.plane.nextDeadline == bench.now + .seconds(3))
    bench.respond("B", from: 2)
    bench.next(2)
    #expect(bench.plane.nextDeadline == nil)
  }
}
