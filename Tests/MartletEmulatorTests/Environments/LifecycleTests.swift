import Glibc
import MartletEmulator
import Testing

/// Lives of real processes: stopped, continued, asked to end, started again.
@Suite(.timeLimit(.minutes(5)))
struct LifecycleTests {
  @Test func `a process does nothing between invocations, and goes on with the next`() throws {
    let folder = TemporaryFolder()
    let file = folder.write("count", "")
    try withEmulator(
      scripted("init-pid;init-background:\(file);script"), maximumEnvironments: 1, freezes: true
    ) { stage in
      #expect(await stage.run("echo", wantsLogTail: true).text == #""echo""#)
      let process = try #require(stage.log.processes().first)
      while state(ofProcess: process) != "T" { await Task.yield() }
      let size = Self.size(file)
      #expect(await stage.run("sleep:30;echo", wantsLogTail: true).text == #""sleep:30;echo""#)
      #expect(Self.size(file) > size)
      #expect(stage.log.environments == 1)
      while state(ofProcess: process) != "T" { await Task.yield() }
    }
  }

  @Test func `a process that is stopped ends with the emulator`() throws {
    let log = Log()
    try withEmulator(scripted("init-pid;echo"), freezes: true) { stage in
      await stage.emulator.observe { entry, line in log.append(entry, line) }
      _ = await stage.invoke(wantsLogTail: true)
      while state(ofProcess: try #require(log.processes().first)) != "T" { await Task.yield() }
    }
    #expect(log.processes().allSatisfy { !isRunning($0) })
  }

  @Test(arguments: [true, false])
  func `SIGTERM comes to a process that has registered an extension`(freezes: Bool) throws {
    let log = Log()
    try withEmulator(scripted("init-on-term;init-register:;init-pid;echo"), freezes: freezes) {
      stage in
      await stage.emulator.observe { entry, line in log.append(entry, line) }
      #expect(await stage.invoke(wantsLogTail: true).text == "{}")
    }
    #expect(log.contains("terminated"))
    #expect(log.lines.contains { $0.hasPrefix(#"register: 200 {"functionName":"Scripted","#) })
    #expect(log.processes().allSatisfy { !isRunning($0) })
  }

  @Test func `SIGKILL comes to a process that goes on after SIGTERM`() throws {
    let log = Log()
    try withEmulator(scripted("init-ignore-term;init-register:;init-pid;echo")) { stage in
      await stage.emulator.observe { entry, line in log.append(entry, line) }
      #expect(await stage.invoke(wantsLogTail: true).text == "{}")
    }
    #expect(log.processes().count == 1)
    #expect(log.processes().allSatisfy { !isRunning($0) })
  }

  @Test func `SIGTERM does not come to a process without an extension`() throws {
    let log = Log()
    try withEmulator(scripted("init-on-term;init-pid;echo")) { stage in
      await stage.emulator.observe { entry, line in log.append(entry, line) }
      #expect(await stage.invoke(wantsLogTail: true).text == "{}")
    }
    #expect(log.processes().count == 1)
    #expect(!log.contains("terminated"))
  }

  @Test func `an invocation whose init phase fails first works the second time`() throws {
    let folder = TemporaryFolder()
    let marker = "\(folder.path)/now"
    try withEmulator(scripted("init-unless:\(marker);init-mark:\(marker);init-exit:4;echo")) {
      stage in
      #expect(await stage.invoke(wantsLogTail: true).text == "{}")
      #expect(stage.log.environments == 2)
      #expect(stage.log.reports.count == 1)
      #expect(stage.log.reports.first?.initDuration == nil)
      let lines = stage.log.lines.map { $0.prefix { $0 != " " } }
      #expect(lines.contains("INIT_REPORT"))
      #expect(lines.suffix(3) == ["START", "END", "REPORT"])
    }
  }

  private static func size(_ file: String) -> Int {
    var info = stat()
    return stat(file, &info) == 0 ? Int(info.st_size) : 0
  }
}
