import Glibc
import Testing

@testable import MartletCLI

/// What `martlet dev` serves of a build, next to which others build too.
@Suite(.timeLimit(.minutes(5))) struct ServedCopiesTests {
  @Test func `what writes over an executable changes nothing that is served`() async throws {
    let package = await RebuiltPackage("echo")
    let dev = await package.start()
    let file = try #require(fopen("\(package.folder.path)/out/echo", "r+e"))
    defer { fclose(file) }
    fputs("#!/bin/false\n", file)
    fflush(file)
    #expect(await dev.variable() == "one")
    await dev.end()
  }

  @Test func `a build that fails and leaves half of an executable changes nothing that is served`()
    async
  {
    let package = await RebuiltPackage("echo")
    await package.package.build(
      """
      out="\(package.folder.path)/out/$product"
      cat "\(package.folder.path)/Sources/$product/main.swift" > "$out"
      if grep -q BROKEN "$out"; then
        echo '#!/bin/false' > "$out"; echo '/a.swift:1:1: error: no such thing'; exit 1
      fi
      chmod 755 "$out"
      """)
    let dev = await package.start()
    package.save("BROKEN")
    await dev.untilFailed(1)
    async let first = dev.variable()
    async let second = dev.variable()
    #expect(await [first, second] == ["one", "one"])
    // Read again with the settings, but not built.
    package.set(#"{"echo":{"environment":{"GREETING":"day"}}}"#)
    await dev.untilServed(1)
    #expect(await dev.variable() == "one")
    await dev.end()
  }

  @Test func `what a killed process left is removed, and what another one serves is not`() async {
    let package = await RebuiltPackage("echo")
    let folder = "\(package.folder.path)/out"
    let first = await package.start()
    let second = await package.start()
    first.command.signal(SIGKILL)
    _ = await first.command.outcome()
    let third = await package.start()
    let names = (try? FileTree.names(in: folder)) ?? []
    #expect(
      Set(names) == [
        "echo", "other", "echo.served-\(second.command.id)-1", "echo.served-\(third.command.id)-1",
      ])
    #expect(await second.variable() == "one")
    for dev in [second, third] { await dev.end() }
  }
}
