internal import MartletEmulator

/// An executable that was built, and the functions that it holds.
struct FunctionExecutable {
  /// Its name in the package.
  let product: String
  /// Where it was built.
  let path: String
  /// The names that a host registers, in its order, or the executable's own.
  let functions: [String]

  /// Those of its functions that a command line names, where its own name stands for all of them,
  /// as no name at all does.
  func functions(named names: [String]) -> [String] {
    names.isEmpty || names.contains(product) ? functions : functions.filter(names.contains)
  }

  /// The same as they are run.
  ///
  /// - Parameter bootstrap: what is run, where it is not the executable itself.
  func configurations(
    named names: [String], bootstrap: String? = nil
  ) -> [FunctionConfiguration] {
    functions(named: names).map {
      FunctionConfiguration(name: $0, bootstrap: bootstrap ?? path)
    }
  }
}
