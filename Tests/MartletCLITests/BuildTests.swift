import Glibc
import Testing

/// What becomes of builds that fail, warn or hang, with a toolchain that is a script.
@Suite struct BuildTests {
  private let one = FakePackage.function(registering: "")

  @Test func `a build that fails shows the compiler's words and ends with its status`() async {
    let package = await FakePackage(["echo": one])
    await package.build("echo '[1/2] Compiling'; echo '/a.swift:1:1: error: no'; exit 1")
    let outcome = await package.martlet("invoke", "echo")
    #expect(outcome.status == 3)
    #expect(outcome.text == "")
    #expect(outcome.errors == "/a.swift:1:1: error: no\nerror: echo does not build\n")
  }

  @Test func `what the compiler warns of is shown, and the function runs`() async {
    let package = await FakePackage(["echo": one])
    await package.build("echo '[1/2] Compiling'; echo '/a.swift:1:1: warning: hm'")
    let outcome = await package.martlet("invoke", "echo", "[1]")
    #expect(outcome.text == "[1]")
    #expect(outcome.errors.hasPrefix("/a.swift:1:1: warning: hm\nINIT_START "))
  }

  @Test func `a neighbour that does not build matters only where the name is not found`() async {
    let host = FakePackage.function(registering: "echo", "Other")
    let package = await FakePackage(["Broken": one, "Host": host])
    await package.build("[ $product = Host ] || { echo broken; exit 1; }")
    #expect((await package.martlet("invoke", "echo", "[1]")).text == "[1]")
    let outcome = await package.martlet("invoke", "Nope")
    #expect(outcome.status == 3)
    #expect(outcome.errors == "broken\nerror: Broken does not build\n")
  }

  @Test func `a package that SwiftPM cannot read is quoted`() async {
    let package = await FakePackage(["echo": one])
    await package.folder.install("bin/swift", "echo 'the manifest is wrong' >&2; exit 1")
    let outcome = await package.martlet("invoke", "echo")
    #expect(outcome.status == 3)
    #expect(outcome.errors.hasPrefix("the manifest is wrong\nerror: swift package "))
  }

  @Test func `without swift on the PATH the remedy is where to get it`() async {
    let package = await FakePackage(["echo": one])
    let command = package.start("invoke", "echo", environment: ["PATH": "/nowhere"])
    let outcome = await command.outcome()
    #expect(outcome.status == 5)
    #expect(
      outcome.errors == "error: swift is not on the PATH; get it from swift.org/install\n")
  }

  @Test(arguments: [
    ("exit 3", "echo ends with status 3 when asked for its functions"),
    ("kill -11 $$", "echo ends with signal 11 when asked for its functions"),
    ("echo 'hello, world'", "echo lists its functions as \"hello, world\", but a function's name"),
    ("exec sleep 1000", "echo does not say within 5 s which functions it holds"),
  ])
  func `an executable that is no function is refused`(script: String, message: String) async {
    let package = await FakePackage(["echo": script])
    let outcome = await package.martlet("invoke", "echo")
    #expect(outcome.status == 3)
    #expect(outcome.errors.hasPrefix("error: \(message)"))
    #expect(outcome.errors.hasSuffix("is its @main a Function or a Host?\n"))
  }

  @Test(arguments: [[SIGINT], [SIGTERM], [SIGHUP], [SIGINT, SIGINT]])
  func `a signal during a build ends the build and its compilers`(signals: [Int32]) async throws {
    let package = await FakePackage(["echo": one])
    // As SwiftPM does it: the compiler has a process group of its own.
    let mark = "\(package.folder.path)/compiler"
    await package.build(
      "setsid sleep 1000 & echo $! > \"\(mark).new\"; mv \"\(mark).new\" \"\(mark)\"; wait")
    let command = package.start("invoke", "echo")
    let compiler = try #require(await pid(in: mark))
    #expect(isAlive(compiler))
    for number in signals { command.signal(number) }
    let outcome = await command.outcome()
    #expect(outcome.status == 128 + signals[0])
    #expect(outcome.errors == "")
    #expect(!isAlive(compiler))
  }

  /// Waits for a file that appears with all it holds.
  private func pid(in path: String) async -> pid_t? {
    let outcome = await RunningCommand(
      "/bin/sh", ["-c", "until [ -e \"$0\" ]; do sleep 0.02; done; cat \"$0\"", path]
    ).outcome()
    return pid_t(outcome.text.filter { !$0.isWhitespace })
  }
}
