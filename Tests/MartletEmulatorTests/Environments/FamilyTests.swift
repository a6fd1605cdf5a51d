import Glibc
import MartletEmulator
import MartletHTTP
import Testing

/// Processes that functions start and that leave them: in a session of their own, without a parent, and
/// without a variable in their environment.
@Suite(.timeLimit(.minutes(5)))
struct FamilyTests {
  private static let outOfMemory = "keep:200;hang"

  @Test(arguments: ["exit:3", "kill:9", "hang", outOfMemory])
  func `what a function leaves behind ends with its environment`(end: String) throws {
    let timeout = Duration.seconds(end == "hang" ? 1 : 60)
    try withEmulator(scripted(timeout: timeout), maximumEnvironments: 1) { stage in
      let answer = await stage.run("stranger;orphan;child;\(end)")
      #expect(answer.errorType != nil)
      let family = stage.log.processes("orphan") + stage.log.processes("child")
      #expect(family.count == 3)
      // The next environment's invocation begins when nothing is left of this one.
      #expect(await stage.run("echo").text == #""echo""#)
      #expect(family.allSatisfy { !isRunning($0) })
    }
  }

  @Test func `what a function leaves behind ends with a new version, and with the emulator`()
    throws
  {
    let log = Log()
    try withEmulator(scripted()) { stage in
      await stage.emulator.observe { entry, line in log.append(entry, line) }
      #expect(await stage.run("stranger;echo", wantsLogTail: true).errorType == nil)
      await stage.emulator.replace(scripted())
      await untilEnded(try #require(log.processes("orphan").first))
      #expect(await stage.run("stranger;echo", wantsLogTail: true).errorType == nil)
    }
    #expect(log.processes("orphan").count == 2)
    #expect(log.processes("orphan").allSatisfy { !isRunning($0) })
  }

  @Test func `environments have nothing to do with each other's families`() throws {
    try withEmulator(scripted()) { stage in
      async let first = stage.run("stranger;say:begun;hang")
      _ = await stage.log.line { $0 == "begun" }
      #expect(await stage.run("stranger;exit:1").errorType == "Runtime.ExitError")
      let orphans = stage.log.processes("orphan")
      #expect(orphans.count == 2)
      #expect(isRunning(orphans[0]))
      await untilEnded(orphans[1])
      await stage.emulator.shutdown()
      #expect(await first.errorType != nil)
      #expect(!isRunning(orphans[0]))
    }
  }

  private static func size(_ file: String) -> Int {
    var info = stat()
    return stat(file, &info) == 0 ? Int(info.st_size) : 0
  }

  @Test(arguments: ["stranger", "orphan"])
  func `what a function has left behind is stopped and goes on with it`(kind: String) throws {
    let folder = TemporaryFolder()
    let file = "\(folder.path)/count"
    try withEmulator(scripted(), freezes: true) { stage in
      let steps = "\(kind):count=\(file);await:\(file);echo"
      #expect(await stage.run(steps, wantsLogTail: true).errorType == nil)
      let process = try #require(stage.log.processes("orphan").first)
      // Again and again: another invocation lets it run, and leaves it stopped.
      for _ in 0..<3 {
        while state(ofProcess: process) != "T" { await Task.yield() }
        let size = Self.size(file)
        #expect(await stage.run("sleep:30;echo", wantsLogTail: true).errorType == nil)
        #expect(Self.size(file) > size)
      }
      #expect(stage.log.environments == 1)
    }
  }

  @Test(arguments: ["stranger:keep", "orphan:keep", "child:keep"])
  func `the memory of what a function has started is under its limit`(step: String) throws {
    try withEmulator(scripted(memorySize: 128)) { stage in
      #expect(await stage.run("\(step);hang").errorType == "Runtime.OutOfMemory")
      #expect(stage.log.reports.first?.maxMemoryUsed ?? 0 > 128)
      #expect(await stage.run("echo").text == #""echo""#)
    }
  }

  @Test func `a keeper that is killed takes its environment with it, and no other`() throws {
    try withEmulator(scripted("init-pid;init-parent;script")) { stage in
      async let other = stage.run("say:begun;hang")
      _ = await stage.log.line { $0 == "begun" }
      async let doomed = stage.run("stranger;say:doomed;hang")
      _ = await stage.log.line { $0 == "doomed" }
      kill(try #require(stage.log.processes("parent").last), SIGKILL)
      #expect(await doomed.errorType == "Runtime.ExitError")
      await untilEnded(try #require(stage.log.processes().last))
      await untilEnded(try #require(stage.log.processes("orphan").first))
      #expect(isRunning(try #require(stage.log.processes().first)))
      #expect(await stage.run("echo").text == #""echo""#)
      await stage.emulator.shutdown()
      _ = await other
    }
  }
}
