import Glibc
import Testing

/// A system that has no inotify left to give, because other programs use it up: files are looked at
/// instead, and it is said once, with the limit and what helps.
///
/// In a namespace of their own, users have limits of their own.
@Suite(
  .timeLimit(.minutes(5)),
  .enabled("the machine gives nobody a namespace") { await Namespace.isToBeHad() })
struct ExhaustedWatchTests {
  /// Starts `martlet dev` in a package with a limit on what it may have.
  private static func start(
    _ package: RebuiltPackage, _ limit: String, _ number: Int
  ) async throws -> Dev {
    let command = package.command(
      under: Namespace.command + [
        "/bin/sh", "-c",
        "echo \(number) > /proc/sys/user/max_inotify_\(limit) && exec \"$0\" \"$@\"",
      ])
    let text = await command.errors(until: "-d '{}'")
    try #require(text.contains("http"), "\(text)")
    return Dev(command: command, url: Dev.url(in: text))
  }

  @Test func `without an instance of it`() async throws {
    let package = await RebuiltPackage("echo")
    let dev = try await Self.start(package, "instances", 0)
    package.save("two")
    await dev.untilServed(1)
    #expect(await dev.variable() == "two")
    let text = await dev.end().errors
    let warnings = text.split(separator: "\n").filter { $0.hasPrefix("warning: ") }
    #expect(warnings.count == 1)
    #expect(
      warnings.first?.wholeMatch(
        of:
          #/
          warning:\ inotify\ is\ used\ up\ \(fs\.inotify\.max_user_instances\ is\ [0-9]+:\ .+
          run:\ sudo\ sysctl\ fs\.inotify\.max_user_instances=[0-9]+\);\ looking\ .+\ every\ second
          /#) != nil, "\(warnings)")
  }

  @Test func `without a watch for a new folder`() async throws {
    let package = await RebuiltPackage("echo")
    let dev = try await Self.start(package, "watches", 20)
    for number in 0..<20 { package.folder.write("Sources/echo/\(number)/a.swift", "") }
    await dev.command.errors(until: "fs.inotify.max_user_watches is ")
    package.save("two")
    // The folders themselves are changes too, in one build or several.
    while await dev.variable() != "two", !Task.isCancelled {}
    await dev.end()
  }
}

/// A place where limits are one's own.
private enum Namespace {
  static let command = ["/usr/bin/unshare", "--user", "--map-root-user"]

  static func isToBeHad() async -> Bool {
    let probe = ["/bin/sh", "-c", "echo 1 > /proc/sys/user/max_inotify_watches"]
    guard access(command[0], X_OK) == 0 else { return false }
    return await RunningCommand(command[0], command.dropFirst() + probe).outcome().status == 0
  }
}
