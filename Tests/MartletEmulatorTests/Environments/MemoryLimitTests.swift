import Glibc
import MartletEmulator
import Testing

/// Processes that use more memory than their function has.
@Suite(.timeLimit(.minutes(5)))
struct MemoryLimitTests {
  private static func isOutOfMemory(_ answer: InvocationAnswer) -> Bool {
    answer.errorType == "Runtime.OutOfMemory"
      && answer.text.hasPrefix(#"{"errorType":"Runtime.OutOfMemory","errorMessage":"RequestId: "#)
      && answer.text.hasSuffix(#" Error: Runtime exited with error: signal: killed"}"#)
  }

  @Test func `one that keeps it is ended in the middle`() throws {
    try withEmulator(scripted("init-pid;script", memorySize: 128)) { stage in
      #expect(Self.isOutOfMemory(await stage.run("keep:200;hang")))
      await untilEnded(try #require(stage.log.processes().first))
      #expect(stage.log.reports.first?.outcome == .error("Runtime.OutOfMemory"))
      #expect(stage.log.reports.first?.maxMemoryUsed ?? 0 > 128)
      #expect(
        stage.log.lines.contains {
          $0.hasSuffix("Error: Runtime exited with error: signal: killed\nRuntime.OutOfMemory")
        })
      #expect(await stage.run("echo").text == #""echo""#)
    }
  }

  @Test func `one that has given it back cannot answer`() throws {
    try withEmulator(scripted("script", memorySize: 128)) { stage in
      #expect(Self.isOutOfMemory(await stage.run("touch:200;echo")))
      #expect(Self.isOutOfMemory(await stage.run("touch:200;error")))
    }
  }

  @Test func `one that stays within it is let be`() throws {
    try withEmulator(scripted("script", memorySize: 256)) { stage in
      #expect(await stage.run("touch:200;echo").text == #""touch:200;echo""#)
      #expect(await stage.run("keep:150;sleep:60;echo").text == #""keep:150;sleep:60;echo""#)
      #expect(stage.log.environments == 1)
    }
  }

  /// A script that runs the function as a child of its own, and is small itself.
  private static func wrapped(
    _ folder: TemporaryFolder, memorySize: Int
  ) -> FunctionConfiguration {
    folder.write(
      "bootstrap", "#!/bin/sh\necho pid $$\n\(Products.path("ScriptedBootstrap"))\nexit 3\n",
      mode: 0o755)
    var function = scripted("script", memorySize: memorySize)
    function.bootstrap = "\(folder.path)/bootstrap"
    return function
  }

  @Test func `what a script runs is under the same limit, and reported`() throws {
    let folder = TemporaryFolder()
    try withEmulator(Self.wrapped(folder, memorySize: 128)) { stage in
      #expect(await stage.run("keep:20;echo", wantsLogTail: true).text == #""keep:20;echo""#)
      #expect(stage.log.reports.first?.maxMemoryUsed ?? 0 >= 20)
      #expect(Self.isOutOfMemory(await stage.run("keep:200;pid;hang")))
      #expect(await stage.run("echo").text == #""echo""#)
      #expect(stage.log.environments == 2)
    }
  }

  @Test func `what a script and its children share counts once`() throws {
    let folder = TemporaryFolder()
    try withEmulator(Self.wrapped(folder, memorySize: 256)) { stage in
      let steps = "keep:150;child;child;child;sleep:200;echo"
      #expect(await stage.run(steps, wantsLogTail: true).text == "\"\(steps)\"")
      let used = stage.log.reports.first?.maxMemoryUsed ?? 0
      #expect((150..<256).contains(used), "\(used)")
      #expect(stage.log.environments == 1)
    }
  }

  @Test func `what a child makes its own by writing counts, with no more resident`() throws {
    try withEmulator(scripted("script", memorySize: 256)) { stage in
      #expect(Self.isOutOfMemory(await stage.run("share:150;hang")))
    }
  }

  @Test func `what a script runs is looked at closely only where it may use more`() throws {
    let folder = TemporaryFolder()
    try withEmulator(Self.wrapped(folder, memorySize: 256), freezes: true) { stage in
      #expect(await stage.run("echo").text == #""echo""#)
      let script = try #require(stage.log.processes().first)
      // Frozen, so that nothing happens in them.
      let tree = ProcessTree(of: script)
      while !([script] + tree.descendants).allSatisfy({ state(ofProcess: $0) == "T" }) {
        await Task.yield()
      }
      let memory = try #require(tree.memory(beyond: 0, since: nil))
      #expect(memory.size > 0 && memory.size < memory.resident)
      #expect(tree.memory(beyond: 0, since: memory) == nil)
      #expect(tree.memory(beyond: memory.resident, since: nil) == nil)
      #expect(await stage.run("keep:30;echo").text == #""keep:30;echo""#)
      // Others that run the same executable have come and gone, and with them parts of what is shared.
      #expect(memory.size < 30 << 20)
      #expect((tree.memory(beyond: 0, since: memory)?.size ?? 0) >= 30 << 20)
    }
  }

  @Test func `one that needs it to start fails its init phase, twice`() throws {
    try withEmulator(scripted("init-keep:200;init-hang", memorySize: 128)) { stage in
      #expect(Self.isOutOfMemory(await stage.invoke()))
      #expect(stage.log.lines.count { $0.hasSuffix("Error Type: Runtime.OutOfMemory") } == 2)
      #expect(stage.log.environments == 2)
    }
  }
}
