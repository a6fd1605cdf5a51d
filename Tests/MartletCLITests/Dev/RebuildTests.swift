import Glibc
import Testing

@testable import MartletCLI

/// Saving a source while `martlet dev` serves, with a toolchain whose compiler copies the source.
@Suite(.timeLimit(.minutes(5))) struct RebuildTests {
  @Test(arguments: [[], ["--poll"]])
  func `a saved source is built and served, and one that does not build changes nothing`(
    flags: [String]
  ) async throws {
    let package = await RebuiltPackage("echo")
    let dev = await package.start(flags.first ?? "--verbose")
    #expect(await dev.variable() == "one")

    package.save("two")
    await dev.command.errors(until: "echo: the new version is served, built in ")
    #expect(await dev.variable() == "two")

    package.save("BROKEN")
    let text = await dev.command.errors(until: "the last good version is served")
    #expect(text.contains("\n/a.swift:1:1: error: no such thing\nerror: echo does not build; "))
    // A cold start too, although the linker has removed its output.
    async let first = dev.variable()
    async let second = dev.variable()
    #expect(await [first, second] == ["two", "two"])

    package.save("three")
    await dev.untilServed(2)
    #expect(await dev.variable() == "three")
    #expect((await dev.end()).status == 143)
    let left = await RunningCommand("/bin/ls", ["\(package.folder.path)/out"]).outcome().text
    #expect(left == "echo\nother\n", "what was served is gone")
  }

  @Test func `a source that is saved during the first build is built after it`() async {
    let package = await RebuiltPackage("echo", waitsFor: "pipe")
    let path = package.folder.path
    _ = await RunningCommand("/usr/bin/mkfifo", ["\(path)/pipe"]).outcome()
    let command = package.command("--verbose")
    while access("\(path)/begun", F_OK) != 0, !Task.isCancelled { await Task.yield() }
    package.save("two")
    let release = RunningCommand("/bin/sh", ["-c", "echo > \"$0\"", "\(path)/pipe"])
    let dev = Dev(command: command, url: Dev.url(in: await command.errors(until: "-d '{}'")))
    await dev.untilServed(1)
    #expect(await dev.variable() == "two")
    await dev.end()
    _ = await release.outcome()
  }

  @Test func `a mistake in the settings leaves what is served, whatever is saved with it`() async {
    let package = await RebuiltPackage("echo")
    let dev = await package.start()
    package.set(#"{"echo":3}"#)
    await dev.untilFailed(1)
    package.save("two")
    await dev.untilFailed(2)
    // The second one is a cold start.
    async let first = dev.variable()
    async let second = dev.variable()
    #expect(await [first, second] == ["one", "one"])
    package.set("{}")
    await dev.untilServed(1)
    #expect(await dev.variable() == "two")
    await dev.end()
  }

  @Test func `a build has one outcome, also when its settings are wrong`() async {
    let package = await RebuiltPackage("echo")
    let dev = await package.start("--json")
    package.set(#"{"echo":3}"#)
    await dev.untilFailed(1)
    package.save("two")
    await dev.untilFailed(2)
    package.set("{}")
    await dev.untilServed(1)
    package.save("three")
    await dev.untilServed(2)
    let isBegin = await dev.end().text.split(separator: "\n")
      .filter { $0.contains(#""type":"martlet.build""#) }
      .map { $0.contains(#""status":"started""#) }
    #expect(isBegin.count >= 4)
    #expect(isBegin == isBegin.indices.map { $0 % 2 == 0 }, "begins and outcomes in turn")
  }

  @Test func `of a mistake in a source and one in the settings the source's is told first`() async {
    let package = await RebuiltPackage("echo")
    let dev = await package.start()
    package.set(#"{"echo":3}"#)
    await dev.untilFailed(1)
    package.save("BROKEN")
    let text = await dev.command.errors(until: "the last good version is served", times: 2)
    #expect(text.contains("error: echo does not build; the last good version is served"))
    await dev.end()
  }

  @Test func `settings change while a build is broken`() async {
    let package = await RebuiltPackage("echo")
    let dev = await package.start()
    package.save("BROKEN")
    await dev.untilFailed(1)
    package.set(#"{"echo":{"environment":{"GREETING":"day"}}}"#)
    await dev.untilServed(1)
    #expect(await dev.variable("GREETING") == "day")
    #expect(await dev.variable() == "one")
    await dev.end()
  }

  @Test func `a file of variables is read again when it changes, also after a mistake in it`() async
  {
    let package = await RebuiltPackage("echo")
    package.folder.write("vars", "GREETING=day\n")
    package.set(#"{"echo":{"environmentFile":"vars"}}"#)
    let dev = await package.start()
    #expect(await dev.variable("GREETING") == "day")
    package.folder.write("vars", "no variable\n")
    await dev.untilFailed(1)
    package.folder.write("vars", "GREETING=night\n")
    await dev.untilServed(1)
    #expect(await dev.variable("GREETING") == "night")
    await dev.end()
  }

  @Test func `a file of variables that changes before it is watched is read again`() async {
    let package = await RebuiltPackage("echo", "other")
    let path = "\(package.folder.path)/env"
    package.folder.write("env/vars", "GREETING=day\n")
    _ = await RunningCommand("/usr/bin/mkfifo", ["\(path)/pipe"]).outcome()
    let dev = await package.start()
    // Whoever reads the second file waits for it, and has read the first one.
    let writer = RunningCommand(
      "/bin/sh",
      [
        "-c",
        """
        exec 3> "$0/pipe"; echo GREETING=evening > "$0/vars"
        rm "$0/pipe"; : > "$0/pipe"
        """, path,
      ])
    package.set(
      #"{"echo":{"environmentFile":"env/vars"},"other":{"environmentFile":"env/pipe"}}"#)
    _ = await writer.outcome()
    while await dev.variable("GREETING") != "evening", !Task.isCancelled {}
    await dev.end()
  }

  @Test func `a function that is taken out of the package is served no longer`() async {
    let package = await RebuiltPackage("echo", "other")
    let dev = await package.start()
    #expect(await dev.variable(of: "other") == "one")
    package.describe("echo")
    await dev.command.errors(until: "other: gone, and no longer served.")
    #expect(await dev.variable(of: "other").contains("Function not found"))
    #expect(await dev.variable() == "one")
    package.describe("echo", "other")
    await dev.command.errors(until: "echo, other: the new version is served")
    #expect(await dev.variable(of: "other") == "one")
    await dev.end()
  }

  @Test func `a new manifest is not forgotten when its first build fails`() async {
    let package = await RebuiltPackage("echo")
    let dev = await package.start()
    package.save("BROKEN", of: "other")
    package.describe("echo", "other")
    await dev.untilFailed(1)
    // Only a source is saved now, in a folder that is watched since.
    package.save("two", of: "other")
    await dev.untilServed(1)
    #expect(await dev.variable(of: "other") == "two")
    await dev.end()
  }

  @Test func `only what a change goes into is built again`() async throws {
    let package = await RebuiltPackage("echo", "other")
    let dev = await package.start()
    package.folder.write("calls", "")
    package.save("two")
    await dev.untilServed(1)
    let calls = String(
      decoding: try FileTree.read("\(package.folder.path)/calls"), as: UTF8.self)
    let words = calls.split(separator: "\n").map { $0.prefix(22) }
    #expect(words == ["build --product echo -"])
    #expect(await dev.variable(of: "other") == "one")
    await dev.end()
  }

  /// Each with the source that is saved.
  @Test(arguments: [
    (#"{"targets":[{"name":"Maker","path":"Plugins/Maker","type":"plugin"},"#, "Sources/echo/a"),
    (#"{"dependencies":[{"type":"fileSystem","path":"near"}],"targets":["#, "near/Sources/a"),
  ])
  func `where nobody says what a source goes into, all is built`(
    described: String, source: String
  ) async throws {
    let package = await RebuiltPackage("echo", "other")
    let path = package.folder.path
    package.folder.write("near/Sources/a", "")
    let text = String(decoding: try FileTree.read("\(path)/describe.json"), as: UTF8.self)
    package.folder.write(
      "describe.json",
      text.replacing(#"{"name":"shop","targets":["#, with: described)
        .replacing(#""path":"near""#, with: #""path":"\#(path)/near""#))
    let dev = await package.start()
    package.folder.write("calls", "")
    package.folder.write(source, "more")
    await dev.command.errors(until: "echo, other: the new version is served")
    let calls = String(decoding: try FileTree.read("\(path)/calls"), as: UTF8.self)
    #expect(calls.split(separator: "\n").count == 2)
    await dev.end()
  }

  @Test func `what two functions share by links is built for both`() async {
    let package = await RebuiltPackage("echo", "other")
    let sources = "\(package.folder.path)/Sources"
    unlink("\(sources)/other/main.swift")
    symlink("../echo/main.swift", "\(sources)/other/main.swift")
    package.folder.write("Sources/other/own/a.swift", "")
    symlink("../other/own", "\(sources)/echo/linked")
    let dev = await package.start()
    package.save("two")
    await dev.command.errors(until: "echo, other: the new version is served")
    package.folder.write("Sources/other/own/a.swift", "more")
    await dev.command.errors(until: "echo, other: the new version is served", times: 2)
    await dev.end()
  }

  @Test func `what somebody has cleaned away is built again with the next change`() async {
    let package = await RebuiltPackage("echo", "other")
    let dev = await package.start()
    _ = await RunningCommand("/bin/sh", ["-c", "rm \"$0\"/out/*", package.folder.path]).outcome()
    package.save("two")
    await dev.command.errors(until: "echo, other: the new version is served")
    #expect(await dev.variable(of: "other") == "one")
    await dev.end()
  }

  @Test func `a function that does not build is in no other's way, and not forgotten`() async {
    let package = await RebuiltPackage("echo", "other")
    let dev = await package.start()
    package.save("BROKEN")
    await dev.untilFailed(1)
    package.save("two", of: "other")
    await dev.untilFailed(2)
    #expect(await dev.variable(of: "other") == "two")
    #expect(await dev.variable() == "one")
    package.save("three")
    await dev.command.errors(until: "echo: the new version is served")
    #expect(await dev.variable() == "three")
    await dev.end()
  }
}
