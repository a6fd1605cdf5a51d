import Glibc
import MartletEmulator
import Testing

/// Real processes that are kept as snapshots.
@Suite(.timeLimit(.minutes(5)))
struct SnapStartTests {
  private static func function(
    _ handler: String, in executable: String = "ScriptedBootstrap"
  ) -> FunctionConfiguration {
    FunctionConfiguration(
      name: "Scripted", bootstrap: Products.path(executable), handler: handler,
      timeout: .seconds(60), initialization: .snapStart)
  }

  @Test func `a function runs its hooks on either side of the snapshot`() throws {
    try withEmulator(
      Self.function("Snapped", in: "Personalities"), maximumEnvironments: 1, freezes: true
    ) { stage in
      #expect(await stage.invoke(wantsLogTail: true).text == #"["before","after"]"#)
      #expect(await stage.invoke(wantsLogTail: true).text == #"["before","after"]"#)
      #expect(stage.log.environments == 1)
      #expect(stage.log.reports.map { $0.restoreDuration != nil } == [true, false])
      #expect(stage.log.reports.allSatisfy { $0.initDuration == nil })
      let words = stage.log.lines.map { $0.prefix { $0 != " " } }
      #expect(
        words.prefix(6)
          == ["INIT_START", "RESTORE_START", "RESTORE_REPORT", "START", "END", "REPORT"])
    }
  }

  @Test func `a snapshot does nothing until it is restored`() throws {
    let folder = TemporaryFolder()
    let file = folder.write("count", "")
    try withEmulator(
      Self.function("init-pid;init-background:\(file);init-restore;echo"), freezes: true
    ) { stage in
      guard case .ready? = await stage.emulator.start("Scripted") else {
        Issue.record("it did not start")
        return
      }
      let process = try #require(stage.log.processes().first)
      while state(ofProcess: process) != "T" { await Task.yield() }
      #expect(await stage.invoke(wantsLogTail: true).text == "{}")
      #expect(stage.log.contains("restore: 200 "))
      #expect(stage.log.environments == 1)
    }
  }

  @Test func `a runtime without hooks is restored too`() throws {
    try withEmulator(Self.function("init-pid;echo"), freezes: true) { stage in
      #expect(await stage.invoke().text == "{}")
      #expect(stage.log.lines.contains { $0.hasPrefix("RESTORE_REPORT Restore Duration: ") })
    }
  }

  @Test func `a restore error is the caller's`() throws {
    try withEmulator(Self.function("init-restore;init-restore-error;init-exit:65;echo")) { stage in
      let connection = try stage.connect()
      let response = try await connection.request(
        "POST /2015-03-31/functions/Scripted/invocations", body: "{}")
      #expect(response.status == 400)
      #expect(response["x-amzn-ErrorType"] == "SnapStartException")
      _ = await stage.log.line { $0.hasPrefix("restore-error: 202 ") }
      #expect(
        stage.log.lines.contains {
          $0.hasPrefix("RESTORE_REPORT ")
            && $0.hasSuffix("\tStatus: error\tError Type: Runtime.ScriptedRestore")
        })
    }
  }

  @Test func `a restore error comes before any stream, and has no report of an invocation`() throws
  {
    try withEmulator(Self.function("init-restore;init-restore-error;init-exit:65;echo")) { stage in
      let connection = try stage.connect()
      let response = try await connection.request(
        "POST /2021-11-15/functions/Scripted/response-streaming-invocations", body: "{}")
      #expect(response.status == 400)
      #expect(response["x-amzn-ErrorType"] == "SnapStartException")
      _ = await stage.log.line { $0.hasPrefix("restore-error: 202 ") }
      let words = Set(stage.log.lines.map { $0.prefix { $0 != " " } })
      #expect(words.contains("RESTORE_REPORT"))
      #expect(words.isDisjoint(with: ["START", "END", "REPORT"]))
    }
  }

  @Test func `the runtime reads that it may be kept as a snapshot`() throws {
    try withEmulator(Self.function("env")) { stage in
      let variables = await stage.invoke().text
      #expect(variables.contains(#""AWS_LAMBDA_INITIALIZATION_TYPE=snap-start""#))
      #expect(!variables.contains("AWS_LAMBDA_LOG_STREAM_NAME"))
    }
  }

  @Test func `without SnapStart nobody is kept`() throws {
    try withEmulator(scripted("init-restore;init-restore-error;echo")) { stage in
      #expect(await stage.invoke().text == "{}")
      #expect(stage.log.contains("restore: 404 404 page not found"))
      #expect(stage.log.contains("restore-error: 404 404 page not found"))
    }
  }

  @Test func `a snapshot that is stopped ends with the emulator`() throws {
    let log = Log()
    try withEmulator(Self.function("init-pid;init-restore;echo"), freezes: true) { stage in
      await stage.emulator.observe { entry, line in log.append(entry, line) }
      _ = await stage.emulator.start("Scripted")
    }
    #expect(log.processes().count == 1)
    #expect(log.processes().allSatisfy { !isRunning($0) })
  }
}
