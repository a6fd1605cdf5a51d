import Glibc
import Testing

/// A system that has no inotify left to give, because other programs use it up: files are looked at
/// instead, and it is said once, with the limit and what helps.
///
/// In a namespace of their own, users have limits of their own.
@Suite(.timeLimit(.minutes(1))) struct ExhaustedWatchTests {
  /// Starts `martlet dev` in a package with a limit on what it may have; nil on a machine that gives
  /// nobody a namespace.
  private static func start(
    _ package: RebuiltPackage, _ limit: String, _ number: Int
  ) async -> Dev? {
    let command = package.command(
      under: [
        "/usr/bin/unshare", "--user", "--map-root-user", "/bin/sh", "-c",
        "echo \(number) > /proc/sys/user/max_inotify_\(limit) && exec \"$0\" \"$@\"",
      ])
    let text = await command.errors(until: "-d '{}'")
    guard text.contains("http") else { return nil }
    return Dev(command: command, url: Dev.url(in: text))
  }

  @Test func `without an instance of it`() async {
    let package = await RebuiltPackage("echo")
    guard let dev = await Self.start(package, "instances", 0) else { return }
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

  @Test func `without a watch for a new folder`() async {
    let package = await RebuiltPackage("echo")
    guard let dev = await Self.start(package, "watches", 20) else { return }
    for number in 0..<20 { package.folder.write("Sources/echo/\(number)/a.swift", "") }
    await dev.command.errors(until: "fs.inotify.max_user_watches is ")
    package.save("two")
    // The folders themselves are changes too, in one build or several.
    while await dev.variable() != "two", !Task.isCancelled {}
    await dev.end()
  }
}
