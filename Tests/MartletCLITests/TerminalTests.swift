import Glibc
import Testing

@Suite struct TerminalTests {
  private let terminal: [String: String?] = ["TERM": "xterm", "NO_COLOR": nil]

  @Test func `a terminal gets colours, and each line its function where there are several`() async {
    let dev = await Dev.start(
      "--verbose", "--bootstrap", "Other=/bin/true", handler: "say:\u{1B}[2Jclear;echo",
      output: .terminal,
      environment: terminal)
    _ = await dev.invoke("")
    let text = (await dev.end(SIGINT)).errors
    #expect(text.contains("\u{1B}[1m\(dev.url)\u{1B}[0m"))
    #expect(text.contains("\r\n\u{1B}[2mFn    │ \u{1B}[0m^[[2Jclear\r\n"), "\(text)")
    #expect(text.contains("\u{1B}[2mREPORT RequestId: "))
    #expect(!text.contains("\t"))
    #expect(text.hasSuffix("\r\u{1B}[K"), "nothing stands where the prompt will")
  }

  @Test func `an invocation is one line on a terminal, beside what its function writes`() async {
    let dev = await Dev.start(output: .terminal, environment: terminal)
    _ = await dev.invoke("say:hello;echo")
    _ = await dev.invoke("error")
    let text = (await dev.end(SIGINT)).errors
    let line =
      #/\r\nhello\r\n\x1B\[32mok\x1B\[0m  \x1B\[2m[0-9a-f]{8}\x1B\[0m  [0-9.]+ ms  billed \d+ ms  .*128 MB  \x1B\[1mcold start/#
    #expect(text.firstMatch(of: line) != nil, "\(text)")
    #expect(text.contains("\r\n\u{1B}[31mFunction.Scripted\u{1B}[0m  "))
    for word in ["START", "END", "REPORT"] { #expect(!text.contains("\(word) RequestId")) }
  }

  @Test func `what does not build is shown once on a terminal, and goes with what builds`() async {
    let package = await RebuiltPackage("echo")
    let command = package.command(output: .terminal)
    let dev = Dev(command: command, url: Dev.url(in: await command.errors(until: "-d '{}'")))
    package.save("BROKEN")
    await dev.untilFailed(1)
    package.save("BROKEN too")
    await dev.untilFailed(2)
    package.save("two")
    await dev.untilServed(1)
    let text = (await dev.end()).errors
    let parts = text.split(separator: "/a.swift:1:1: error: no such thing")
    #expect(parts.count == 3)
    // Up over the compiler's line and the remedy's, and erased from there.
    let erasure = "\u{1B}[2A\r\u{1B}[J"
    #expect(parts[0].ranges(of: erasure).isEmpty)
    #expect(parts[1].ranges(of: erasure).count == 1)
    #expect(parts[2].ranges(of: erasure).count == 1, "\(parts[2])")
  }

  @Test func `a terminal gets no colour where NO_COLOR is set`() async {
    let dev = await Dev.start(output: .terminal, environment: ["TERM": "xterm", "NO_COLOR": "1"])
    _ = await dev.invoke("say:plain;echo")
    let text = (await dev.end()).errors
    #expect(text.contains("\r\nplain\r\n"))
    #expect(text.firstMatch(of: #/\x1B\[[0-9;]*m/#) == nil)
  }

  @Test func `the response on a terminal ends with a line end`() async {
    let dev = await Dev.start()
    let outcome = await martlet(
      "invoke", "Fn", "\"echo\"", "--endpoint", dev.url, output: .terminal, environment: terminal)
    #expect(outcome.text.hasSuffix("\r\n\"echo\"\r\n"))
    await dev.end()
  }
}
