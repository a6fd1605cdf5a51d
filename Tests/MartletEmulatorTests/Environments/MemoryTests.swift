import Glibc
import MartletEmulator
import Testing

/// What reports say of memory where the process is not there any more to be asked. Each test has a
/// process of its own, because the system counts the size of who starts a process as the process's.
@Suite(.timeLimit(.minutes(5)))
struct MemoryTests {
  @Test func `a process that ends while it starts has its own memory reported, or none`() async {
    await #expect(processExitsWith: .success) {
      try withLargeEmulator(
        scripted("init-touch:30;init-exit:4"), scripted("init-exit:0", name: "Small"),
        FunctionConfiguration(name: "Smallest", bootstrap: "/bin/false")
      ) { stage in
        for _ in 0..<3 {
          _ = await stage.invoke()
          _ = await stage.invoke("Small")
          _ = await stage.invoke("Smallest")
        }
        #expect(stage.log.reports.count == 9)
        for report in stage.log.reports {
          #expect(report.maxMemoryUsed.map { (1..<100).contains($0) } ?? true)
        }
      }
    }
  }

  @Test func `a process that ends after its first answer has its own memory reported`() async {
    await #expect(processExitsWith: .success) {
      try withLargeEmulator(scripted()) { stage in
        // A caller that wants the log has its answer when the process has ended.
        _ = await stage.run("echo;exit:0", wantsLogTail: true)
        _ = await stage.run("touch:30;echo;exit:0", wantsLogTail: true)
        _ = await stage.run("touch:30;error;kill:9", wantsLogTail: true)
        let used = stage.log.reports.map { $0.maxMemoryUsed ?? 0 }
        #expect(used.count == 3)
        #expect((1..<30).contains(used[0]))
        #expect((30..<100).contains(used[1]))
        #expect((30..<100).contains(used[2]))
      }
    }
  }

  @Test func `the highest use stays, and is that of the invocation that it came with`() throws {
    try withEmulator(scripted()) { stage in
      for steps in ["echo", "echo", "touch:30;echo", "echo"] {
        _ = await stage.run(steps, wantsLogTail: true)
      }
      let used = stage.log.reports.map { $0.maxMemoryUsed ?? 0 }
      #expect(used.count == 4)
      #expect(used[0] >= 1 && used[0] < 30 && used[1] < 30)
      #expect((30..<100).contains(used[2]) && (used[2]...used[2] + 1).contains(used[3]))
    }
  }

  @Test func `a crash has all the memory reported that was touched before`() async {
    await #expect(processExitsWith: .success) {
      try withEmulator(scripted(memorySize: 512)) { stage in
        for step in ["exit:1", "kill:9", "segfault"] { _ = await stage.run("touch:200;\(step)") }
        let used = stage.log.reports.map { $0.maxMemoryUsed ?? 0 }
        #expect(used.count == 3)
        #expect(used.allSatisfy { (200..<300).contains($0) }, "\(used)")
      }
    }
  }

  @Test func `a process that touches memory while it starts and crashes later has it reported`()
    async
  {
    await #expect(processExitsWith: .success) {
      try withLargeEmulator(scripted("init-touch:30;script")) { stage in
        _ = await stage.run("exit:1")
        let report = try #require(stage.log.reports.first)
        #expect((30..<100).contains(report.maxMemoryUsed ?? 0))
      }
    }
  }

  @Test func `no report says that a process used no memory`() throws {
    try withEmulator(
      scripted(timeout: .milliseconds(300)), scripted("init-exit:1", name: "Init"),
      FunctionConfiguration(name: "Missing", bootstrap: "/no/such/file")
    ) { stage in
      for steps in ["echo", "exit:0", "echo;exit:0", "kill:9", "hang", "error;exit:1"] {
        _ = await stage.run(steps, wantsLogTail: true)
      }
      _ = await stage.invoke("Init")
      _ = await stage.invoke("Missing")
      let lines = stage.log.lines.filter { $0.hasPrefix("REPORT ") }
      #expect(lines.count == 8)
      #expect(lines.allSatisfy { $0.contains("Max Memory Used: ") })
      #expect(!lines.contains { $0.contains("Max Memory Used: 0 MB") })
      #expect(lines.last?.contains("Max Memory Used: 1 MB") == true)
    }
  }
}

/// Runs a test with an emulator in a process that uses 300 MB itself.
private func withLargeEmulator(
  _ functions: FunctionConfiguration..., test: @escaping @Sendable (Stage) async throws -> Void
) throws {
  let size = 300 << 20
  let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 4096)
  defer { memory.deallocate() }
  memset(memory, 1, size)
  precondition(memory.load(fromByteOffset: size - 1, as: UInt8.self) == 1)
  try withEmulator(functions, test: test)
}
