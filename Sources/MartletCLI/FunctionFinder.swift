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
      throw CommandError(
        .usage, "\(name) holds several functions: \(Self.list(found)); name one of them")
    }
    return found[0]
  }

  /// The functions of the given names, where the name of a host stands for all of its functions;
  /// without names, all of the package.
  func functions(named names: [String]) async throws(CommandError) -> [FunctionConfiguration] {
    let package = try await SwiftPackage.current(in: session)
    guard !package.functions.isEmpty else {
      throw CommandError(
        .usage,
        "\(package.root) has no function: an executable target that depends on Martlet")
    }
    let build = FunctionBuild(package: package, configuration: configuration, session: session)
    let found =
      names.isEmpty
      ? try await all(package.functions, build)
      : try await some(names, package.functions, build)
    return found.map { function in
      var function = function
      if let timeout { function.timeout = timeout }
      return function
    }
  }

  private func all(
    _ products: [String], _ build: FunctionBuild
  ) async throws(CommandError) -> [FunctionConfiguration] {
    var found: [FunctionConfiguration] = []
    for product in products { found += try await build.functions(of: product) }
    return found
  }

  private func some(
    _ names: [String], _ products: [String], _ build: FunctionBuild
  ) async throws(CommandError) -> [FunctionConfiguration] {
    let named = products.filter(names.contains)
    var wanted = try await all(named, build)
    var missing = Set(names).subtracting(named).subtracting(wanted.map(\.name))
    // A registered name is only known once its host is built. Which one that is nobody knows, so
    // a neighbour that does not build is no reason to give up yet.
    var seen = wanted
    var failure: CommandError?
    for product in products where !missing.isEmpty && !named.contains(product) {
      do throws(CommandError) {
        let functions = try await build.functions(of: product)
        seen += functions
        wanted += functions.filter { missing.contains($0.name) }
        missing.subtract(functions.map(\.name))
      } catch {
        failure = failure ?? error
      }
    }
    guard let name = missing.min() else { return wanted }
    throw failure
      ?? CommandError(
        .usage, "no function is called \(name); the functions are: \(Self.list(seen))")
  }

  private static func list(_ functions: [FunctionConfiguration]) -> String {
    functions.map(\.name).sorted().joined(separator: ", ")
  }
}
