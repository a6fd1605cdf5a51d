internal import MartletEmulator

/// Finds the functions that a command line names and builds what holds them.
struct FunctionFinder {
  let configuration: String
  let timeout: Duration?
  let session: Session

  /// The one function of a name: an executable of the package, or registered by one.
  func function(named name: String) async throws(CommandError) -> FunctionConfiguration {
    let found = try await functions(named: [name])
    if let function = found.first(where: { $0.name == name }) { return function }
    guard found.count == 1 else {
      let names = found.map(\.name).sorted().joined(separator: ", ")
      throw CommandError(.usage, "\(name) holds several functions: \(names); name one of them")
    }
    return found[0]
  }

  /// The functions of the given names, where the name of a host stands for all of its functions;
  /// without names, all of the package.
  func functions(named names: [String]) async throws(CommandError) -> [FunctionConfiguration] {
    let package = try await SwiftPackage.current(in: session)
    let build = FunctionBuild(
      package: package, flags: ["--configuration", configuration], session: session)
    let executables = try await build.executables(named: names)
    return executables.flatMap { executable in
      executable.functions(named: names).map { name in
        var function = FunctionConfiguration(name: name, bootstrap: executable.path)
        if let timeout { function.timeout = timeout }
        return function
      }
    }
  }
}
