import Glibc
import MartletEmulator
import MartletHTTP
import Testing

/// What callers get when processes fail, and that nothing of them is left.
@Suite(.timeLimit(.minutes(5)))
struct EnvironmentFailureTests {
  @Test(arguments: [
    ("exit:3", "Runtime exited with error: exit status 3"),
    ("exit:0", "Runtime exited without providing a reason"),
    ("kill:9", "Runtime exited with error: signal: killed"),
    ("segfault", "Runtime exited with error: signal: segmentation fault"),
    ("kill:6", "Runtime exited with error: signal: aborted"),
  ])
  func `a crash is the caller's answer and the next invocation works`(step: String, message: String)
    throws
  {
    try withEmulator(scripted("init-pid;script")) { stage in
      let answer = await stage.run("say:begun;\(step)")
      #expect(answer.errorType == "Runtime.ExitError")
      #expect(
        answer.text.hasPrefix(#"{"errorType":"Runtime.ExitError","errorMessage":"RequestId: "#))
      #expect(answer.text.hasSuffix(#" Error: \#(message)"}"#))
      #expect(stage.log.contains("begun"))
      #expect(await stage.run("echo").text == #""echo""#)
      let processes = stage.log.processes()
      #expect(processes.count == 2)
      #expect(!isRunning(processes[0]))
      await stage.emulator.shutdown()
      #expect(!isRunning(processes[1]))
      #expect(stage.log.starts == 2 && stage.log.ends == 2 && stage.log.reports.count == 2)
    }
  }

  @Test func `a process that is killed in an invocation fails its caller and nobody else`() throws {
    try withEmulator(scripted("init-pid;script")) { stage in
      async let doomed = stage.run("say:waiting;hang")
      _ = await stage.log.line { $0 == "waiting" }
      async let other = stage.run("echo")
      let process = try #require(stage.log.processes().first)
      kill(process, SIGKILL)
      #expect(await doomed.errorType == "Runtime.ExitError")
      #expect(await other.text == #""echo""#)
      #expect(await stage.run("echo").text == #""echo""#)
    }
  }

  @Test func `a process that ends after its answer has answered`() throws {
    try withEmulator(scripted("init-pid;script"), maximumEnvironments: 1) { stage in
      #expect(await stage.run("echo;exit:1").text == #""echo;exit:1""#)
      #expect(await stage.run("echo").text == #""echo""#)
      #expect(stage.log.environments == 2)
      #expect(
        stage.log.lines.contains {
          $0.hasSuffix("Error: Runtime exited with error: exit status 1\nRuntime.ExitError")
        })
    }
  }

  @Test func `a process that ends while it waits is the next caller's answer and is replaced`()
    throws
  {
    try withEmulator(scripted("init-pid;script"), maximumEnvironments: 1) { stage in
      // A caller that wants the log has its answer when the process waits for the next event.
      #expect(await stage.run("echo", wantsLogTail: true).text == #""echo""#)
      kill(try #require(stage.log.processes().first), SIGTERM)
      _ = await stage.log.line { $0 == "Runtime exited with error: signal: terminated" }
      let answer = await stage.run("echo")
      #expect(answer.errorType == "Runtime.ExitError")
      #expect(answer.text.hasSuffix(#"Runtime exited with error: signal: terminated"}"#))
      #expect(stage.log.lines.last?.hasSuffix("\tError Type: Runtime.ExitError\t") == true)
      #expect(await stage.run("echo", wantsLogTail: true).text == #""echo""#)
      #expect(stage.log.starts == 3 && stage.log.ends == 3 && stage.log.reports.count == 3)
      #expect(stage.log.reports[1].maxMemoryUsed == stage.log.reports[0].maxMemoryUsed)
    }
  }

  @Test func `a timeout ends the process`() throws {
    try withEmulator(scripted("init-pid;script", timeout: .milliseconds(300))) { stage in
      let answer = await stage.run("hang")
      #expect(answer.errorType == "Sandbox.Timedout")
      #expect(answer.text.hasSuffix(#" Error: Task timed out after 0.30 seconds"}"#))
      let process = try #require(stage.log.processes().first)
      await untilEnded(process)
      #expect(stage.log.reports.first?.outcome == .timeout)
      #expect(stage.log.reports.first.map { $0.duration >= .milliseconds(300) } == true)
    }
  }

  @Test func `a process that never asks again is ended and its caller keeps the answer`() throws {
    try withEmulator(scripted(timeout: .seconds(1)), maximumEnvironments: 1) { stage in
      #expect(await stage.run("echo;hang").text == #""echo;hang""#)
      #expect(await stage.run("echo").text == #""echo""#)
      #expect(stage.log.reports.first?.outcome == .timeout)
    }
  }

  @Test func `a process that ends before it asks is an init failure`() throws {
    let folder = TemporaryFolder()
    let marker = "\(folder.path)/now"
    try withEmulator(scripted("init-unless:\(marker);init-say:no;init-exit:4;echo")) { stage in
      let answer = await stage.invoke()
      #expect(answer.errorType == "Runtime.ExitError")
      #expect(answer.text.hasSuffix(#"Runtime exited with error: exit status 4"}"#))
      #expect(
        stage.log.lines.contains {
          $0.hasPrefix("INIT_REPORT Init Duration: ")
            && $0.hasSuffix(" ms\tPhase: init\tStatus: error\tError Type: Runtime.ExitError")
        })
      folder.write("now", "")
      #expect(await stage.invoke().text == "{}")
    }
  }

  @Test(arguments: ["init-error;init-exit:1", "init-error;init-hang"])
  func `an init error is the caller's answer as it was posted`(handler: String) throws {
    let folder = TemporaryFolder()
    try withEmulator(scripted("init-pid;init-unless:\(folder.path)/now;\(handler);echo")) { stage in
      let answer = await stage.invoke()
      #expect(answer.errorType == "Runtime.ScriptedInit")
      #expect(answer.text.hasPrefix(#"{"errorMessage":"He said \"no\""#))
      folder.write("now", "")
      #expect(await stage.invoke().text == "{}")
      let process = try #require(stage.log.processes().first)
      await untilEnded(process)
    }
  }

  @Test func `a grandchild does not outlive its environment`() throws {
    try withEmulator(scripted("init-pid;script")) { stage in
      _ = await stage.run("child;echo;exit:0")
      let first = try #require(stage.log.processes("child").first)
      await untilEnded(first)
      _ = await stage.run("child;echo")
      let second = try #require(stage.log.processes("child").last)
      #expect(isRunning(second))
      await stage.emulator.shutdown()
      await untilEnded(second)
    }
  }

  @Test func `a grandchild of a function that timed out does not outlive it`() throws {
    try withEmulator(scripted(timeout: .milliseconds(300))) { stage in
      #expect(await stage.run("child;hang").errorType == "Sandbox.Timedout")
      await untilEnded(try #require(stage.log.processes("child").first))
    }
  }

  // MARK: Processes that cannot be started

  @Test func `a bootstrap that is missing is the caller's answer, until it is there`() throws {
    let folder = TemporaryFolder()
    let bootstrap = "\(folder.path)/bootstrap"
    try withEmulator(FunctionConfiguration(name: "F", bootstrap: bootstrap, handler: "echo")) {
      stage in
      let answer = await stage.invoke("F")
      #expect(answer.errorType == "Runtime.InvalidEntrypoint")
      #expect(
        answer.text.hasSuffix(#" Error: cannot start \#(bootstrap): No such file or directory"}"#))
      #expect(stage.log.ends == 1 && stage.log.reports.map(\.maxMemoryUsed) == [1])
      folder.write(
        "bootstrap", "#!/bin/sh\nexec \(Products.path("ScriptedBootstrap"))\n", mode: 0o755)
      #expect(await stage.invoke("F").text == "{}")
    }
  }

  @Test func `what is not executable is told as it is`() throws {
    let folder = TemporaryFolder()
    let data = folder.write("data", "text", mode: 0o644)
    let text = folder.write("text", "no interpreter", mode: 0o755)
    let script = folder.write("script", "#!/no/such/interpreter\n", mode: 0o755)
    try withEmulator(
      FunctionConfiguration(name: "data", bootstrap: data),
      FunctionConfiguration(name: "text", bootstrap: text),
      FunctionConfiguration(name: "script", bootstrap: script),
      FunctionConfiguration(name: "folder", bootstrap: folder.path)
    ) { stage in
      for (name, reason) in [
        ("data", "Permission denied"), ("text", "Exec format error"),
        ("script", "No such file or directory"), ("folder", "Permission denied"),
      ] {
        let answer = await stage.invoke(name)
        #expect(answer.errorType == "Runtime.InvalidEntrypoint", "\(name)")
        #expect(answer.text.hasSuffix(#": \#(reason)"}"#), "\(name): \(answer.text)")
      }
    }
  }

  @Test func `many callers of what cannot be started are all answered`() throws {
    try withEmulator(FunctionConfiguration(name: "F", bootstrap: "/no/such/file")) { stage in
      let types = await withTaskGroup(of: String?.self) { group in
        for _ in 0..<500 { group.addTask { await stage.invoke("F").errorType } }
        var types: [String?] = []
        for await type in group { types.append(type) }
        return types
      }
      #expect(types == Array(repeating: "Runtime.InvalidEntrypoint", count: 500))
    }
  }
}
