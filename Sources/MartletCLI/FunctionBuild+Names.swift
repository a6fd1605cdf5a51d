/// Which executables hold the functions that a command line names.
extension FunctionBuild {
  /// Builds the executables of the given names and those that register functions of the given
  /// names; without names, all that hold functions.
  func executables(named names: [String]) async throws(CommandError) -> [FunctionExecutable] {
    guard !package.functions.isEmpty else {
      throw CommandError(
        .usage,
        "\(package.root) has no function: an executable target that depends on Martlet")
    }
    guard !names.isEmpty else { return try await executables(package.functions) }
    let named = package.functions.filter(names.contains)
    var wanted = try await executables(named)
    var missing = Set(names).subtracting(named).subtracting(wanted.flatMap(\.functions))
    // A registered name is only known once its host is built. Which one that is nobody knows, so
    // a neighbour that does not build is no reason to give up yet.
    var seen = wanted
    var failure: CommandError?
    for product in package.functions where !missing.isEmpty && !named.contains(product) {
      do throws(CommandError) {
        let executable = try await executable(product)
        seen.append(executable)
        if !missing.isDisjoint(with: executable.functions) { wanted.append(executable) }
        missing.subtract(executable.functions)
      } catch {
        failure = failure ?? error
      }
    }
    guard let name = missing.min() else { return wanted }
    let choices = seen.flatMap(\.functions).sorted().joined(separator: ", ")
    throw failure
      ?? CommandError(.usage, "no function is called \(name); the functions are: \(choices)")
  }
}
