import Glibc
import Testing

@Suite struct StreamsTests {
  @Test func `a dash reads the payload from standard input`() async {
    let dev = await Dev.start(handler: "echo")
    let outcome = await martlet(
      "invoke", "Fn", "-", "--endpoint", dev.url, input: Array("\"echo\"\n".utf8))
    #expect(outcome.text == "\"echo\"\n")
    await dev.end()
  }

  @Test func `a closed standard input is an error for those who read it alone`() async {
    let dev = await Dev.start()
    let closed = await martlet("invoke", "Fn", "-", "--endpoint", dev.url, input: nil)
    #expect(closed.status == 2)
    #expect(closed.errors == "error: cannot read standard input: Bad file descriptor\n")
    let unread = await martlet("invoke", "Fn", "\"echo\"", "--endpoint", dev.url, input: nil)
    #expect(unread.text == "\"echo\"")
    await dev.end()
  }

  @Test func `a server without standard input and output runs functions all the same`() async {
    let command = startMartlet(
      "dev", "--port", "0", "--bootstrap", "Fn=\(Programs.bootstrap)", input: nil, output: .closed,
      environment: ["_HANDLER": "script"])
    let url = Dev.url(in: await command.errors(until: "-d '{}'"))
    let outcome = await martlet("invoke", "Fn", "\"say:heard;echo\"", "--endpoint", url)
    #expect(outcome.text == "\"say:heard;echo\"")
    command.signal(SIGTERM)
    #expect((await command.outcome()).errors.contains("\nheard\n"))
  }

  @Test func `a reader that has gone away is no failure`() async {
    let dev = await Dev.start()
    let outcome = await martlet(
      "invoke", "Fn", "\"echo\"", "--endpoint", dev.url, output: .abandoned)
    #expect(outcome.status == 0)
    #expect((await martlet("--help", output: .abandoned)).status == 0)
    await dev.end()
  }

  @Test func `a response that cannot be written is a failure`() async {
    let dev = await Dev.start()
    let closed = await martlet("invoke", "Fn", "\"echo\"", "--endpoint", dev.url, output: .closed)
    #expect(closed.status == 5)
    #expect(
      closed.errors.hasSuffix(
        "error: cannot write to standard output: Bad file descriptor; send it elsewhere\n"))
    let full = await RunningCommand(
      "/bin/sh", ["-c", "exec \"$0\" --version > /dev/full", Programs.martlet]
    ).outcome()
    #expect(full.status == 5)
    await dev.end()
  }
}
