import Glibc
import MartletCurl
import Testing

@testable import MartletEmulator

private let canShare = (try? CPUShare.Group(CPUShare(memorySize: 128))) != nil

/// Processes with the processor time that belongs to their memory, where the system lets us.
@Suite(.timeLimit(.minutes(5)), .enabled(if: canShare))
struct ThrottleTests {
  private static func throttled(_ handler: String, memorySize: Int) -> FunctionConfiguration {
    var function = scripted(handler, memorySize: memorySize)
    function.throttlesCPU = true
    return function
  }

  /// The control groups of this process.
  private static var groups: [String] {
    CPUShare.Group.folders.flatMap { folder in
      guard let stream = opendir(folder) else { return [String]() }
      defer { closedir(stream) }
      var names: [String] = []
      while let entry = readdir(stream) {
        names.append(
          withUnsafePointer(to: &entry.pointee.d_name) { pointer in
            pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
          })
      }
      return names.filter { $0.hasPrefix("martlet-\(getpid())-") }
    }
  }

  @Test func `a process has its share and no more`() throws {
    try withEmulator(Self.throttled("init-pid;burn:100;echo", memorySize: 256)) { stage in
      #expect(await stage.invoke(wantsLogTail: true).text == "{}")
      // 100 ms of processor time at 2.9 ms in each 20 ms; a seventh of one processor.
      let report = try #require(stage.log.reports.first)
      #expect(report.duration > .milliseconds(400), "it took \(report.duration)")
    }
  }

  @Test func `no group outlives its processes, however they end`() async {
    await #expect(processExitsWith: .success) {
      try withEmulator(
        ThrottleTests.throttled("script", memorySize: 1769), maximumEnvironments: 2
      ) { stage in
        _ = await stage.run("echo")
        if ThrottleTests.groups.count != 1 { exit(3) }
        _ = await stage.run("exit:1")
        _ = await stage.run("child;segfault")
        _ = await stage.run("orphan;echo")
      }
      exit(ThrottleTests.groups.isEmpty ? 0 : 4)
    }
  }

  @Test func `a group that still has a process is not waited for in one piece`() throws {
    let loop = try RunLoop()
    try loop.run {
      let group = try CPUShare.Group(CPUShare(memorySize: 128))
      let command = ChildProcess.Command(path: "/bin/sleep", arguments: ["60"])
      let process = try ChildProcess(command, on: loop) { _ in }
      #expect(group.add(process.id))
      #expect(!group.removeIfEmpty())
      #expect(await process.waitForExit() == .signal(SIGKILL), "it is ended with its group")
      while !group.removeIfEmpty() { await Task.yield() }
      #expect(group.removeIfEmpty())
    }
  }

  /// A group that cannot be removed before the folder in it is.
  private static func stuckGroup() throws -> (group: CPUShare.Group, inner: String) {
    let group = try CPUShare.Group(CPUShare(memorySize: 128))
    let inner = "\(group.path)/inner"
    #expect(mkdir(inner, 0o755) == 0)
    return (group, inner)
  }

  @Test func `the end of a group that cannot be removed waits for nothing`() throws {
    /// How often this thread has waited.
    func waits() -> Int {
      var usage = rusage()
      // RUSAGE_THREAD, which the module hides.
      getrusage(1, &usage)
      return usage.ru_nvcsw
    }
    var (group, inner): (CPUShare.Group?, String) = try Self.stuckGroup()
    let path = try #require(group?.path)
    let before = waits()
    group = nil
    #expect(waits() - before < 100)
    #expect(rmdir(inner) == 0 && rmdir(path) == 0)
  }

  @Test func `each group that cannot be removed has its own time until it is given up`() throws {
    try withEmulator(scripted()) { stage in
      nonisolated(unsafe) let first = try Self.stuckGroup()
      nonisolated(unsafe) let second = try Self.stuckGroup()
      await stage.emulator.remove(second.group, within: .seconds(60))
      await stage.emulator.remove(first.group, within: .zero)
      while await stage.emulator.leavingPaths.count == 2 { await Task.yield() }
      #expect(await stage.emulator.leavingPaths == [second.group.path])
      #expect(rmdir(first.inner) == 0 && rmdir(first.group.path) == 0)
      #expect(rmdir(second.inner) == 0)
      while await !stage.emulator.leavingPaths.isEmpty { await Task.yield() }
      #expect(access(second.group.path, F_OK) != 0)
    }
  }

  @Test func `no group is left of an environment that could not be started`() async {
    await #expect(processExitsWith: .success) {
      let folder = TemporaryFolder()
      folder.write("a", "#!/bin/sh\nexec sleep 4242\n", mode: 0o755)
      folder.write("b", "cannot be started")
      var function = ThrottleTests.throttled("echo", memorySize: 128)
      function.extensionFolder = folder.path
      try withEmulator(function) { stage in
        if await stage.invoke().errorType != "Extension.LaunchError" { exit(3) }
      }
      exit(ThrottleTests.groups.isEmpty ? 0 : 4)
    }
  }

  @Test func `a group whose emulator was killed goes with the next one`() throws {
    let folder = try #require(CPUShare.Group.folders.first { access($0, W_OK) == 0 })
    // No process has this number: it is beyond the largest.
    let path = "\(folder)/martlet-99999999-1"
    #expect(mkdir(path, 0o755) == 0 || errno == EEXIST)
    _ = try CPUShare.Group(CPUShare(memorySize: 128))
    #expect(access(path, F_OK) != 0)
  }
}

extension Emulator {
  fileprivate var leavingPaths: [String] { leaving.map(\.group.path) }
}
