import Glibc
import MartletEmulator
import Synchronization
import Testing

@testable import MartletBench

@Suite(.timeLimit(.minutes(5))) struct BenchTests {
  @Test func `each turn has the cold starts and the invocations of the plan`() async throws {
    let candidates = [
      Scripted.candidate("echo", label: "A"), Scripted.candidate("echo", label: "B"),
    ]
    let order = Mutex<[String]>([])
    let result = try await Scripted.run(
      candidates, Scripted.plan(rounds: 2, coldStarts: 2, invocations: 7)
    ) { round, candidate in order.withLock { $0.append("\(round)\(candidate.label)") } }
    #expect(order.withLock { $0 } == ["0A", "0B", "1B", "1A"])
    for turns in result.turns {
      #expect(turns.count == 2)
      for turn in turns {
        #expect(turn.coldStarts.count == 2)
        #expect(turn.warm?.latencies.count == 7)
        #expect(turn.errors == 0)
      }
    }
  }

  @Test func `figures are what the system counts`() async throws {
    let result = try await Scripted.run("touch:20;echo")
    let turn = try #require(result.turns[0].first)
    let start = try #require(turn.coldStarts.first)
    let warm = try #require(turn.warm)
    #expect(start.duration > .zero && start.cpu > .zero && start.firstInvocation > .zero)
    #expect(start.pageFaults > 50)
    #expect(start.phases == nil)
    #expect(warm.peakMemory > 20 << 20)
    #expect(warm.sharedObjects > 2)
    #expect(warm.latencies == warm.latencies.sorted())
    #expect(warm.wall >= warm.latencies[0])
    #expect(warm.cpu > .zero && warm.instrumentCPU > .zero)
  }

  @Test func `without invocations only cold starts are measured`() async throws {
    let result = try await Scripted.run("echo", Scripted.plan(invocations: 0))
    #expect(result.turns[0][0].warm == nil)
    #expect(result.spread(.coldStart, of: 0) != nil)
    #expect(result.spread(.wall, of: 0) == nil)
    #expect(result.spread(.size, of: 0)?.median == 1000)
    #expect(result.instrumentCPU == nil)
  }

  @Test func `answers in chunks, and events on new connections, are measured`() async throws {
    for steps in ["chunked:3", "init-reconnect;echo", "reconnect;echo"] {
      let result = try await Scripted.run(steps, Scripted.plan(event: #"{"name":"Ada"}"#))
      #expect(result.turns[0][0].warm?.latencies.count == 5, "\(steps)")
    }
  }

  @Test func `errors are counted and the last one is told`() async throws {
    let result = try await Scripted.run("error")
    #expect(result.errors(of: 0) == 8)
    #expect(result.turns[0][0].lastError?.hasPrefix("Scripted: He said \"no\"") == true)
  }

  @Test func `masses of output hold nothing up`() async throws {
    let result = try await Scripted.run("init-print:20000;print:2000;echo")
    #expect(result.errors(of: 0) == 0)
  }

  // MARK: Failures

  @Test func `a bootstrap that ends at once is told with its status and its last lines`() async {
    let error = await Scripted.failure("init-print:3000;init-exit:7")
    #expect(error?.code == .exited)
    #expect(error?.message == "Scripted ended before it asked for an event, with status 7")
    let lines = String(decoding: error?.log ?? [], as: UTF8.self).split(separator: "\n")
    #expect(lines.last == "line 3000")
    #expect(lines.allSatisfy { $0.hasPrefix("line ") })
    #expect(lines.count > 100 && lines.count < 1000)
  }

  @Test func `a bootstrap that is killed during an invocation is told with the signal`() async {
    let error = await Scripted.failure("kill:9")
    #expect(error?.code == .exited)
    #expect(error?.message == "Scripted ended before it answered an event, by signal 9 (killed)")
  }

  @Test func `a bootstrap that answers and ends fails all the same`() async {
    let error = await Scripted.failure("echo;exit:0")
    #expect(error?.code == .exited)
    #expect(error?.message.hasSuffix(" an event, with status 0") == true)
  }

  @Test func `a failed init phase is told in the bootstrap's own words`() async {
    let error = await Scripted.failure("init-error;init-exit:1")
    #expect(error?.code == .initFailed)
    #expect(
      error?.message.hasPrefix(
        "Scripted reports that its init phase failed: Scripted: He said \"no\"") == true)
  }

  @Test(arguments: [
    ("init-hang", "does not ask for an event"), ("hang", "does not answer an event"),
  ])
  func `a bootstrap that hangs is ended after the limit`(steps: String, what: String) async {
    let error = await Scripted.failure("init-child;\(steps)", limit: .milliseconds(300))
    #expect(error?.code == .timeout)
    #expect(error?.message == "Scripted \(what) within 0.3 s")
    let children = numbers("child", in: error?.log ?? [])
    #expect(children.count >= 1)
    await untilEnded(children)
    #expect(children.allSatisfy { !isRunning($0) })
  }

  @Test func `a flood without an answer ends after the limit too`() async {
    let error = await Scripted.failure("init-flood:masses", limit: .milliseconds(300))
    #expect(error?.code == .timeout)
    let log = String(decoding: error?.log ?? [], as: UTF8.self)
    #expect(log.contains("masses\nmasses\n"))
  }

  @Test func `children do not outlive a bootstrap that ends`() async {
    let error = await Scripted.failure("init-child;init-child;init-exit:3")
    let children = numbers("child", in: error?.log ?? [])
    #expect(Set(children).count == 2)
    await untilEnded(children)
    #expect(children.allSatisfy { !isRunning($0) })
  }

  @Test(arguments: [
    ("/etc/passwd", "Permission denied"),
    ("/nowhere/bootstrap", "No such file"),
  ])
  func `a bootstrap that cannot be executed is told with the reason`(path: String, reason: String)
    async
  {
    let error = await Scripted.failure(Scripted.candidate(path: path))
    #expect(error?.code == .start)
    #expect(error?.message.contains(path) == true)
    #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
  }

  @Test func `a descriptor interrupts a measurement`() async {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    write(ends[1], "x", 1)
    #expect(await Scripted.failure("init-hang", interrupt: ends[0])?.code == .interrupted)
  }

  @Test func `no descriptor is left open`() async {
    // In a process of its own, where no other test opens any.
    await #expect(processExitsWith: .success) {
      func openDescriptors() -> Int { Folder.names(in: "/proc/self/fd")!.count }
      _ = try await Scripted.run("echo", Scripted.plan(invocations: 0))
      let before = openDescriptors()
      _ = try await Scripted.run("echo", Scripted.plan(rounds: 10, invocations: 0))
      if openDescriptors() > before { exit(1) }
    }
  }

  // MARK: Shares

  @Test(.enabled(if: Self.canShare)) func `a share slows a process down to itself`() async throws {
    let share = CPUShare(memorySize: 128)
    let group = try CPUShare.Group(share)
    #expect(group.joining.count == 2)
    let result = try await Scripted.run(
      [Scripted.candidate("init-touch:100;echo")], Scripted.plan(invocations: 0), share: share)
    // The kernel looks at clock ticks only, so what comes before the first one is a gift.
    let start = try #require(result.turns[0][0].coldStarts.first)
    #expect(start.cpu < .milliseconds(8) || start.duration > start.cpu * 3)
  }

  private static var canShare: Bool { (try? CPUShare.Group(CPUShare(memorySize: 128))) != nil }
}
