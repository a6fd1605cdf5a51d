internal import MartletCurl

/// A Swift SDK: another system's headers and libraries, to build for it from here.
struct SwiftSDK {
  let name: String
  /// What it builds for, such as `x86_64-unknown-linux-gnu`.
  let triple: String
  /// The other system's root folder.
  let root: String
  /// Where Swift's shared libraries for it are.
  let runtimeLibraries: String

  /// Asks SwiftPM about an SDK that is installed.
  static func find(
    _ name: String, for package: SwiftPackage, in session: Session
  ) async throws(CommandError) -> SwiftSDK {
    let folder = try await buildFolder(name, package, in: session)
    // It ends with the triple and the configuration.
    let parts = lines(folder).last?.split(separator: "/").map(String.init) ?? []
    guard let triple = parts.dropLast().last, triple.contains("-") else {
      throw CommandError(.buildFailed, "SwiftPM does not say what the Swift SDK \(name) is for")
    }
    guard !triple.contains("musl") else {
      throw CommandError(
        .usage,
        """
        the Swift SDK \(name) brings musl, and Martlet's runtime needs glibc; --link static, \
        without an SDK, makes executables that run on any Linux too
        """)
    }
    let configuration = lines(
      try await SwiftTool.ask(
        ["sdk", "configure", "--show-configuration", name, triple], in: session))
    func value(_ key: String) -> String? {
      configuration.first { $0.hasPrefix("\(key): /") }.map { String($0.dropFirst(key.count + 2)) }
    }
    guard let root = value("sdkRootPath") else {
      throw CommandError(.buildFailed, "SwiftPM does not say where the Swift SDK \(name) lies")
    }
    let resources = value("swiftResourcesPath") ?? "\(root)/usr/lib/swift"
    return SwiftSDK(
      name: name, triple: triple, root: root, runtimeLibraries: "\(resources)/linux")
  }

  /// Where SwiftPM builds with it.
  private static func buildFolder(
    _ name: String, _ package: SwiftPackage, in session: Session
  ) async throws(CommandError) -> [UInt8] {
    let question = [
      "build", "--package-path", package.root, "--swift-sdk", name, "--show-bin-path",
    ]
    if let folder = try await SwiftTool.answer(to: question, in: session) { return folder }
    // SwiftPM's own words for a name that it does not know are about its folders.
    let installed = try await installed(in: session)
    guard installed.contains(name) else {
      let choices =
        installed.isEmpty
        ? "none is installed; `swift sdk install` does that"
        : "the installed ones are: \(installed.joined(separator: ", "))"
      throw CommandError(.usage, "no Swift SDK is called \"\(name)\"; \(choices)")
    }
    throw try await SwiftTool.failure(of: question, in: session)
  }

  /// The names of the SDKs that there are. Where there are none, SwiftPM says so in a sentence.
  private static func installed(in session: Session) async throws(CommandError) -> [String] {
    lines(try await SwiftTool.ask(["sdk", "list"], in: session)).filter { !$0.contains(" ") }
  }

  /// Whether programs for it run on this machine too.
  var isNative: Bool {
    let machine: ELFFile.Machine? =
      switch triple.prefix(while: { $0 != "-" }) {
      case "x86_64": .amd64
      case "aarch64", "arm64": .arm64
      default: nil
      }
    return machine == .current
  }

  private static func lines(_ output: [UInt8]) -> [String] {
    String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
