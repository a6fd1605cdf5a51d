import Glibc
import MartletCurl
import MartletEmulator
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ChildProcessTests {
  /// What a process wrote. It is touched on the loop's thread alone.
  private final class Output: @unchecked Sendable {
    var bytes: [UInt8] = []
    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  private static func run(
    _ command: ChildProcess.Command
  ) throws -> (exit: ChildProcess.Exit, output: String) {
    let loop = try RunLoop()
    let output = Output()
    nonisolated(unsafe) let command = command
    let exit = try loop.run {
      let process = try ChildProcess(command, on: loop) { output.bytes.append(contentsOf: $0) }
      return await process.waitForExit()
    }
    return (exit, output.text)
  }

  private static func shell(_ script: String) -> ChildProcess.Command {
    ChildProcess.Command(path: "/bin/sh", arguments: ["-c", script])
  }

  @Test func `all of the output is there when the process has ended`() throws {
    let (exit, output) = try Self.run(Self.shell("echo out; echo err >&2; printf end"))
    #expect(exit == .status(0))
    #expect(output == "out\nerr\nend")
  }

  @Test func `much output comes whole`() throws {
    let (_, output) = try Self.run(
      Self.shell("i=0; while [ $i -lt 5000 ]; do echo line $i; i=$((i+1)); done"))
    #expect(output.split(separator: "\n").map(String.init) == (0..<5000).map { "line \($0)" })
  }

  @Test(
    arguments: [("exit 7", .status(7)), ("kill -TERM $$", .signal(15))]
      as [(String, ChildProcess.Exit)])
  func `the end is told as it was`(script: String, expected: ChildProcess.Exit) throws {
    #expect(try Self.run(Self.shell(script)).exit == expected)
  }

  @Test func `environment, folder and arguments are those of the command`() throws {
    var command = ChildProcess.Command(
      path: "/bin/sh", arguments: ["-c", "echo $A; pwd; echo $1", "name", "🐦 b"],
      environment: ["A=b c"], directory: "/")
    #expect(try Self.run(command).output == "b c\n/\n🐦 b\n")
    command.environment = []
    #expect(try Self.run(command).output == "\n/\n🐦 b\n")
  }

  @Test func `an environment may be as long as the system allows`() throws {
    let variables = (0..<8).map { "V\($0)=" + String(repeating: "\($0)", count: 100_000) }
    let command = ChildProcess.Command(
      path: "/usr/bin/env", arguments: [], environment: variables, errors: .merged)
    #expect(try Self.run(command).output == variables.map { $0 + "\n" }.joined())
  }

  @Test func `standard input is empty`() throws {
    #expect(try Self.run(Self.shell("cat; echo done")).output == "done\n")
  }

  @Test func `a process has a group of its own and default signals`() throws {
    let loop = try RunLoop()
    try loop.run {
      let process = try ChildProcess(Self.shell("exec sleep 1000"), on: loop) { _ in }
      #expect(getpgid(process.id) == process.id)
      process.signal(SIGTERM)
      #expect(await process.waitForExit() == .signal(SIGTERM))
      await untilReaped(process.id)
      // After the end its number may be another's.
      process.signal(SIGKILL)
    }
  }

  @Test func `what is left in the group goes with the process`() throws {
    let (_, output) = try Self.run(Self.shell("sleep 1000 & echo $!"))
    let grandchild = try #require(Int32(output.dropLast()))
    let loop = try RunLoop()
    loop.run { await untilEnded(grandchild) }
  }

  @Test func `a process that nobody waits for goes with its object`() throws {
    let loop = try RunLoop()
    try loop.run {
      var process: ChildProcess? = try ChildProcess(Self.shell("exec sleep 1000"), on: loop) { _ in
      }
      let id = try #require(process?.id)
      #expect(isRunning(id))
      process = nil
      #expect(kill(id, 0) != 0)
    }
  }

  @Test func `a folder that is not there is an error that names both`() throws {
    var command = Self.shell("true")
    command.directory = "/no/such/folder"
    let error = #expect(throws: TransportError.self) { try Self.run(command) }
    #expect(
      error?.message
        == "cannot start /bin/sh in the folder /no/such/folder: No such file or directory")
  }
}
