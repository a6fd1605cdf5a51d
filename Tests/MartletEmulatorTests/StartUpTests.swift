import MartletEmulator
import Testing

@Suite(.timeLimit(.minutes(5)))
struct StartUpTests {
  @Test func `a start is timed, and leaves an environment that serves`() throws {
    try withEmulator(scripted("pid")) { stage in
      guard case .ready(let startUp)? = await stage.emulator.start("Scripted") else {
        Issue.record("not ready: \(stage.log.lines)")
        return
      }
      #expect(startUp.spawn > .zero && startUp.start > .zero)
      #expect(startUp.phases == nil)
      #expect(stage.log.lines.count { !$0.hasPrefix("INIT_START ") } == 0)
      _ = await stage.invoke()
      #expect(stage.log.environments == 1 && stage.log.starts == 1)
    }
  }

  @Test func `a start of Martlet's own runtime tells its phases`() throws {
    try withEmulator(
      FunctionConfiguration(name: "Echo", bootstrap: Products.path("Echo"))
    ) { stage in
      guard case .ready(let startUp)? = await stage.emulator.start("Echo") else {
        Issue.record("not ready: \(stage.log.lines)")
        return
      }
      #expect(startUp.phases != nil)
    }
  }

  @Test(arguments: [
    ("init-say:no;init-exit:3", "Runtime.ExitError"),
    ("init-error", "Runtime.ScriptedInit"),
  ])
  func `a start that fails says why`(handler: String, type: String) throws {
    try withEmulator(scripted(handler)) { stage in
      #expect(await stage.emulator.start("Scripted") == .failed(errorType: type))
      #expect(stage.log.contains("no") == handler.contains("say"))
      #expect(stage.log.starts == 0)
    }
  }

  @Test func `a file that cannot be executed, and a name that nobody has, are told`() throws {
    try withEmulator(FunctionConfiguration(name: "F", bootstrap: "/no/such/file")) { stage in
      #expect(
        await stage.emulator.start("F") == .failed(errorType: "Runtime.InvalidEntrypoint"))
      #expect(await stage.emulator.start("G") == nil)
    }
  }

  @Test func `the end of the emulator ends a start`() throws {
    try withEmulator(scripted("init-say:here;init-hang")) { stage in
      async let start = stage.emulator.start("Scripted")
      _ = await stage.log.line { $0 == "here" }
      await stage.emulator.shutdown()
      #expect(await start == .failed(errorType: "Sandbox.Failure"))
    }
  }
}
