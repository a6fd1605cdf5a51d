import Glibc
import MartletEmulator
import TestSupport
import Testing

/// What is left when the server is killed, so that it can do nothing itself.
@Suite(.timeLimit(.minutes(5))) struct GuardTests {
  /// The numbers of processes that the server's log tells.
  private static func processes(in log: String) -> [pid_t] {
    log.matches(of: #/(?:pid|child|orphan) (\d+)\n/#).compactMap { pid_t($0.1) }
  }

  private static func untilEnded(_ process: pid_t) async {
    // Nobody may be there to take note of its end.
    while isAlive(process), state(of: process) != "Z", !Task.isCancelled { await Task.yield() }
  }

  private static func state(of process: pid_t) -> Character? {
    guard let file = fopen("/proc/\(process)/stat", "re") else { return nil }
    defer { fclose(file) }
    var text = [UInt8](repeating: 0, count: 512)
    let count = fread(&text, 1, text.count, file)
    return String(decoding: text[..<count], as: UTF8.self).split(separator: ")").last?
      .dropFirst().first
  }

  @Test func `nothing outlives a server that is killed`() async throws {
    let dev = await Dev.start(handler: "init-pid;script")
    // One that is alone, one with a child, one with a daemon that has left its session, and one with a
    // daemon that has no variable in its environment either.
    let callers = ["", "child;", "orphan;", "stranger;"].map { dev.start("\($0)say:there;hang") }
    var log = ""
    while log.split(separator: "\n").count(where: { $0 == "there" }) < 4, !Task.isCancelled {
      log = await dev.command.errors(until: "\nthere\n")
      await Task.yield()
    }
    let processes = Self.processes(in: log)
    #expect(processes.count == 7)
    #expect(processes.allSatisfy { isAlive($0) })
    await dev.end(SIGKILL)
    for process in processes { await Self.untilEnded(process) }
    for caller in callers { _ = await caller.outcome() }
  }

  @Test func `a function that is stopped does not outlive a server that is killed`() async throws {
    let dev = await Dev.start(handler: "init-pid;init-child;echo")
    #expect((await dev.invoke("")).status == 0)
    let processes = Self.processes(in: await dev.command.errors(until: "REPORT "))
    #expect(processes.count == 2)
    while Self.state(of: processes[0]) != "T", !Task.isCancelled { await Task.yield() }
    await dev.end(SIGKILL)
    for process in processes { await Self.untilEnded(process) }
  }

  @Test func `the guard itself ends with the server, and is none of its business before`()
    async throws
  {
    let dev = await Dev.start(handler: "init-pid;script")
    #expect((await dev.invoke("echo")).status == 0)
    let guards = Self.guards(of: dev.command.id)
    #expect(guards.count == 1)
    // A guard that somebody kills does not disturb the server.
    kill(try #require(guards.first), SIGKILL)
    #expect((await dev.invoke("exit:1")).status != 0)
    #expect((await dev.invoke("echo")).status == 0)
    // The system still ends what the server has started itself.
    let caller = dev.start("say:there;hang")
    let log = await dev.command.errors(until: "\nthere\n")
    await dev.end(SIGKILL)
    for process in Self.processes(in: log) { await Self.untilEnded(process) }
    _ = await caller.outcome()
    for process in guards { await Self.untilEnded(process) }
  }

  @Test func `nothing outlives a server where the system does not close descriptors in one call`()
    async throws
  {
    // A filter is a thread's, and its children's.
    let command = try await resultFromAnotherThread {
      #expect(SystemCallFilter.refuse(SystemCallFilter.closeRange))
      return RunningCommand(
        Programs.martlet, ["dev", "--port", "0", "--bootstrap", "Fn=\(Programs.bootstrap)"],
        environment: ["_HANDLER": "script"])
    }
    let dev = Dev(command: command, url: Dev.url(in: await command.errors(until: "-d '{}'")))
    let caller = dev.start("orphan;say:there;hang")
    let log = await dev.command.errors(until: "\nthere\n")
    let guards = Self.guards(of: command.id)
    #expect(guards.count == 1)
    // Nothing that was the server's: the standard streams, which lead nowhere, one end of the
    // channel, and three of its own.
    for process in guards { #expect(Self.descriptors(of: process) == 7) }
    await dev.end(SIGKILL)
    for process in Self.processes(in: log) + guards { await Self.untilEnded(process) }
    _ = await caller.outcome()
  }

  private static func descriptors(of process: pid_t) -> Int {
    (Folder.names(in: "/proc/\(process)/fd") ?? []).count { Int32($0) != nil }
  }

  @Test func `the guard ends with a server that ends by itself`() async throws {
    let dev = await Dev.start()
    #expect((await dev.invoke("echo")).status == 0)
    let guards = Self.guards(of: dev.command.id)
    #expect(guards.count == 1)
    #expect((await dev.end()).status == 143)
    for process in guards { await Self.untilEnded(process) }
  }

  /// The children of a process that have the guard's name.
  private static func guards(of process: pid_t) -> [pid_t] {
    guard let file = fopen("/proc/\(process)/task/\(process)/children", "re") else { return [] }
    defer { fclose(file) }
    var text = [UInt8](repeating: 0, count: 4096)
    let count = fread(&text, 1, text.count, file)
    return String(decoding: text[..<count], as: UTF8.self).split(separator: " ")
      .compactMap { pid_t($0) }.filter { name(of: $0) == "function-guard\n" }
  }

  private static func name(of process: pid_t) -> String {
    guard let file = fopen("/proc/\(process)/comm", "re") else { return "" }
    defer { fclose(file) }
    var text = [UInt8](repeating: 0, count: 64)
    return String(decoding: text[..<fread(&text, 1, text.count, file)], as: UTF8.self)
  }
}
