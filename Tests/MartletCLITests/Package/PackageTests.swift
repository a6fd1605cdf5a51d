import Testing

@testable import MartletCLI

/// What `martlet package` makes of a build, with a toolchain that is a script. Real builds are
/// packaged by `.ci/check-package`.
@Suite struct PackageTests {
  /// A package whose builds give the scripted bootstrap, which does what its name says.
  private func runnable(_ name: String) async -> FakePackage {
    let package = await FakePackage([:])
    package.describe([name])
    await package.build(
      "mkdir -p '\(package.folder.path)/out'; cp '\(Programs.bootstrap)' \"\(package.folder.path)/out/$product\""
    )
    return package
  }

  /// A package whose builds give a static executable of a machine that this one is not.
  private func foreign(_ name: String) async throws -> FakePackage {
    let package = await FakePackage([:])
    package.describe([name])
    let machine = ELFFile.Machine.current == .arm64 ? 62 : 183
    try FileTree.write(
      ELFBuilder(machine: machine, kind: 2, interpreter: nil).bytes,
      to: "\(package.folder.path)/out/\(name)", isExecutable: true)
    // The last two words are the two files.
    await package.folder.install(
      "bin/llvm-objcopy", "while [ $# -gt 2 ]; do shift; done; cp \"$1\" \"$2\"")
    return package
  }

  private let loading = ["--link", "dynamic", "--libcurl", "system", "--format", "directory"]

  @Test func `a folder holds the bootstrap and what it loads, and the function was started`()
    async throws
  {
    let package = await runnable("echo")
    let outcome = await package.martlet(["package"] + loading)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text == ".build/package/echo\n")
    #expect(
      outcome.errors.contains(#/\nfunction  artifact .*\necho      echo .* dynamic .* ms\n$/#))
    let output = "\(package.folder.path)/.build/package"
    #expect(Set(try FileTree.names(in: output)) == ["echo", "echo.debug"])
    let items = try FileTree.items(below: "\(output)/echo")
    #expect(items.first == .init(path: "bootstrap", kind: .file(isExecutable: true)))
    #expect(items.contains { $0.path == "lib/libswiftCore.so" })
    #expect(!items.contains { $0.path.hasPrefix("lib/libc.so") })
  }

  @Test func `a folder of the function's name that is no artifact is left alone`() async throws {
    let package = await runnable("echo")
    let mine = "\(package.folder.path)/Sources/echo/Echo.swift"
    try FileTree.write([1], to: mine)
    let outcome = await package.martlet(["package", "--output", "Sources"] + loading)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("Sources/echo is there and is no artifact"))
    #expect(try FileTree.read(mine) == [1])
    #expect(try FileTree.names(in: "\(package.folder.path)/Sources") == ["echo"])
  }

  @Test func `an artifact is replaced, whatever way its folder is written`() async throws {
    let package = await runnable("echo")
    for output in ["dist", "./dist//"] {
      let outcome = await package.martlet(["package", "--output", output] + loading)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.text == "dist/echo\n")
    }
    let outcome = await package.martlet(["package", "--output", ""] + loading)
    #expect(outcome.status == 2)
  }

  @Test func `a function that does not start is not delivered, and its log says why`() async throws
  {
    let package = await runnable("init-exit")
    let outcome = await package.martlet(["package", "init-exit"] + loading)
    #expect(outcome.status == 3)
    #expect(outcome.text == "")
    #expect(
      outcome.errors.hasSuffix(
        """
        Runtime exited without providing a reason
        INIT_REPORT Init Duration: \(outcome.initDuration) ms\tPhase: init\tStatus: error\t\
        Error Type: Runtime.ExitError
        error: init-exit does not start: Runtime.ExitError; nothing is delivered. If its init \
        phase needs what only the cloud has: --no-start

        """), "\(outcome.errors)")
    #expect(try FileTree.names(in: "\(package.folder.path)/.build/package") == [])
    let other = await package.martlet(["package", "--no-start", "--output", "dist"] + loading)
    #expect(other.status == 0)
    #expect(other.text == "dist/init-exit\n")
    #expect(other.errors.contains("not measured"))
  }

  @Test func `a zip for another machine is made without being run, the same each time`()
    async throws
  {
    let package = try await foreign("Far")
    package.folder.write("out/shop_Far.resources/menu.txt", "soup")
    package.folder.write("out/shop_Other.resources/menu.txt", "salad")
    let script = await package.folder.install(
      "libcurl/runtime/libcurl/build", "echo '\(package.folder.path)/curl'")
    package.folder.write("curl/lib/libcurl.a", "")
    package.depend(on: "libcurl")
    var zips: [[UInt8]] = []
    for folder in ["one", "two"] {
      let outcome = await package.martlet(["package", "Far", "--output", folder])
      #expect(outcome.status == 0, "\(outcome.errors) \(script)")
      #expect(outcome.text == "\(folder)/Far.zip\n")
      #expect(outcome.errors.contains("warning: Far is for "))
      zips.append(try FileTree.read("\(package.folder.path)/\(folder)/Far.zip"))
    }
    #expect(zips[0] == zips[1])
    let names = zips[0].matches(of: [0x50, 0x4B, 1, 2]).map { start in
      let length = Int(zips[0][start + 28])
      return String(decoding: zips[0][(start + 46)..<(start + 46 + length)], as: UTF8.self)
    }
    #expect(names == ["bootstrap", "shop_Far.resources/", "shop_Far.resources/menu.txt"])
  }

  @Test func `a libcurl that does not build is told with another way`() async {
    let package = await runnable("echo")
    await package.folder.install("libcurl/runtime/libcurl/build", "echo 'no compiler' >&2; exit 1")
    package.depend(on: "libcurl")
    let outcome = await package.martlet(["package"])
    #expect(outcome.status == 3)
    #expect(
      outcome.errors
        == "no compiler\nerror: the minimal libcurl does not build, see above; to use the "
        + "system's: --libcurl system --link static-stdlib\n")
    package.depend(on: "inner")
    let without = await package.martlet(["package"])
    #expect(without.errors.contains("holds Martlet's runtime/libcurl/build; update the dependency"))
  }

  @Test(arguments: [
    (
      "x86_64-swift-linux-musl",
      "the Swift SDK other brings musl, and Martlet's runtime needs glibc"
    ),
    ("riscv64-unknown-linux-gnu", "libcurl is not built for riscv64-unknown-linux-gnu on this"),
    ("nothing", "SwiftPM does not say what the Swift SDK other is for"),
  ])
  func `a Swift SDK that cannot work is refused before anything is built`(
    triple: String, message: String
  ) async {
    let package = await runnable("echo")
    await package.folder.install(
      "bin/swift",
      """
      case "$*" in
      *--show-bin-path*) echo "/shop/.build/\(triple)/release" ;;
      *describe*) cat "\(package.folder.path)/describe.json" ;;
      sdk*) echo "sdkRootPath: /sdk" ;;
      *) echo building >&2; exit 1 ;;
      esac
      """)
    let outcome = await package.martlet(["package", "--swift-sdk", "other"])
    #expect([2, 3].contains(outcome.status))
    #expect(outcome.errors.hasPrefix("error: \(message)"), "\(outcome.errors)")
  }

  @Test(arguments: [
    ("echo No Swift SDKs are currently installed.", "none is installed; `swift sdk install` does"),
    ("echo one; echo two", "the installed ones are: one, two"),
  ])
  func `a Swift SDK that is not installed is told with those that are`(
    list: String, message: String
  ) async {
    let package = await runnable("echo")
    await package.folder.install(
      "bin/swift",
      """
      case "$*" in
      *describe*) cat "\(package.folder.path)/describe.json" ;;
      "sdk list") \(list) ;;
      *) echo failing >&2; exit 1 ;;
      esac
      """)
    let outcome = await package.martlet(["package", "--swift-sdk", "other"])
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.hasPrefix("error: no Swift SDK is called \"other\"; \(message)"),
      "\(outcome.errors)")
  }

  @Test(arguments: [("file/dist", "Not a directory"), ("file", "Not a directory")])
  func `an output that cannot be written to is refused before anything is built`(
    output: String, reason: String
  ) async throws {
    let package = await runnable("echo")
    await package.build("echo building >&2; exit 1")
    package.folder.write("file", "mine")
    let outcome = await package.martlet(["package", "--output", output] + loading)
    #expect(outcome.status == 5)
    #expect(
      outcome.errors
        == "error: cannot write to \(package.folder.path)/\(output): \(reason); choose another "
        + "--output\n")
  }

  @Test func `a build that fails leaves no output folder`() async throws {
    let package = await runnable("echo")
    await package.build("exit 1")
    let outcome = await package.martlet(["package", "--output", "new/dist"] + loading)
    #expect(outcome.status == 3)
    #expect(!FileTree.exists("\(package.folder.path)/new"))
  }

  @Test func `a missing gzip is told before anything is built`() async throws {
    let package = await runnable("echo")
    await package.build("echo building >&2; exit 1")
    await package.folder.install("bin/llvm-objcopy", "")
    try FileTree.link("\(package.folder.path)/bin/cat", to: "/bin/cat")
    let command = package.start("package", environment: ["PATH": "\(package.folder.path)/bin"])
    let outcome = await command.outcome()
    #expect(outcome.status == 5)
    #expect(
      outcome.errors
        == "error: gzip is not on the PATH; install gzip, or choose --format directory\n")
  }
}

extension RunningCommand.Outcome {
  /// The only thing in a log that is never the same.
  fileprivate var initDuration: String {
    errors.firstMatch(of: #/Init Duration: ([0-9.]+) ms/#).map { String($0.1) } ?? ""
  }
}

extension [UInt8] {
  /// Where some bytes stand.
  fileprivate func matches(of bytes: [UInt8]) -> [Int] {
    indices.filter { self[$0...].starts(with: bytes) }
  }
}
