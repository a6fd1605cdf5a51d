import MartletEmulator
import Testing

/// Processes that write faster than anybody reads.
@Suite(.timeLimit(.minutes(5)))
struct FloodTests {
  /// Endless lines, the shortest lines, and no line end at all.
  static let floods = ["flood:a line of some length, as functions write it", "flood: ", "flood"]

  @Test(arguments: floods)
  func `another function is answered, and the end ends the flood`(flood: String) throws {
    try withEmulator(scripted("init-pid;script"), scripted("echo", name: "Other")) { stage in
      async let flooding = stage.run("say:begun;\(flood)")
      _ = await stage.log.line { $0 == "begun" }
      for number in 0..<20 {
        #expect(await stage.invoke("Other", "\(number)").text == "\(number)")
      }
      let process = try #require(stage.log.processes().first)
      #expect(isRunning(process))
      await stage.emulator.shutdown()
      #expect(await flooding.errorType == "Sandbox.Failure")
      #expect(!isRunning(process))
    }
  }

  @Test(arguments: floods)
  func `a flood ends with its timeout, and the next process is another`(flood: String) throws {
    try withEmulator(scripted("init-pid;script", timeout: .milliseconds(300))) { stage in
      #expect(await stage.run("say:begun;\(flood)").errorType == "Sandbox.Timedout")
      // With the process goes what it has written until then, which takes long to read.
      await untilReaped(try #require(stage.log.processes().first))
      #expect(stage.log.reports.map(\.outcome) == [.timeout])
      #expect(stage.log.contains("begun"))
      // What the next process does before it asks does not count for its timeout.
      #expect(await stage.run("exit:3").errorType == "Runtime.ExitError")
    }
  }

  @Test func `a flood before the first event is an init phase that ends with the emulator`() throws
  {
    try withEmulator(scripted("init-pid;init-flood:line"), scripted("echo", name: "Other")) {
      stage in
      async let flooding = stage.invoke()
      _ = await stage.log.line { $0 == "line" }
      #expect(await stage.invoke("Other", "1").text == "1")
      await stage.emulator.shutdown()
      #expect(await flooding.errorType == "Sandbox.Failure")
      let process = try #require(stage.log.processes().first)
      #expect(!isRunning(process))
    }
  }

  @Test func `a flood from a function's child does not keep the function`() throws {
    try withEmulator(scripted(), maximumEnvironments: 1) { stage in
      // A caller that wants the log has its answer when the process waits for the next event.
      _ = await stage.run("child:flood;echo", wantsLogTail: true)
      for _ in 0..<5 {
        #expect(await stage.run("echo", wantsLogTail: true).text == #""echo""#)
      }
      #expect(stage.log.environments == 1)
      _ = await stage.log.line { $0.hasPrefix("child ") }
      let child = try #require(stage.log.processes("child").first)
      #expect(isRunning(child))
      await stage.emulator.shutdown()
      await untilEnded(child)
    }
  }
}
