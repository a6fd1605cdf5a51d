import Glibc
import MartletCurl
import MartletEmulator
import MartletHTTP
import Testing

@Suite(.timeLimit(.minutes(5)))
struct EmulatorTests {
  @Test func `200 concurrent invocations of 50 ms are all answered right`() throws {
    let log = Log()
    try withEmulator(scripted("init-pid;sleep:50;echo")) { stage in
      await stage.emulator.observe { entry, line in log.append(entry, line) }
      let client = try stage.client()
      nonisolated(unsafe) let shared = client
      let answers = try await withThrowingTaskGroup(of: (Int, HTTPResponse).self) { group in
        for number in 0..<200 {
          group.addTask {
            let response = try await shared.post(
              "/2015-03-31/functions/Scripted/invocations", body: Array("\(number)".utf8))
            return (number, response)
          }
        }
        return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
      }
      for (number, response) in answers {
        #expect(response.status == 200)
        #expect(response.body == Array("\(number)".utf8))
        #expect(response.headers["X-Amz-Function-Error"] == nil)
      }
      #expect(answers.count == 200)
      #expect(stage.log.environments <= 64)
    }
    #expect(log.processes().count == log.environments)
    #expect(log.processes().allSatisfy { !isRunning($0) })
    #expect(log.starts == 200 && log.ends == 200 && log.reports.count == 200)
  }

  @Test func `invocations one after the other share one process`() throws {
    try withEmulator(scripted("pid")) { stage in
      // A caller that wants the log has its answer when the process waits for the next event.
      let first = await stage.invoke(wantsLogTail: true).text
      for _ in 0..<50 { #expect(await stage.invoke(wantsLogTail: true).text == first) }
      #expect(stage.log.environments == 1)
    }
  }

  @Test func `several functions are served side by side`() throws {
    try withEmulator(scripted("answer:1", name: "One"), scripted("answer:2", name: "Two")) {
      stage in
      #expect(await stage.emulator.functionNames == ["One", "Two"])
      async let one = stage.invoke("One")
      async let two = stage.invoke("Two")
      #expect(await one.text == "1")
      #expect(await two.text == "2")
      #expect(await stage.emulator.invoke(.init(function: "Three", event: [])) == nil)
    }
  }

  @Test func `what a function writes belongs to its invocation`() throws {
    try withEmulator(scripted("print:2;echo")) { stage in
      for _ in 0..<3 { _ = await stage.invoke(wantsLogTail: true) }
      let words = stage.log.lines.dropFirst().map { $0.split(separator: " ")[0] }
      #expect(
        words
          == Array(repeating: ["START", "line", "line", "END", "REPORT"], count: 3).flatMap(\.self))
      for entry in stage.log.entries {
        if case .log = entry.kind { #expect(entry.requestID != nil) }
      }
    }
  }

  @Test func `a line without end belongs to the invocation that wrote it`() throws {
    try withEmulator(scripted("init-unended:starting;script"), maximumEnvironments: 1) { stage in
      for steps in [
        "say:one;unended:left;echo", "echo;unended:after", "say:two;echo", "unended:last;exit:1",
      ] { _ = await stage.run(steps, wantsLogTail: true) }
      #expect(
        stage.log.lines.map { $0.hasPrefix("RequestId: ") ? "crash" : $0.prefix { $0 != " " } }
          == [
            "INIT_START", "starting", "START", "one", "left", "END", "REPORT", "START", "after",
            "END", "REPORT",
            "START", "two", "END", "REPORT", "START", "last", "crash", "END", "REPORT",
          ])
      var current: String?
      for entry in stage.log.entries {
        if case .start = entry.kind { current = entry.requestID }
        if case .log = entry.kind { #expect(entry.requestID == current) }
      }
    }
  }

  @Test func `a line without end is in the tail of its invocation alone`() throws {
    try withEmulator(scripted(), maximumEnvironments: 1) { stage in
      let first = await stage.run("unended:left;echo", wantsLogTail: true)
      let second = await stage.run("say:next;echo", wantsLogTail: true)
      let tails = try [first, second].map {
        String(decoding: try #require($0.logTail), as: UTF8.self)
      }
      #expect(tails[0].contains("\nleft\nEND "))
      #expect(tails[1].contains("\nnext\nEND ") && !tails[1].contains("left"))
    }
  }

  @Test func `a line of over 256 KiB comes in parts`() throws {
    try withEmulator(scripted("print-bytes:600000;echo")) { stage in
      _ = await stage.invoke(wantsLogTail: true)
      let parts = stage.log.lines.filter { $0.hasPrefix("x") }
      #expect(parts.count > 1)
      #expect(parts.map(\.count).reduce(0, +) == 600_000)
    }
  }

  @Test func `an emulator that has ended answers that it has`() throws {
    try withEmulator(scripted("echo")) { stage in
      await stage.emulator.shutdown()
      #expect(await stage.invoke().errorType == "Sandbox.Failure")
    }
  }

  @Test func `the end answers callers and leaves no process`() throws {
    try withEmulator(scripted("init-pid;script"), maximumEnvironments: 2) { stage in
      async let one = stage.run("say:one;hang")
      async let two = stage.run("say:two;hang")
      async let three = stage.run("echo")
      _ = await stage.log.line { $0 == "one" }
      _ = await stage.log.line { $0 == "two" }
      await stage.emulator.shutdown()
      #expect(await one.errorType == "Sandbox.Failure")
      #expect(await two.errorType == "Sandbox.Failure")
      #expect(await three.errorType == "Sandbox.Failure")
      #expect(stage.log.processes().count == 2)
      #expect(stage.log.processes().allSatisfy { !isRunning($0) })
    }
  }

  @Test func `the end may come while a process starts`() throws {
    try withEmulator(scripted("init-pid;init-hang")) { stage in
      async let caller = stage.invoke()
      await Task.yield()
      await stage.emulator.shutdown()
      #expect(await caller.errorType == "Sandbox.Failure")
      #expect(stage.log.processes().allSatisfy { !isRunning($0) })
    }
  }

  @Test func `a thousand environments leave no descriptor open`() async {
    await #expect(processExitsWith: .success) {
      try withEmulator(
        FunctionConfiguration(name: "F", bootstrap: "/bin/false"),
        FunctionConfiguration(name: "G", bootstrap: "/no/such/file"), maximumEnvironments: 8
      ) { stage in
        _ = await stage.invoke("F")
        let before = openDescriptors()
        for _ in 0..<50 {
          await withTaskGroup(of: Void.self) { group in
            for _ in 0..<10 {
              group.addTask { #expect(await stage.invoke("F").errorType == "Runtime.ExitError") }
              group.addTask { _ = await stage.invoke("G") }
            }
          }
        }
        // Of the last ones the processes may still be about to end.
        let after = openDescriptors()
        if after > before + 8 * 4 { exit(1) }
      }
    }
  }

  @Test func `an emulator leaves no descriptor open`() async {
    await #expect(processExitsWith: .success) {
      var before = 0
      for round in 0..<5 {
        try withEmulator(scripted("echo")) { stage in
          let connection = try stage.connect()
          let line = "POST /2015-03-31/functions/Scripted/invocations"
          _ = try await connection.request(line, body: "1")
          connection.close()
        }
        if round == 1 { before = openDescriptors() }
      }
      if openDescriptors() > before { exit(1) }
    }
  }
}
