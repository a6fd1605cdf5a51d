import Glibc
import MartletEmulator
import Testing

/// Real processes of extensions beside real runtimes.
@Suite(.timeLimit(.minutes(5)))
struct ExternalExtensionProcessTests {
  private static func function(
    _ folder: TemporaryFolder, _ mode: String, _ events: String = #""INVOKE","SHUTDOWN""#,
    handler: String = "init-pid;script"
  ) -> FunctionConfiguration {
    scripted(handler, spiedOnBy: mode, events, in: folder)
  }

  @Test func `an extension is told about each invocation and about the end`() throws {
    let folder = TemporaryFolder()
    let log = Log()
    try withEmulator(Self.function(folder, "tell"), maximumEnvironments: 1, freezes: true) {
      stage in
      await stage.emulator.observe { entry, line in log.append(entry, line) }
      for _ in 0..<3 { #expect(await stage.run("echo", wantsLogTail: true).errorType == nil) }
    }
    let events = log.lines.filter { $0.hasPrefix("spy: ") }
    #expect(events.count == 4)
    #expect(events.prefix(3).allSatisfy { $0.contains(#""eventType":"INVOKE","deadlineMs":"#) })
    #expect(
      events.last?.contains(#""eventType":"SHUTDOWN","shutdownReason":"spindown","deadlineMs":"#)
        == true)
    let types = log.lines.filter { $0.hasPrefix("spy reads ") }.map { $0.dropFirst(10) }
    #expect(
      types == Array(repeating: "application/json", count: 3) + ["text/plain; charset=utf-8"])
    #expect((log.processes() + log.processes("extension")).allSatisfy { !isRunning($0) })
  }

  @Test func `an extension that stays is ended with the emulator`() throws {
    let folder = TemporaryFolder()
    let log = Log()
    try withEmulator(Self.function(folder, "stay")) { stage in
      await stage.emulator.observe { entry, line in log.append(entry, line) }
      #expect(await stage.run("echo", wantsLogTail: true).errorType == nil)
    }
    #expect(log.lines.contains { $0.contains("SHUTDOWN") })
    #expect(log.processes("extension").count == 1)
    #expect(log.processes("extension").allSatisfy { !isRunning($0) })
  }

  @Test func `an extension that crashes is the caller's answer, and both are started again`()
    throws
  {
    let folder = TemporaryFolder()
    try withEmulator(Self.function(folder, "crash"), maximumEnvironments: 1) { stage in
      let answer = await stage.run("hang")
      #expect(answer.errorType == "Extension.Crash")
      #expect(answer.text.hasSuffix(#"The extension spy exited with error: exit status 7"}"#))
      _ = Self.function(folder, "tell")
      #expect(await stage.run("echo").text == #""echo""#)
      #expect(stage.log.environments == 2)
    }
  }

  @Test func `a crash of the runtime is told as a failure`() throws {
    let folder = TemporaryFolder()
    try withEmulator(Self.function(folder, "tell"), maximumEnvironments: 1) { stage in
      #expect(await stage.run("exit:3").errorType == "Runtime.ExitError")
      _ = await stage.log.line { $0.contains(#""shutdownReason":"failure""#) }
      #expect(await stage.run("echo").text == #""echo""#)
    }
  }

  @Test func `an extension that cannot begin is an init failure`() throws {
    let folder = TemporaryFolder()
    try withEmulator(Self.function(folder, "fail"), maximumEnvironments: 1) { stage in
      #expect(await stage.run("echo").errorType == "Extension.InitError")
      #expect(stage.log.contains("spy: 202"))
    }
  }

  @Test func `a file that is not executable is told as it is`() throws {
    let folder = TemporaryFolder()
    folder.write("notes.txt", "none")
    var function = scripted("echo")
    function.extensionFolder = folder.path
    try withEmulator(function) { stage in
      let answer = await stage.invoke()
      #expect(answer.errorType == "Extension.LaunchError")
      #expect(answer.text.hasSuffix(#"/notes.txt: Permission denied"}"#))
    }
  }

  @Test func `a folder of the function's own is no folder of extensions`() throws {
    let folder = TemporaryFolder()
    let inner = "\(folder.path)/extensions"
    mkdir(inner, 0o755)
    folder.write("extensions/spy", "#!/bin/sh\n: > \(folder.path)/ran\n", mode: 0o755)
    folder.write(
      "bootstrap", "#!/bin/sh\nexec \(Products.path("ScriptedBootstrap"))\n", mode: 0o755)
    var function = scripted("echo")
    function.bootstrap = "\(folder.path)/bootstrap"
    try withEmulator(function) { stage in
      #expect(await stage.invoke().text == "{}")
      #expect(access("\(folder.path)/ran", F_OK) != 0)
    }
    unlink("\(inner)/spy")
    rmdir(inner)
  }

  @Test func `an extension reads what is the function's and not what is the runtime's`() throws {
    let folder = TemporaryFolder()
    try withEmulator(Self.function(folder, "env")) { stage in
      #expect(await stage.run("echo").errorType == nil)
      let names = stage.log.lines.filter { $0.hasPrefix("spy ") }
        .map { $0.dropFirst(4).prefix { $0 != "=" } }
      for name in ["AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_RUNTIME_API", "AWS_REGION"] {
        #expect(names.contains(name[...]), "\(name)")
      }
      for name in ["_HANDLER", "LAMBDA_TASK_ROOT", "AWS_LAMBDA_LOG_STREAM_NAME"] {
        #expect(!names.contains(name[...]), "\(name)")
      }
    }
  }
}
