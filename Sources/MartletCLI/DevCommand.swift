internal import Glibc
internal import MartletCurl
internal import MartletEmulator

/// `martlet dev`: keeps the emulator up until a signal ends it.
struct DevCommand: Command {
  static let help = """
    Serve functions through the Invoke API, as Lambda does, until interrupted.

    USAGE: martlet dev [FUNCTION …] [OPTIONS]

    Without a name, all functions of the package are built and served, again at each change.

    OPTIONS:
      --bootstrap NAME=PATH        Serve any executable that speaks the Lambda Runtime API; may be
                                   repeated. Its _HANDLER is this command's, or else NAME.
      --host ADDRESS --port PORT   Where to listen (default: 127.0.0.1 9000; 0 picks a free port).
      --timeout SECONDS            How long an invocation may take (default: 3, as on Lambda);
                                   NAME:SECONDS is for one function, here and below.
      --memory MB                  How much memory a process may use (default: 128).
      --env KEY=VALUE              Set a variable. --env-file PATH reads them from a file.
      --reserved-concurrency N     How many invocations may run at a time; others get 429.
      --max-concurrency N          Give each process N at a time, as Managed Instances do.
      --snap-start                 Restore snapshots. --tenant-isolation: processes for each tenant.
      --extensions DIR             Start the executables in a folder beside each process.
      --cpu-throttle               Give each the processor time that belongs to its memory.
      --max-environments N         Processes per function (default: 64); further calls wait.
      --no-freeze                  Let processes run between invocations.
      --state DIRECTORY            Where accepted events are kept (default: .martlet).
      --record DIRECTORY           Write each invocation's event and answer there, for tests.
      --wait-for-debugger          Hold each new process until one has attached; no timeouts.
      --no-watch, --poll           Watch no files, or look every second (network file systems).
      --json, --verbose            All that happens: JSON on standard output, or Lambda's log.
      --release                    Build with optimization.

    EXAMPLES:
      martlet dev --bootstrap Rust=target/release/bootstrap

    """

  static let options: [Option] =
    [
      .value("--bootstrap", "NAME=PATH"), .value("--host", "ADDRESS"), .value("--port", "PORT"),
      .value("--max-environments", "N"), .flag("--no-freeze"),
      .value("--state", "DIRECTORY"), .value("--record", "DIRECTORY"),
      .flag("--no-watch"), .flag("--poll"), .flag("--json"), .flag("--verbose"),
      .flag("--wait-for-debugger"),
      .flag("--release"),
    ] + SettingsFlags.options

  private let names: [String]
  private let bootstraps: [FunctionConfiguration]
  private let host: String
  private let port: UInt16
  private let settings: SettingsFlags
  private let maximumEnvironments: Int
  private let freezes: Bool
  private let state: String
  private let recording: String?
  private let configuration: String
  private let arguments: Arguments

  init(_ arguments: Arguments) throws(CommandError) {
    self.arguments = arguments
    names = arguments.positionals
    host = arguments.value("--host") ?? "127.0.0.1"
    port = try arguments.number("--port", in: 0...UInt16.max) ?? 9000
    settings = try SettingsFlags(arguments)
    maximumEnvironments = try arguments.number("--max-environments", in: 1...1000) ?? 64
    state = WorkingDirectory.absolute(arguments.value("--state") ?? ".martlet")
    recording = arguments.value("--record").map(WorkingDirectory.absolute)
    freezes = !arguments.has("--no-freeze")
    configuration = arguments.has("--release") ? "release" : "debug"
    var bootstraps: [FunctionConfiguration] = []
    for text in arguments.all("--bootstrap") {
      bootstraps.append(try Self.bootstrap(text))
    }
    self.bootstraps = bootstraps
  }

  func run(in session: Session) async throws(CommandError) -> ExitStatus {
    let watches = !arguments.has("--no-watch")
    var package: DevPackage?
    if bootstraps.isEmpty || !names.isEmpty {
      package = try await DevPackage(
        named: names, configuration: configuration, copies: watches, in: session)
    }
    let file = settingsFile(of: package)
    let functions = try configurations(of: package, file, settings)
    let emulator = Emulator(
      functions, maximumEnvironments: maximumEnvironments, freezes: freezes, state: state,
      waitsForDebugger: arguments.has("--wait-for-debugger"), on: session.loop)
    session.onEnd { await emulator.shutdown() }
    Console.queueErrors(on: session.loop)
    session.loop.lookBeforeSleeping()
    if let recording { try await record(emulator, in: recording) }
    await observe(emulator, functions, in: session)
    do throws(TransportError) { try await emulator.checkState() } catch {
      throw CommandError(.unavailable, error.message)
    }
    announce(try await listen(emulator), functions, package?.executables ?? [])
    do throws(TransportError) {
      let count = try await emulator.resumeEvents()
      if count > 0 { Console.status("Going on with \(count) events from before the restart.\n") }
    } catch {
      throw CommandError(.unavailable, error.message)
    }
    if watches {
      let loop = DevLoop(
        emulator, serving: functions, of: package, settings: file, flagFiles: settings.files,
        in: session
      ) { () throws(CommandError) in
        try configurations(of: package, file, try SettingsFlags(arguments))
      }
      loop.start(polling: arguments.has("--poll"))
      session.onEnd { withExtendedLifetime(loop) {} }
    }
    await session.untilSignal()
  }

  private func record(_ emulator: Emulator, in folder: String) async throws(CommandError) {
    do throws(TransportError) {
      try await emulator.record(in: folder)
    } catch {
      throw CommandError(.unavailable, error.message)
    }
  }

  private func configurations(
    of package: DevPackage?, _ file: DevSettings, _ settings: SettingsFlags
  ) throws(CommandError) -> [FunctionConfiguration] {
    var functions = bootstraps + (package?.functions ?? [])
    try refuseDuplicates(functions)
    try file.apply(to: &functions)
    try settings.apply(to: &functions)
    try FunctionSettings.check(functions)
    try CPUThrottle.check(functions)
    return functions
  }

  /// Of the package, also where only bootstraps are served from within it; elsewhere of the working
  /// directory.
  private func settingsFile(of package: DevPackage?) -> DevSettings {
    if let package {
      return DevSettings(in: package.package.root, scope: names.isEmpty ? .all : .some)
    }
    let root = SwiftPackage.root
    return DevSettings(
      in: root ?? WorkingDirectory.path, scope: root == nil ? .unknown : .some)
  }

  /// Shows what happens to people and, where asked for, to machines.
  private func observe(
    _ emulator: Emulator, _ functions: [FunctionConfiguration], in session: Session
  ) async {
    let width = functions.count > 1 ? functions.map(\.name.count).max() : nil
    let isCompact = StandardStream.errors.isTerminal && !arguments.has("--verbose")
    let printer = TimelinePrinter(isCompact: isCompact, nameWidth: width)
    await emulator.observe { entry, line in printer.print(entry, line) }
    guard arguments.has("--json") else { return }
    let lines = Console.outputLog(on: session.loop) {
      "{\"type\":\"platform.logsDropped\",\"record\":{\"droppedRecords\":\($0)}}"
    }
    await emulator.observe { entry, _ in lines.write(Array("\(entry.json())\n".utf8)) }
  }

  private func listen(
    _ emulator: Emulator
  ) async throws(CommandError) -> Listener.Address {
    do throws(TransportError) {
      return try await emulator.listen(host: host, port: port)
    } catch {
      throw CommandError(
        .unavailable,
        "\(error.message); choose another with --port (0 picks a free one) or --host")
    }
  }

  private func refuseDuplicates(_ functions: [FunctionConfiguration]) throws(CommandError) {
    let byName = Dictionary(grouping: functions, by: \.name)
    guard let (name, twins) = byName.first(where: { $0.value.count > 1 }) else { return }
    let places = twins.map { WorkingDirectory.relative(ServedCopies.original(of: $0.bootstrap)) }
      .joined(separator: " and ")
    throw CommandError(.usage, "two functions are called \(name), in \(places); rename one")
  }

  private func announce(
    _ address: Listener.Address, _ functions: [FunctionConfiguration],
    _ executables: [FunctionExecutable]
  ) {
    let url = "http://\(address)"
    let width = functions.map(\.name.count).max() ?? 0
    let errors = StandardStream.errors
    Console.status("Martlet serves Lambda's Invoke API at \(errors.styled(url, .bold))\n")
    for function in functions.sorted(by: { $0.name < $1.name }) {
      let space = String(repeating: " ", count: width - function.name.count + 2)
      let built = executables.first { $0.functions.contains(function.name) }
      let path = WorkingDirectory.relative(built?.path ?? function.bootstrap)
      Console.status("  \(errors.styled(function.name, .bold))\(space)\(path)")
    }
    let name = functions.map(\.name).min() ?? ""
    Console.status(
      """

      Invoke one from another terminal:
        curl \(url)/2015-03-31/functions/\(name)/invocations -d '{}'

      """)
  }

  private static func bootstrap(
    _ text: String
  ) throws(CommandError) -> FunctionConfiguration {
    let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard sides.count == 2 else {
      throw CommandError(.usage, "--bootstrap is \"\(text)\"; give NAME=PATH")
    }
    guard FunctionNameRule.allows(sides[0]) else {
      throw CommandError(.usage, "--bootstrap is \"\(text)\", but \(FunctionNameRule.text)")
    }
    let path = WorkingDirectory.absolute(sides[1])
    guard access(path, F_OK) == 0 else {
      throw CommandError(.usage, "there is no bootstrap at \(sides[1])")
    }
    guard !WorkingDirectory.isFolder(path) else {
      throw CommandError(.usage, "\(sides[1]) is a folder; give the executable in it")
    }
    guard access(path, X_OK) == 0 else {
      throw CommandError(.usage, "\(sides[1]) is not executable; try: chmod +x \(sides[1])")
    }
    return FunctionConfiguration(
      name: sides[0], bootstrap: path, handler: getenv("_HANDLER").map { String(cString: $0) })
  }
}
