import Glibc
import Testing

/// What a function leaves behind in a session of its own, where no signal to its group arrives.
@Suite(.timeLimit(.minutes(5))) struct DaemonTests {
  private static func orphans(in log: String) -> [pid_t] {
    log.matches(of: #/orphan (\d+)\n/#).compactMap { pid_t($0.1) }
  }

  @Test(arguments: [SIGTERM, SIGINT])
  func `a daemon does not outlive the server`(number: Int32) async throws {
    let dev = await Dev.start()
    // Of two functions one waits and one never answers.
    #expect((await dev.invoke("orphan;echo")).status == 0)
    let caller = dev.start("stranger;say:asked;hang")
    let daemons = Self.orphans(in: await dev.command.errors(until: "\nasked\n"))
    #expect(daemons.count == 2)
    #expect(daemons.allSatisfy { isAlive($0) && getsid($0) != getsid(dev.command.id) })
    #expect((await dev.end(number)).status == 128 + number)
    #expect(daemons.allSatisfy { !isAlive($0) })
    _ = await caller.outcome()
  }

  @Test func `a daemon of the init phase does not outlive the server`() async throws {
    let dev = await Dev.start(handler: "init-orphan;echo")
    _ = await dev.invoke("")
    let outcome = await dev.end()
    let daemon = try #require(Self.orphans(in: outcome.errors).first)
    #expect(!isAlive(daemon))
  }

  @Test func `orphans that end while the server runs do not stay as zombies`() async {
    let dev = await Dev.start()
    for _ in 0..<5 { _ = await dev.invoke("orphan:end;orphan:end;orphan:end;orphan:end;echo") }
    _ = await dev.invoke("say:all;echo")
    let orphans = Self.orphans(in: await dev.command.errors(until: "\nall\n"))
    #expect(orphans.count == 20)
    for orphan in orphans { await untilGone(orphan) }
    #expect(orphans.allSatisfy { !isAlive($0) })
    #expect((await dev.invoke("echo")).status == 0)
    #expect((await dev.end()).status == 143)
  }
}
