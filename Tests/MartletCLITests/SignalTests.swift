import Glibc
import Testing

@Suite struct SignalTests {
  @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT])
  func `a signal ends an idle server with its status`(number: Int32) async {
    let dev = await Dev.start()
    #expect((await dev.end(number)).status == 128 + number)
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `a signal during an invocation leaves no process behind`(number: Int32) async throws {
    let dev = await Dev.start()
    // The function tells its own number and that of a child, then never answers.
    let caller = dev.start("child;say:asked;hang")
    let log = await dev.command.errors(until: "\nasked\n")
    let child = try #require(log.firstMatch(of: #/child (\d+)\n/#).flatMap { pid_t($0.1) })
    #expect(isAlive(child))
    #expect((await dev.end(number)).status == 128 + number)
    #expect(!isAlive(child))
    #expect((await caller.outcome()).status != 0, "the caller has an error, and does not hang")
  }

  @Test func `a second signal changes nothing`() async throws {
    let dev = await Dev.start()
    let caller = dev.start("child;say:asked;hang")
    let log = await dev.command.errors(until: "\nasked\n")
    let child = try #require(log.firstMatch(of: #/child (\d+)\n/#).flatMap { pid_t($0.1) })
    dev.command.signal(SIGINT)
    dev.command.signal(SIGTERM)
    let status = await dev.command.outcome().status
    // Of two signals that come at once the system delivers the lower number first.
    #expect(status == 130 || status == 143)
    #expect(!isAlive(child))
    _ = await caller.outcome()
  }

  @Test func `a signal during an invocation prints no response`() async {
    let dev = await Dev.start()
    let caller = dev.start("say:asked;hang")
    await dev.command.errors(until: "\nasked\n")
    caller.signal(SIGINT)
    let outcome = await caller.outcome()
    #expect(outcome.status == 130)
    #expect(outcome.text == "")
    await dev.end()
  }

  @Test func `a command under nohup outlives its terminal`() async {
    let command = RunningCommand(
      "/bin/sh",
      [
        "-c", "trap '' HUP; exec \"$0\" dev --port 0 --bootstrap Fn=\(Programs.bootstrap)",
        Programs.martlet,
      ], environment: ["_HANDLER": "script"])
    let url = Dev.url(in: await command.errors(until: "-d '{}'"))
    command.signal(SIGHUP)
    #expect((await martlet("invoke", "Fn", "\"echo\"", "--endpoint", url)).text == "\"echo\"")
    command.signal(SIGTERM)
    #expect((await command.outcome()).status == 143)
  }
}
