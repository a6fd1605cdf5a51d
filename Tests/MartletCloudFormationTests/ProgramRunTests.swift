import Glibc
import TestSupport
import Testing

@testable import MartletCloudFormation

/// Programs that are given a text.
@Suite(.timeLimit(.minutes(5)))
struct ProgramRunTests {
  private func run(
    _ script: String, input: String = "", within time: Duration = .seconds(200)
  ) async throws -> ProgramRun {
    try await resultFromAnotherThread {
      try ProgramRun("sh", ["-c", script], input: Array(input.utf8), within: time)
    }
  }

  @Test func `a program reads its text to its end, and is heard on both of its outputs`()
    async throws
  {
    let run = try await run("cat; echo error >&2; exit 3", input: "a\nb\n")
    #expect(run.output == "a\nb\nerror\n")
    #expect(run.status == 3)
    #expect(!run.isOutOfTime)
  }

  @Test func `a program that does not read, and is gone, is no harm`() async throws {
    let run = try await run("exec <&-; exit 0", input: String(repeating: "x", count: 10_000))
    #expect(run.status == 0)
  }

  @Test func `a program that hangs is killed, and leaves no process`() async throws {
    // A busy machine may give it no time to say its number.
    for time in [0.3, 3, 20] {
      let run = try await run("echo $$; exec sleep 600", within: .seconds(time))
      #expect(run.isOutOfTime)
      #expect(run.status == nil)
      guard let process = Int32(run.output.filter(\.isNumber)) else { continue }
      #expect(kill(process, 0) != 0 && errno == ESRCH)
      return
    }
    Issue.record("the program never said its number")
  }

  @Test func `a program that is killed has no status`() async throws {
    let run = try await run("kill -9 $$")
    #expect(run.status == nil)
    #expect(!run.isOutOfTime)
    #expect(CurlOutcome(run).failure?.message.hasSuffix("curl was ended by a signal") == true)
  }
}
