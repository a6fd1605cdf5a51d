internal import MartletCurl

/// `martlet package`: makes what is deployed.
struct PackageCommand: Command {
  static let help = """
    Build functions for deployment, check what was built, and time its cold start.

    USAGE: martlet package [FUNCTION …] [OPTIONS]

    Without a name, all functions of the package. Each executable becomes a zip with `bootstrap`
    at its root and the resources of its targets, and the same sources always the same bytes; its
    symbols stay beside it as NAME.debug. It is started, not invoked. The paths of what was made
    go to standard output, everything else to standard error.

    OPTIONS:
      --output DIR        Where it goes (default: .build/package).
      --format zip|directory
      --link MODE         static (default): all inside; static-stdlib: loads the C library;
                          dynamic: loads Swift's libraries too, which come along in `lib`.
      --libcurl SOURCE    minimal (default): HTTP alone, built here; tls: HTTPS too; system: this
                          machine's, with all that it loads.
      --swift-sdk NAME    Build for another system, with an SDK that is installed for it.
      --no-start          Do not start it, for an init phase that needs the cloud.

    EXAMPLES:
      martlet package
      martlet package Hello --output dist
      aws lambda update-function-code --function-name Hello --zip-file fileb://dist/Hello.zip

    """

  static let options: [Option] = [
    .value("--output", "DIR"), .value("--format", "zip|directory"),
    .value("--link", "static|static-stdlib|dynamic"), .value("--libcurl", "minimal|tls|system"),
    .value("--swift-sdk", "NAME"), .flag("--no-start"),
  ]

  private let names: [String]
  private let output: String?
  private let format: ArtifactFormat
  private let link: LinkMode
  private let libcurl: LibcurlSource
  private let swiftSDK: String?
  private let startsFunctions: Bool

  init(_ arguments: Arguments) throws(CommandError) {
    names = arguments.positionals
    output = arguments.value("--output").map(WorkingDirectory.absolute)
    format = try arguments.choice("--format", of: ArtifactFormat.self) ?? .zip
    link = try arguments.choice("--link", of: LinkMode.self) ?? .static
    libcurl = try arguments.choice("--libcurl", of: LibcurlSource.self) ?? .minimal
    swiftSDK = arguments.value("--swift-sdk")
    startsFunctions = !arguments.has("--no-start")
    guard arguments.value("--output") != "" else {
      throw CommandError(.usage, "--output is empty; name a folder, or . for this one")
    }
    guard link != .static || libcurl != .system else {
      throw CommandError(
        .usage,
        """
        --libcurl system does not go into a static executable, nor do the dozens of libraries \
        that it loads; choose --libcurl minimal or tls, or --link static-stdlib
        """)
    }
  }

  func run(in session: Session) async throws(CommandError) -> ExitStatus {
    let package = try await SwiftPackage.current(in: session)
    let output = output ?? "\(package.root)/.build/package"
    // Before minutes go by with a build.
    try OutputFolder.check(output)
    _ = try SymbolSplit.find()
    if format == .zip { _ = try Gzip(session: session) }
    var sdk: SwiftSDK?
    if let swiftSDK { sdk = try await SwiftSDK.find(swiftSDK, for: package, in: session) }
    let flags = try await flags(for: package, sdk, in: session)
    let runtimeLibraries = try await runtimeLibraries(of: sdk, in: session)
    let executables = try await FunctionBuild(
      package: package, flags: flags.arguments,
      libraryPath: link == .dynamic ? runtimeLibraries.joined(separator: ":") : nil,
      session: session
    ).executables(named: names)
    let packaging = Packaging(
      package: package, flags: flags, format: format, output: output,
      startsFunctions: startsFunctions,
      libraryFolders: runtimeLibraries + SharedLibraries.systemFolders(below: sdk?.root ?? ""),
      session: session)
    return try await deliver(executables, packaging)
  }

  /// What the build is told, once what it is told of is there.
  private func flags(
    for package: SwiftPackage, _ sdk: SwiftSDK?, in session: Session
  ) async throws(CommandError) -> BuildFlags {
    var flags = BuildFlags(root: package.root, link: link, libcurl: libcurl, swiftSDK: swiftSDK)
    // Before anything is built, for a system that it cannot be built for.
    let compiler = libcurl == .system ? [] : try LibcurlBuild.compiler(for: sdk)
    guard link != .dynamic || libcurl != .system else { return flags }
    let martlet = try await MartletSources.of(package, in: session)
    if libcurl != .system {
      flags.libcurlPrefix = try await LibcurlBuild(
        package: package, martlet: martlet, compiler: compiler, session: session
      ).prefix(libcurl)
    }
    if link != .dynamic {
      flags.symbolOrder = martlet.startUpOrder
      if sdk == nil {
        flags.staticResources = try LeanSwiftLibraries.resources(
          from: try await SwiftTool.staticResources(in: session),
          in: "\(package.root)/.build/martlet")
      }
    }
    return flags
  }

  private func runtimeLibraries(
    of sdk: SwiftSDK?, in session: Session
  ) async throws(CommandError) -> [String] {
    guard link == .dynamic else { return [] }
    if let sdk { return [sdk.runtimeLibraries] }
    return try await SwiftTool.runtimeLibraries(in: session)
  }

  private func deliver(
    _ executables: [FunctionExecutable], _ packaging: Packaging
  ) async throws(CommandError) -> ExitStatus {
    var summary = PackageSummary(format: format)
    var paths: [String] = []
    for executable in executables {
      let artifact = try await packaging.artifact(of: executable)
      for warning in artifact.warnings { Console.warning(warning) }
      summary.rows += artifact.rows
      paths.append(artifact.path)
    }
    for line in summary.lines { Console.status(line) }
    try Console.output(paths.map { WorkingDirectory.relative($0) + "\n" }.joined())
    return .success
  }
}
