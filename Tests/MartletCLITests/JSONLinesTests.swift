import FoundationEssentials
import Glibc
import Testing

/// `dev --json` for a reader that stops in the middle.
@Suite(.timeLimit(.minutes(5))) struct JSONLinesTests {
  @Test func `standard output ends with a whole line, whatever the reader has taken`() async throws
  {
    let folder = TemporaryFolder()
    _ = await RunningCommand("/usr/bin/mkfifo", ["\(folder.path)/go"]).outcome()
    // Reads a part, waits, and reads the rest, which is there when the server has ended.
    let reader = """
      dd bs=1000 count=50 iflag=fullblock 2> /dev/null; : > "$0/read"; read line < "$0/go"; cat
      """
    let server = """
      echo $$ > "$0/pid"
      exec \(Programs.martlet) dev --port 0 --json --timeout 60 --bootstrap Fn=\(Programs.bootstrap)
      """
    let command = RunningCommand(
      "/bin/sh",
      [
        "-c",
        "/bin/sh -c \"$server\" \"$0\" | (\(reader))", folder.path,
      ], environment: ["_HANDLER": "script", "server": server])
    let dev = Dev(command: command, url: Dev.url(in: await command.errors(until: "-d '{}'")))
    #expect((await dev.invoke("print:3000;echo")).status == 0)
    while access("\(folder.path)/read", F_OK) != 0, !Task.isCancelled { await Task.yield() }
    // The loop has gone on since.
    #expect((await dev.invoke("echo")).status == 0)
    let text = await RunningCommand("/bin/cat", ["\(folder.path)/pid"]).outcome().text
    let process = try #require(pid_t(text.prefix { $0.isNumber }))
    kill(process, SIGTERM)
    await untilGone(process)
    let release = RunningCommand("/bin/sh", ["-c", "echo > \"$0\"", "\(folder.path)/go"])
    let outcome = await command.outcome()
    _ = await release.outcome()
    #expect(outcome.output.count > 70_000, "more than was read before, and not all")
    #expect(outcome.output.last == UInt8(ascii: "\n"))
    struct Line: Decodable { var type: String }
    for line in outcome.text.split(separator: "\n") {
      _ = try JSONDecoder().decode(Line.self, from: Data(line.utf8))
    }
  }
}
