import FoundationEssentials
import Glibc
import Testing

/// A bootstrap that another language's build writes while `martlet dev` serves it.
@Suite(.timeLimit(.minutes(5))) struct ReplacedBootstrapTests {
  private static func install(_ version: String, in folder: TemporaryFolder) async {
    await folder.install("new", "export V=\(version); exec \(Programs.bootstrap)")
    _ = await RunningCommand("/bin/mv", ["\(folder.path)/new", "\(folder.path)/boot"]).outcome()
  }

  private static func start(_ folder: TemporaryFolder, _ arguments: String...) async -> Dev {
    let command = RunningCommand(
      Programs.martlet,
      ["dev", "--port", "0", "--timeout", "60", "--bootstrap", "Fn=\(folder.path)/boot"]
        + arguments, environment: ["_HANDLER": "script"])
    return Dev(command: command, url: Dev.url(in: await command.errors(until: "-d '{}'")))
  }

  @Test func `a new bootstrap is served, and an invocation in flight ends in the old one`() async {
    let folder = TemporaryFolder()
    await Self.install("one", in: folder)
    let dev = await Self.start(folder)
    let caller = dev.start("say:begun;await:\(folder.path)/go;env")
    await dev.command.errors(until: "\nbegun\n")
    await Self.install("two", in: folder)
    await dev.command.errors(until: "Fn: the new version is served.")
    #expect((await dev.invoke("env")).text.contains("\"V=two\""))
    folder.write("go", "")
    let outcome = await caller.outcome()
    #expect(outcome.status == 0)
    #expect(outcome.text.contains("\"V=one\""))
    #expect((await dev.invoke("env")).text.contains("\"V=two\""))
    await dev.end()
  }

  @Test func `what a link leads to is served anew when it changes, and so is a new link`() async {
    let folder = TemporaryFolder()
    mkdir("\(folder.path)/releases", 0o755)
    for version in ["one", "two"] {
      mkdir("\(folder.path)/releases/\(version)", 0o755)
      await folder.install(
        "releases/\(version)/boot", "export V=\(version); exec \(Programs.bootstrap)")
    }
    symlink("releases/one", "\(folder.path)/current")
    symlink("current/boot", "\(folder.path)/boot")
    let dev = await Self.start(folder)
    #expect((await dev.invoke("env")).text.contains("\"V=one\""))
    await folder.install("new", "export V=more; exec \(Programs.bootstrap)")
    rename("\(folder.path)/new", "\(folder.path)/releases/one/boot")
    await dev.untilServed(1)
    #expect((await dev.invoke("env")).text.contains("\"V=more\""))
    symlink("releases/two", "\(folder.path)/next")
    rename("\(folder.path)/next", "\(folder.path)/current")
    await dev.untilServed(2)
    #expect((await dev.invoke("env")).text.contains("\"V=two\""))
    await dev.end()
  }

  @Test func `an environment file is read again when it changes`() async {
    let folder = TemporaryFolder()
    await Self.install("one", in: folder)
    folder.write("vars", "GREETING=day\n")
    let dev = await Self.start(folder, "--env-file", "\(folder.path)/vars")
    #expect((await dev.invoke("env")).text.contains("\"GREETING=day\""))
    folder.write("vars", "GREETING=night\n")
    await dev.command.errors(until: "Fn: the new version is served.")
    #expect((await dev.invoke("env")).text.contains("\"GREETING=night\""))
    await dev.end()
  }

  @Test func `the timeline is JSON on standard output, a line for each entry`() async throws {
    struct Line: Decodable {
      var time: String
      var type: String
      var function: String?
    }
    let dev = await Dev.start("--json")
    _ = await dev.invoke("say:hello;echo")
    let outcome = await dev.end()
    let lines = try outcome.text.split(separator: "\n").map {
      try JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
    #expect(
      lines.map(\.type).filter { !$0.hasPrefix("martlet.") } == [
        "platform.initStart", "platform.initRuntimeDone", "platform.initReport", "platform.start",
        "function", "platform.runtimeDone", "platform.report",
      ])
    #expect(lines.allSatisfy { $0.function == "Fn" })
    #expect(outcome.errors.contains("\nREPORT RequestId: "), "the text for people is there too")
  }
}
