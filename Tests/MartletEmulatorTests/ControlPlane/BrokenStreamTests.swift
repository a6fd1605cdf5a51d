import Testing

@testable import MartletEmulator

/// Streamed responses that do not come whole.
struct BrokenStreamTests {
  private static let truncated =
    "400 TruncatedHTTPRequest: HTTP request detected as truncated"

  @Test func `one that is too large becomes an error`() {
    var bench = Bench.inState(.running)
    #expect(
      bench.stream("A", flaw: .tooLarge(limit: 6_291_556), size: 6_291_557)
        == "413 RequestEntityTooLarge: Exceeded maximum allowed payload size (6291556 bytes).")
    #expect(
      bench.effects() == [
        #"answer A (Function.ResponseSizeTooLarge) {"errorType":"Function.ResponseSizeTooLarge","#
          + #""errorMessage":"Response payload size (6291557 bytes) exceeded maximum allowed "#
          + #"payload size (6291556 bytes)."}"#
      ])
    #expect(bench.next() == "wait")
  }

  @Test func `one that breaks off is its caller's error when the runtime asks again`() {
    var bench = Bench.inState(.running)
    #expect(bench.stream("A", flaw: .truncated) == Self.truncated)
    #expect(bench.effects() == [])
    #expect(bench.next() == "wait")
    #expect(
      bench.effects() == [
        #"answer A (Runtime.TruncatedResponse) {"errorType":"Runtime.TruncatedResponse","#
          + #""errorMessage":"The response ended before its end."}"#
      ])
    #expect(
      bench.entries().last == #"report A 0.00 init 0.00 error("Runtime.TruncatedResponse")"#)
  }

  @Test func `one that breaks off because its process ends is that end`() {
    var bench = Bench.inState(.running)
    bench.stream("A", flaw: .truncated)
    bench.exit(1, .status(3))
    #expect(
      bench.effects() == [
        #"answer A (Runtime.ExitError) {"errorType":"Runtime.ExitError","#
          + #""errorMessage":"RequestId: A Error: Runtime exited with error: exit status 3"}"#
      ])
    #expect(bench.entries().last == #"report A 0.00 init 0.00 error("Runtime.ExitError")"#)
  }

  @Test func `one that breaks off before a timeout is the timeout`() {
    var bench = Bench.inState(.running)
    bench.stream("A", flaw: .truncated)
    bench.advanceToDeadline()
    bench.tick()
    let effects = bench.effects()
    #expect(effects.count == 2 && effects[0].hasPrefix("answer A (Sandbox.Timedout) {"))
    #expect(bench.entries().last == "report A 3000.00 init 0.00 timeout")
  }

  @Test func `one that breaks off is answered at the end of the emulator`() {
    var bench = Bench.inState(.running)
    bench.stream("A", flaw: .truncated)
    bench.shutDown()
    #expect(bench.effects().first?.hasPrefix("answer A (Sandbox.Failure) {") == true)
  }
}
