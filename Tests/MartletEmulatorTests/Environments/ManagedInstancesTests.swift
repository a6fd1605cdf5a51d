import Glibc
import Testing

@testable import MartletEmulator

/// Real processes with several invocations at a time.
@Suite(.timeLimit(.minutes(5)))
struct ManagedInstancesTests {
  private static func function(
    _ handler: String, _ number: Int, in executable: String = "ScriptedBootstrap",
    timeout: Duration = .seconds(60)
  ) -> FunctionConfiguration {
    FunctionConfiguration(
      name: "Scripted", bootstrap: Products.path(executable), handler: handler, timeout: timeout,
      initialization: .managedInstances(maximumConcurrency: number))
  }

  private static func meeting(_ number: Int, timeout: Duration = .seconds(60))
    -> FunctionConfiguration
  {
    function("Meeting", number, in: "Personalities", timeout: timeout)
  }

  @Test func `a concurrent function has as many invocations at a time as it may`() throws {
    try withEmulator(Self.meeting(8), maximumEnvironments: 1, freezes: true) { stage in
      // Each waits for all of them.
      let answers = await withTaskGroup(of: InvocationAnswer.self) { group in
        for _ in 0..<8 { group.addTask { await stage.invoke("Scripted", "8") } }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(Set(answers.map(\.text)).count == 8)
      #expect(answers.allSatisfy { $0.errorType == nil })
      #expect(stage.log.environments == 1)
      #expect(stage.log.starts == 8 && stage.log.ends == 8 && stage.log.reports.count == 8)
      #expect(stage.log.reports.allSatisfy { $0.isConcurrent && $0.initDuration == nil })
    }
  }

  @Test func `each line of a log is its own invocation's`() throws {
    try withEmulator(Self.meeting(4), maximumEnvironments: 1) { stage in
      let answers = await withTaskGroup(of: InvocationAnswer.self) { group in
        for _ in 0..<4 { group.addTask { await stage.invoke("Scripted", "4", wantsLogTail: true) } }
        return await group.reduce(into: []) { $0.append($1) }
      }
      for answer in answers {
        let tail = String(decoding: try #require(answer.logTail), as: UTF8.self)
        let lines = tail.split(separator: "\n").filter { $0.contains("arrived") }
        #expect(lines.count == 1)
        #expect(lines.first?.contains(answer.text.dropFirst().dropLast()) == true)
        #expect(lines.first?.first == "{")
      }
    }
  }

  @Test func `a function that asks for one at a time has an environment for each caller`() throws {
    try withEmulator(Self.function("Alone", 4, in: "Personalities"), maximumEnvironments: 2) {
      stage in
      #expect(await stage.invoke("Scripted", "1").text == "2")
      #expect(await stage.invoke("Scripted", "2").text == "3")
    }
  }

  @Test func `a timeout ends the invocation for its caller, and the process goes on`() throws {
    try withEmulator(Self.meeting(2, timeout: .milliseconds(300)), maximumEnvironments: 1) {
      stage in
      #expect(await stage.invoke("Scripted", "2").errorType == "Sandbox.Timedout")
      #expect(stage.log.reports.map(\.outcome) == [.timeout])
      // The handler still waits, and meets this one; its answer comes too late.
      #expect(await stage.invoke("Scripted", "2").errorType == nil)
      _ = await stage.log.line { $0.contains("410") }
      #expect(stage.log.environments == 1)
    }
  }

  @Test func `a late answer is refused with 410, and the poller goes on`() throws {
    let folder = TemporaryFolder()
    let marker = "\(folder.path)/go"
    try withEmulator(
      Self.function("script", 1, timeout: .milliseconds(300)), maximumEnvironments: 1
    ) { stage in
      #expect(await stage.run("await:\(marker);again").errorType == "Sandbox.Timedout")
      folder.write("go", "")
      _ = await stage.log.line {
        $0 == #"again: 410 {"errorMessage":"Invoke timeout","errorType":"InvokeTimeout"}"#
      }
      #expect(await stage.run("echo").text == #""echo""#)
      #expect(stage.log.environments == 1)
    }
  }

  @Test func `the runtime reads what it may do`() throws {
    try withEmulator(Self.function("env", 3)) { stage in
      let variables = await stage.invoke().text
      #expect(variables.contains(#""AWS_LAMBDA_MAX_CONCURRENCY=3""#))
      #expect(
        variables.contains(#""AWS_LAMBDA_INITIALIZATION_TYPE=lambda-managed-instances""#))
      #expect(variables.contains(#""AWS_LAMBDA_LOG_FORMAT=JSON""#))
    }
  }

  @Test func `headers come also where there is nothing to say`() throws {
    try withEmulator(Self.function("headers", 1)) { stage in
      let headers = await stage.invoke().text
      for name in ["Client-Context", "Cognito-Identity", "Aws-Tenant-Id"] {
        #expect(headers.contains(#""Lambda-Runtime-\#(name):"#), "\(name) in \(headers)")
      }
    }
  }

  @Test func `a crash fails all that the process handles`() throws {
    try withEmulator(Self.function("script", 3), maximumEnvironments: 1) { stage in
      async let one = stage.run("say:one;hang")
      async let two = stage.run("say:two;hang")
      _ = await stage.log.line { $0 == "one" }
      _ = await stage.log.line { $0 == "two" }
      #expect(await stage.run("exit:3").errorType == "Runtime.ExitError")
      #expect(await one.errorType == "Runtime.ExitError")
      #expect(await two.errorType == "Runtime.ExitError")
      #expect(await stage.run("echo").text == #""echo""#)
      #expect(stage.log.environments == 2)
    }
  }

  @Test func `a poller whose connection is gone is given nothing`() throws {
    let folder = TemporaryFolder()
    let handler = "init-reconnect;init-await:\(folder.path)/go;echo"
    try withEmulator(Self.function(handler, 1), maximumEnvironments: 1) { stage in
      _ = await stage.emulator.start("Scripted")
      while await stage.emulator.waitingPollers > 0 { await Task.yield() }
      folder.write("go", "")
      #expect(await stage.invoke().text == "{}")
    }
  }

  @Test func `a streamed response goes to the invocation that it is for`() throws {
    try withEmulator(Self.function("script", 2), maximumEnvironments: 1) { stage in
      let steps = ["one", "two"].map {
        "stream-begin:text/plain;stream-part:\($0);stream-part:!;stream-end"
      }
      async let one = stage.run(steps[0])
      async let two = stage.run(steps[1])
      #expect(await [one.text, two.text] == ["one!", "two!"])
    }
  }

  @Test func `SIGTERM comes to the runtime before its end`() throws {
    let log = Log()
    try withEmulator(Self.function("init-on-term;echo", 2)) { stage in
      await stage.emulator.observe { entry, line in log.append(entry, line) }
      #expect(await stage.invoke().text == "{}")
    }
    #expect(log.contains("terminated"))
  }

  @Test func `a thousand invocations by a hundred callers are all answered right`() throws {
    try withEmulator(Self.function("echo", 16), maximumEnvironments: 2) { stage in
      let wrong = await withTaskGroup(of: Int.self) { group in
        for caller in 0..<100 {
          group.addTask {
            var wrong = 0
            for number in 0..<10 {
              let event = "\(caller * 10 + number)"
              if await stage.invoke("Scripted", event).text != event { wrong += 1 }
            }
            return wrong
          }
        }
        return await group.reduce(0, +)
      }
      #expect(wrong == 0)
      #expect(stage.log.environments <= 2)
      #expect(stage.log.reports.count == 1000)
    }
  }
}

extension Emulator {
  fileprivate var waitingPollers: Int {
    controlPlane.environments.values.reduce(0) { $0 + ($1.concurrency?.waiting ?? 0) }
  }
}
