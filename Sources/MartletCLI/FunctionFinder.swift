internal import MartletEmulator

/// Finds the functions that a command line names and builds what holds them.
struct FunctionFinder {
  let configuration: String
  let settings: SettingsFlags
  let session: Session

  /// The one function of a name: an executable of the package, or registered by one.
  func function(named name: String) async throws(CommandError) -> FunctionConfiguration {
    let found = try await functions(named: [name])
    if let function = found.first(where: { $0.name == name }) { return try set(function) }
    guard found.count == 1 else {
      let names = found.map(\.name).sorted().joined(separator: ", ")
      throw CommandError(.usage, "\(name) holds several functions: \(names); name one of them")
    }
    return try set(found[0])
  }

  private func set(_ function: FunctionConfiguration) throws(CommandError) -> FunctionConfiguration
  {
    var functions = [function]
    try settings.apply(to: &functions)
    try FunctionSettings.check(functions)
    return functions[0]
  }

  /// The functions of the given names, set as the package's file says and not yet as flags do, where
  /// the name of a host stands for all of its functions; without names, all of the package.
  func functions(named names: [String]) async throws(CommandError) -> [FunctionConfiguration] {
    let package = try await SwiftPackage.current(in: session)
    let build = FunctionBuild(
      package: package, flags: ["--configuration", configuration], session: session)
    let executables = try await build.executables(named: names)
    var functions = executables.flatMap { $0.configurations(named: names) }
    try SettingsFile(in: package.root).apply(to: &functions)
    return functions
  }
}
