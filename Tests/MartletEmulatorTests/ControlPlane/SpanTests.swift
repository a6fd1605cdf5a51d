import Testing

@testable import MartletEmulator

/// What is told of the parts of an invocation.
struct SpanTests {
  @Test func `an invocation is divided by the runtime's answer and its next call`() {
    var bench = Bench.inState(.ready)
    bench.invoke("B")
    bench.advance(.milliseconds(20))
    bench.respond("B", "four", taking: .milliseconds(7))
    bench.advance(.milliseconds(2))
    bench.next()
    #expect(
      bench.ends() == [
        "runtime done B 22.00 success 4 bytes, responseLatency 13.00, responseDuration 7.00, "
          + "runtimeOverhead 2.00", "report B 22.00 success",
      ])
  }

  @Test func `an error that the runtime reports is an answer`() {
    var bench = Bench.inState(.ready)
    bench.invoke("B")
    bench.advance(.milliseconds(3))
    bench.fail("B")
    bench.next()
    #expect(
      bench.ends().first
        == #"runtime done B 3.00 error("Function.Test") 2 bytes, responseLatency 3.00, "#
        + "responseDuration 0.00, runtimeOverhead 0.00")
  }

  @Test func `the end of the runtime's part is told before the extensions are done`() {
    var bench = Bench()
    bench.invoke("A")
    bench.register("x", events: ["INVOKE"])
    bench.extensionNext("x")
    bench.next()
    bench.respond("A")
    bench.advance(.milliseconds(1))
    bench.next()
    #expect(
      bench.ends() == [
        "runtime done A 1.00 success 2 bytes, responseLatency 0.00, responseDuration 0.00, "
          + "runtimeOverhead 1.00"
      ])
    bench.advance(.milliseconds(30))
    bench.extensionNext("x")
    #expect(bench.ends() == ["report A 31.00 success, extensionOverhead 30.00"])
  }

  @Test func `a runtime that does not answer has no parts`() {
    var bench = Bench.inState(.ready)
    bench.invoke("B")
    bench.advance(.milliseconds(5))
    bench.exit()
    #expect(
      bench.ends() == [
        #"runtime done B 5.00 error("Runtime.ExitError") nothing"#,
        #"report B 5.00 error("Runtime.ExitError")"#,
      ])
    bench.invoke("C")
    bench.next(2)
    bench.advanceToDeadline()
    bench.tick()
    #expect(bench.ends() == ["runtime done C 3000.00 timeout nothing", "report C 3000.00 timeout"])
  }

  @Test func `a runtime that ends after its answer has not asked again`() {
    var bench = Bench.inState(.ready)
    bench.invoke("B")
    bench.respond("B")
    bench.advance(.milliseconds(5))
    bench.exit()
    #expect(
      bench.ends().first
        == #"runtime done B 5.00 error("Runtime.ExitError") 2 bytes, responseLatency 0.00, "#
        + "responseDuration 0.00")
  }

  @Test func `one of several invocations has the parts that are its own, in its report`() {
    var bench = Bench(initialization: .managedInstances(maximumConcurrency: 2))
    bench.start()
    bench.next()
    bench.invoke("A")
    bench.forget()
    bench.advance(.milliseconds(9))
    bench.respond("A", taking: .milliseconds(4))
    #expect(
      bench.ends() == ["report A 9.00 success, responseLatency 5.00, responseDuration 4.00"])
  }
}
