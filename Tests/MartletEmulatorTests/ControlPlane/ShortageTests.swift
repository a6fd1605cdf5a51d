import Testing

@testable import MartletEmulator

/// Environments for which there is no process or no descriptor to be had.
struct ShortageTests {
  private static let answer =
    #"(ServiceException) {"errorType":"ServiceException","errorMessage":"#
    + #""No environment of F can be started: none left"}"#

  /// One environment, which handles `A`.
  private static var running: Bench {
    var bench = Bench()
    bench.invoke("A")
    bench.next()
    bench.forget()
    return bench
  }

  @Test func `where there is no other environment, all that wait fail with it`() {
    var bench = Bench()
    bench.invoke("A")
    bench.invoke("B")
    bench.forget()
    bench.runShort(1)
    #expect(bench.effects() == [])
    bench.runShort(2)
    #expect(bench.effects() == ["answer A \(Self.answer)", "answer B \(Self.answer)"])
    #expect(bench.plane.environments.isEmpty && bench.plane.invocations.isEmpty)
    // It may be better by now.
    bench.invoke("C")
    #expect(bench.effects() == ["start e3"])
  }

  @Test func `where there are others, it is waited for one of them`() {
    var bench = Self.running
    bench.invoke("B")
    #expect(bench.effects() == ["start e2"])
    bench.runShort(2)
    #expect(bench.effects() == [])
    // No further one is tried at once.
    bench.invoke("C")
    #expect(bench.effects() == [])
    bench.respond("A")
    bench.next()
    #expect(bench.effects().contains("deliver e1 B"))
    bench.advance(.milliseconds(999))
    bench.tick()
    #expect(bench.effects() == [])
    bench.advanceToDeadline()
    bench.tick()
    #expect(bench.effects() == ["start e3"])
  }

  @Test func `when the last other environment ends, another one is tried`() {
    var bench = Self.running
    bench.invoke("B")
    bench.runShort(2)
    bench.forget()
    bench.exit(1)
    #expect(bench.effects().contains { $0.hasPrefix("start e3") })
    bench.runShort(3)
    #expect(bench.effects() == ["answer B \(Self.answer)"])
    #expect(bench.plane.invocations.isEmpty)
  }
}
