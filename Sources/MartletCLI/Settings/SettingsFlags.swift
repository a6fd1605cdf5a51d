internal import Glibc
internal import MartletEmulator

/// The flags that set a function's limits and variables, for all functions or, behind `NAME:`, for
/// one.
struct SettingsFlags {
  static let options: [Option] = [
    .value("--timeout", "[NAME:]SECONDS"), .value("--memory", "[NAME:]MB"),
    .value("--env", "[NAME:]KEY=VALUE"), .value("--env-file", "[NAME:]PATH"),
    .value("--reserved-concurrency", "[NAME:]N"), .value("--max-concurrency", "[NAME:]N"),
    .flag("--snap-start"), .flag("--tenant-isolation"), .flag("--cpu-throttle"),
    .value("--extensions", "[NAME:]DIR"),
  ]

  private var forAll = FunctionSettings()
  private var forOne: [String: FunctionSettings] = [:]
  /// The flag that first named a function, for messages.
  private var flags: [String: String] = [:]

  /// The files of variables that were read, as absolute paths.
  private(set) var files: [String] = []

  /// Whether nothing is set.
  var isEmpty: Bool { forAll == FunctionSettings() && forOne.isEmpty }

  init(_ arguments: Arguments) throws(CommandError) {
    // Files first: a variable that is given by itself counts more than one in a file.
    for text in arguments.all("--env-file") {
      let isFile = access(text, F_OK) == 0
      let (name, path) = isFile ? (nil, text) : Self.sides(text)
      let variables = try EnvironmentFile.read(path)
      files.append(WorkingDirectory.absolute(path))
      change(name, "--env-file") { $0.environment.merge(variables) { $1 } }
    }
    for text in arguments.all("--env") {
      let (name, key, value) = try Self.variable(text)
      change(name, "--env") { $0.environment[key] = value }
    }
    for text in arguments.all("--timeout") {
      let (name, seconds) = try Self.number("--timeout", text, FunctionSettings.timeouts)
      change(name, "--timeout") { $0.timeout = .milliseconds(Int64(seconds * 1000)) }
    }
    for text in arguments.all("--memory") {
      let (name, size) = try Self.number("--memory", text, FunctionSettings.memorySizes)
      change(name, "--memory") { $0.memorySize = size }
    }
    for text in arguments.all("--reserved-concurrency") {
      let (name, number) = try Self.number(
        "--reserved-concurrency", text, FunctionSettings.concurrencies)
      change(name, "--reserved-concurrency") { $0.reservedConcurrency = number }
    }
    for text in arguments.all("--extensions") {
      let (name, path) = WorkingDirectory.isFolder(text) ? (nil, text) : Self.sides(text)
      guard WorkingDirectory.isFolder(path) else {
        throw CommandError(.usage, "--extensions is \"\(text)\", and there is no such folder")
      }
      change(name, "--extensions") { $0.extensionFolder = WorkingDirectory.absolute(path) }
    }
    if arguments.has("--cpu-throttle") { forAll.throttlesCPU = true }
    if arguments.has("--tenant-isolation") { forAll.isolatesTenants = true }
    if arguments.has("--snap-start") { forAll.initialization = .snapStart }
    for text in arguments.all("--max-concurrency") {
      let (name, number) = try Self.number(
        "--max-concurrency", text, InitializationType.concurrencies)
      if name == nil, arguments.has("--snap-start") {
        throw CommandError(
          .usage, "--max-concurrency and --snap-start: \(FunctionSettings.bothInitializations)")
      }
      change(name, "--max-concurrency") {
        $0.initialization = .managedInstances(maximumConcurrency: number)
      }
    }
  }

  /// Sets functions to what the flags say.
  func apply(to functions: inout [FunctionConfiguration]) throws(CommandError) {
    for name in forOne.keys.sorted() where !functions.contains(where: { $0.name == name }) {
      let served = functions.map(\.name).sorted().joined(separator: ", ")
      throw CommandError(
        .usage,
        "\(flags[name] ?? "") is for the function \(name), which is not here; here are: \(served)")
    }
    for index in functions.indices {
      forAll.apply(to: &functions[index])
      forOne[functions[index].name]?.apply(to: &functions[index])
    }
  }

  private mutating func change(
    _ name: String?, _ flag: String, _ change: (inout FunctionSettings) -> Void
  ) {
    guard let name else { return change(&forAll) }
    change(&forOne[name, default: FunctionSettings()])
    flags[name] = flags[name] ?? flag
  }

  // MARK: Values

  /// The name in front of a colon, where there is one, and the rest.
  private static func sides(_ text: String) -> (name: String?, rest: String) {
    let sides = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard sides.count == 2, FunctionNameRule.allows(String(sides[0])) else { return (nil, text) }
    return (String(sides[0]), String(sides[1]))
  }

  private static func variable(
    _ text: String
  ) throws(CommandError) -> (name: String?, key: String, value: String) {
    let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard sides.count == 2 else {
      throw CommandError(.usage, "--env is \"\(text)\"; give KEY=VALUE, or NAME:KEY=VALUE")
    }
    let (name, key) = Self.sides(String(sides[0]))
    if let problem = FunctionSettings.problem(withVariable: key) {
      throw CommandError(.usage, "--env is \"\(text)\", but \(problem)")
    }
    return (name, key, String(sides[1]))
  }

  private static func number<N: LosslessStringConvertible & Comparable>(
    _ flag: String, _ text: String, _ bounds: ClosedRange<N>
  ) throws(CommandError) -> (name: String?, number: N) {
    let (name, rest) = sides(text)
    guard let number = N(rest), bounds.contains(number) else {
      throw CommandError(
        .usage,
        "\(flag) is \"\(text)\"; give a number from \(bounds.lowerBound) to \(bounds.upperBound)")
    }
    return (name, number)
  }
}
