import Testing

@testable import MartletEmulator

struct AnswerTests {
  @Test func `a response goes to the caller at once and is reported at the next call`() {
    var bench = Bench.inState(.running)
    bench.advance(.milliseconds(5))
    bench.respond("A", "hello")
    #expect(bench.effects() == ["answer A hello"])
    #expect(bench.entries() == [])
    bench.advance(.milliseconds(2))
    bench.next()
    #expect(bench.entries() == ["end A", "report A 7.00 init 0.00 success"])
    #expect(bench.effects() == [])
  }

  @Test func `an error goes to the caller with its type`() {
    var bench = Bench.inState(.running)
    bench.fail("A")
    #expect(bench.effects() == ["answer A (Function.Test) no"])
    bench.next()
    #expect(bench.entries() == ["end A", #"report A 0.00 init 0.00 error("Function.Test")"#])
  }

  @Test func `only the first invocation of an environment has an init duration`() {
    var bench = Bench()
    bench.invoke("A")
    bench.advance(.milliseconds(12))
    bench.next()
    bench.respond("A")
    bench.next()
    bench.invoke("B")
    bench.respond("B")
    bench.next()
    #expect(
      bench.entries().filter { $0.hasPrefix("report") }
        == ["report A 0.00 init 12.00 success", "report B 0.00 success"])
  }

  @Test func `a caller that wants the log is answered after the last line`() {
    var bench = Bench()
    bench.invoke("A", wantsLogTail: true)
    bench.next()
    bench.forget()
    bench.respond("A", "hello")
    #expect(bench.effects() == [])
    bench.next()
    #expect(bench.entries().last == "report A 0.00 init 0.00 success")
    #expect(bench.effects() == ["answer A hello"])
  }

  @Test func `a caller that wants the log is told of a crash behind the answer, and keeps that`() {
    var bench = Bench()
    bench.invoke("A", wantsLogTail: true)
    bench.next()
    bench.respond("A", "hello")
    bench.forget()
    bench.exit(1, .status(0))
    #expect(bench.effects() == ["answer A (Runtime.ExitError) hello"])
    #expect(bench.entries().last == #"report A 0.00 init 0.00 error("Runtime.ExitError")"#)
  }

  @Test func `a caller that wants the log is told of a timeout behind the answer`() {
    var bench = Bench()
    bench.invoke("A", wantsLogTail: true)
    bench.next()
    bench.respond("A", "hello")
    bench.forget()
    bench.advanceToDeadline()
    bench.tick()
    #expect(bench.effects() == ["answer A (Sandbox.Timedout) hello", "stop e1"])
  }

  @Test func `an error stays the function's own whatever comes behind it`() {
    var bench = Bench()
    bench.invoke("A", wantsLogTail: true)
    bench.next()
    bench.fail("A")
    bench.forget()
    bench.exit()
    #expect(bench.effects() == ["answer A (Function.Test) no"])
  }

  @Test func `the end of the emulator is no error behind an answer`() {
    var bench = Bench()
    bench.invoke("A", wantsLogTail: true)
    bench.next()
    bench.respond("A", "hello")
    bench.forget()
    bench.shutDown()
    #expect(bench.effects().first == "answer A hello")
  }

  @Test func `a caller that wants the log of a timeout has it`() {
    var bench = Bench()
    bench.invoke("A", wantsLogTail: true)
    bench.next()
    bench.advanceToDeadline()
    bench.forget()
    bench.tick()
    #expect(bench.effects().map { $0.prefix(8) } == ["answer A", "stop e1"])
  }

  @Test func `a response that is too large becomes an error`() {
    var bench = Bench.inState(.running)
    #expect(
      bench.respond("A", size: 6_291_557)
        == "413 RequestEntityTooLarge: Exceeded maximum allowed payload size (6291556 bytes).")
    #expect(
      bench.effects() == [
        #"answer A (Function.ResponseSizeTooLarge) {"errorType":"Function.ResponseSizeTooLarge","#
          + #""errorMessage":"Response payload size (6291557 bytes) exceeded maximum allowed "#
          + #"payload size (6291556 bytes)."}"#
      ])
    #expect(bench.next() == "wait")
  }

  @Test func `a response of exactly the largest size passes`() {
    var bench = Bench.inState(.running)
    #expect(bench.respond("A", "all", size: 6_291_556) == "202")
    #expect(bench.effects() == ["answer A all"])
  }

  @Test func `a wrong response mode is refused and the caller told`() {
    var bench = Bench.inState(.running)
    #expect(
      bench.respond("A", mode: "Streaming")
        == "400 InvalidFunctionResponseMode: Invalid function response mode")
    #expect(
      bench.effects() == [
        #"answer A (Runtime.InvalidResponseModeHeader) {"errorType":"#
          + #""Runtime.InvalidResponseModeHeader","errorMessage":"#
          + #""Invalid response mode: Streaming"}"#
      ])
  }

  @Test func `the mode streaming is known`() {
    var bench = Bench.inState(.running)
    #expect(bench.respond("A", mode: "streaming") == "202")
  }

  @Test func `an error has no response mode`() {
    var bench = Bench.inState(.running)
    #expect(bench.respond("A", mode: "bogus", errorType: "Function.X") == "202")
  }
}
