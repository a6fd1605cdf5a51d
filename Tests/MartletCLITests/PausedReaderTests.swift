import Glibc
import Testing

/// A pager that waits, or a terminal that is stopped: nobody reads, and nothing more fits.
@Suite(.timeLimit(.minutes(5))) struct PausedReaderTests {
  @Test(
    arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT], [RunningCommand.Stream.captured, .terminal])
  func `a signal ends a server whose standard error is full`(
    number: Int32, output: RunningCommand.Stream
  ) async throws {
    let dev = await Dev.start(output: output, pausingAt: "begun")
    let caller = dev.start("child;say:begun;flood:more")
    let log = await dev.command.errors(until: "begun")
    await dev.command.untilFull()
    let outcome = await dev.end(number)
    #expect(outcome.status == 128 + number)
    #expect((await caller.outcome()).status != 0, "the caller has an error, and does not hang")
    let child = try #require(
      log.firstMatch(of: #/child (\d+)\s/#).flatMap { pid_t($0.1) })
    #expect(!isAlive(child))
  }

  @Test(arguments: [RunningCommand.Stream.captured, .terminal])
  func `a server whose standard error is full goes on answering`(
    output: RunningCommand.Stream
  ) async {
    let dev = await Dev.start(output: output, pausingAt: "begun")
    let caller = dev.start("say:begun;flood:more")
    await dev.command.untilFull()
    for _ in 0..<5 {
      let outcome = await dev.invoke("echo")
      #expect(outcome.status == 0)
      #expect(outcome.text == #""echo""#)
    }
    await dev.end()
    _ = await caller.outcome()
  }

  @Test func `what comes after the signal is dropped`() async {
    let dev = await Dev.start(pausingAt: "begun")
    let caller = dev.start("say:begun;flood:more")
    await dev.command.untilFull()
    let outcome = await dev.end()
    #expect(outcome.status == 143)
    #expect(outcome.errors.contains("\nmore\nmore\n"))
    #expect(!outcome.errors.contains("REPORT RequestId: "))
    _ = await caller.outcome()
  }

  @Test func `a second signal changes nothing for a server whose standard error is full`() async {
    let dev = await Dev.start(pausingAt: "begun")
    let caller = dev.start("say:begun;flood")
    await dev.command.untilFull()
    dev.command.signal(SIGTERM)
    dev.command.signal(SIGINT)
    let status = await dev.command.outcome().status
    // Of two signals that come at once the system delivers the lower number first.
    #expect(status == 130 || status == 143)
    _ = await caller.outcome()
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a signal ends a command whose response nobody reads`(number: Int32) async {
    let dev = await Dev.start()
    let command = RunningCommand(
      Programs.martlet, ["invoke", "Fn", "\"large:1000000\"", "--endpoint", dev.url],
      output: .unread)
    await command.untilFull()
    command.signal(number)
    let outcome = await command.outcome()
    #expect(outcome.status == 128 + number)
    #expect(outcome.text.hasPrefix("\"aaaa"))
    #expect(outcome.output.count < 1_000_000)
    #expect(!outcome.errors.contains("error: "))
    await dev.end()
  }
}
