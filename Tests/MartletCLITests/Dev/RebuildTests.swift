import Glibc
import Testing

/// Saving a source while `martlet dev` serves, with a toolchain whose compiler copies the source.
@Suite(.timeLimit(.minutes(2))) struct RebuildTests {
  private static func package() async -> FakePackage {
    let package = await FakePackage(["echo": FakePackage.function(registering: "")])
    await package.build(
      """
      if grep -q BROKEN "\(package.folder.path)/Sources/echo/main.swift"; then
        rm -f "\(package.folder.path)/out/echo"
        echo '[1/2] Compiling'; echo '/a.swift:1:1: error: no such thing'; exit 1
      fi
      rm -f "\(package.folder.path)/out/echo"
      cat "\(package.folder.path)/Sources/echo/main.swift" \
        > "\(package.folder.path)/out/echo.new"
      chmod 755 "\(package.folder.path)/out/echo.new"
      mv "\(package.folder.path)/out/echo.new" "\(package.folder.path)/out/echo"
      """)
    return package
  }

  private static func start(
    _ package: FakePackage, _ arguments: String...
  ) async -> (RunningCommand, String) {
    let command = RunningCommand(
      Programs.martlet, ["dev", "--port", "0", "--timeout", "60"] + arguments,
      directory: package.folder.path,
      environment: [
        "PATH": "\(package.folder.path)/bin:/usr/bin:/bin", "_HANDLER": nil,
      ])
    return (command, Dev.url(in: await command.errors(until: "-d '{}'")))
  }

  private static func version(_ url: String) async -> String {
    let text = await martlet("invoke", "echo", "{}", "--endpoint", url).text
    return text.firstMatch(of: #/"V=(\w+)"/#).map { String($0.1) } ?? text
  }

  @Test(arguments: [[], ["--poll"]])
  func `a saved source is built and served, and one that does not build changes nothing`(
    flags: [String]
  ) async throws {
    let package = await Self.package()
    let file = "Sources/echo/main.swift"
    package.folder.write(file, Self.scripted("one"))
    let (command, url) = await Self.start(package, flags.first ?? "--verbose")
    #expect(await Self.version(url) == "one")

    package.folder.write(file, Self.scripted("two"))
    await command.errors(until: "echo: the new version is served, built in ")
    #expect(await Self.version(url) == "two")

    package.folder.write(file, Self.scripted("BROKEN"))
    let text = await command.errors(until: "the last good version is served")
    #expect(text.contains("\n/a.swift:1:1: error: no such thing\nerror: echo does not build; "))
    // A cold start too, although the linker has removed its output.
    async let first = Self.version(url)
    async let second = Self.version(url)
    #expect(await [first, second] == ["two", "two"])

    package.folder.write(file, Self.scripted("three"))
    await untilServed(3, by: command)
    #expect(await Self.version(url) == "three")
    command.signal(SIGTERM)
    #expect((await command.outcome()).status == 143)
    let left = await RunningCommand("/bin/ls", ["\(package.folder.path)/out"]).outcome().text
    #expect(left == "echo\n", "the copies that were served are gone")
  }

  /// Waits until a new version has been served for the given time, the first one included.
  private func untilServed(_ count: Int, by command: RunningCommand) async {
    while !Task.isCancelled {
      let text = await command.errors(until: "served")
      if text.matches(of: #/the new version is served/#).count >= count - 1 { return }
      await Task.yield()
    }
  }

  /// A bootstrap of the function that answers with its variables.
  private static func scripted(_ version: String) -> String {
    """
    #!/bin/sh
    [ "$1" = --martlet-functions ] && exit 0
    export V=\(version) _HANDLER=env
    exec \(Programs.bootstrap)

    """
  }
}
