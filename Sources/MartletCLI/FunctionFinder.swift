internal import MartletEmulator

/// Finds the functions that a command line names and builds what holds them.
struct FunctionFinder {
  let configuration: String
  let timeout: Duration?
  let session: Session

  /// The one function of a name: an executable of the package, or registered by one.
  func function(named name: String) async throws(CommandError) -> FunctionConfiguration {
    try await functions(named: [name])[0]
  }

  /// The functions of the given names; without names, all of the package.
  func functions(named names: [String]) async throws(CommandError) -> [FunctionConfiguration] {
    let package = try await SwiftPackage.current(in: session)
    guard !package.functions.isEmpty else {
      throw CommandError(
        .usage,
        "\(package.root) has no function: an executable target that depends on Martlet")
    }
    let build = FunctionBuild(package: package, configuration: configuration, session: session)
    // An executable's own name is enough to know what to build; a registered name is only known
    // once its host is built.
    let isDirect = !names.isEmpty && names.allSatisfy(package.functions.contains)
    let products = isDirect ? package.functions.filter(names.contains) : package.functions
    try await build.build(products)
    let found = try await build.functions(of: products).map(configured)
    var wanted = found
    if !isDirect, !names.isEmpty {
      wanted = try names.map { name throws(CommandError) in try pick(name, found) }
    }
    try refuseDuplicates(wanted)
    return wanted
  }

  private func configured(_ function: FunctionConfiguration) -> FunctionConfiguration {
    var function = function
    if let timeout { function.timeout = timeout }
    return function
  }

  private func pick(
    _ name: String, _ found: [FunctionConfiguration]
  ) throws(CommandError) -> FunctionConfiguration {
    if let function = found.first(where: { $0.name == name }) { return function }
    let names = found.map(\.name).sorted().joined(separator: ", ")
    throw CommandError(.usage, "no function is called \(name); the functions are: \(names)")
  }

  private func refuseDuplicates(
    _ functions: [FunctionConfiguration]
  ) throws(CommandError) {
    let byName = Dictionary(grouping: functions, by: \.name)
    guard let (name, twins) = byName.first(where: { $0.value.count > 1 }) else { return }
    let places = twins.map(\.bootstrap).joined(separator: " and ")
    throw CommandError(.usage, "two functions are called \(name), in \(places); rename one")
  }
}
