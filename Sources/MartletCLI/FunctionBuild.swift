internal import Glibc
internal import MartletCurl
internal import MartletEmulator

/// Builds executables of a package and finds out which functions they hold.
struct FunctionBuild {
  let package: SwiftPackage
  /// What `swift build` is told beyond the package and the product.
  let flags: [String]
  /// Where an executable finds the shared libraries that its own search path leaves out; nil where
  /// it leaves out none.
  var libraryPath: String?
  let session: Session

  /// Builds an executable and asks it for its functions.
  func executable(_ product: String) async throws(CommandError) -> FunctionExecutable {
    try await build(product)
    return try await built(product, at: "\(try await binaryFolder())/\(product)")
  }

  /// Builds an executable where it was built before, and asks it for its functions again.
  func again(_ executable: FunctionExecutable) async throws(CommandError) -> FunctionExecutable {
    try await build(executable.product)
    return try await built(executable.product, at: executable.path)
  }

  /// Builds executables, and asks each for its functions. `swift build` takes one product at a time;
  /// where they lie is asked once.
  func executables(_ products: [String]) async throws(CommandError) -> [FunctionExecutable] {
    for product in products { try await build(product) }
    let folder = products.isEmpty ? "" : try await binaryFolder()
    var executables: [FunctionExecutable] = []
    for product in products {
      executables.append(try await built(product, at: "\(folder)/\(product)"))
    }
    return executables
  }

  private func built(
    _ product: String, at path: String
  ) async throws(CommandError) -> FunctionExecutable {
    let names = try isForeign(path) ? [] : await registeredNames(product, path)
    return FunctionExecutable(
      product: product, path: path, functions: names.isEmpty ? [product] : names)
  }

  private func build(_ product: String) async throws(CommandError) {
    var output = BuildOutput()
    Console.progress("\(product): building")
    let result = try await SwiftTool.run(arguments("build", "--product", product), in: session) {
      output.append($0)
      Console.progress("\(product): \(output.progress)")
    }
    Console.progress("")
    guard result == .status(0) else {
      throw CommandError(.buildFailed, "\(product) does not build", details: output.reasons)
    }
    if !output.warnings.isEmpty { Console.status(output.warnings) }
  }

  private func arguments(_ words: String...) -> [String] {
    words + ["--package-path", package.root] + flags
  }

  private func binaryFolder() async throws(CommandError) -> String {
    let path = try await SwiftTool.ask(arguments("build", "--show-bin-path"), in: session)
    return String(decoding: path, as: UTF8.self).split(separator: "\n").last.map(String.init) ?? ""
  }

  /// Whether it is for another kind of processor, and cannot be asked.
  private func isForeign(_ path: String) throws(CommandError) -> Bool {
    let machine = ELFFile.machine(ofHeader: try FileTree.read(path, atMost: 64))
    return machine ?? .current != .current
  }

  private func question(to bootstrap: String) -> ChildProcess.Command {
    let word = "--martlet-functions"
    guard let libraryPath else {
      return .init(path: bootstrap, arguments: [word], errors: .dropped)
    }
    return .init(
      path: "/usr/bin/env", arguments: ["LD_LIBRARY_PATH=\(libraryPath)", bootstrap, word],
      errors: .dropped)
  }

  /// An executable that links the runtime may still be no function, and do anything when it is run.
  private func registeredNames(
    _ product: String, _ bootstrap: String
  ) async throws(CommandError) -> [String] {
    var printed: [UInt8] = []
    let limit = Duration.seconds(5)
    let exit = try await Tool.run(question(to: bootstrap), limit: limit, in: session) {
      printed.append(contentsOf: $0)
    }
    let remedy = "is its @main a Function or a Host?"
    switch exit {
    case .status(0): break
    case .status(let status):
      throw CommandError(
        .buildFailed,
        "\(product) ends with status \(status) when asked for its functions; \(remedy)")
    case .signal(SIGKILL):
      throw CommandError(
        .buildFailed,
        "\(product) does not say within \(limit.components.seconds) s which functions it holds; "
          + remedy)
    case .signal(let number):
      throw CommandError(
        .buildFailed,
        "\(product) ends with signal \(number) when asked for its functions; \(remedy)")
    }
    let names = String(decoding: printed, as: UTF8.self).split(separator: "\n").map(String.init)
    guard let wrong = names.first(where: { !FunctionNameRule.allows($0) }) else { return names }
    throw CommandError(
      .buildFailed,
      "\(product) lists its functions as \"\(wrong)\", but \(FunctionNameRule.text); \(remedy)")
  }
}
