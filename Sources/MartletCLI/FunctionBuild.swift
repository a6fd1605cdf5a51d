internal import Glibc
internal import MartletCurl
internal import MartletEmulator

/// Builds functions of a package and finds out what they serve.
struct FunctionBuild {
  let package: SwiftPackage
  /// `debug` or `release`.
  let configuration: String
  let session: Session

  /// Builds executables; nothing is printed but progress, unless it fails.
  func build(_ products: [String]) async throws(CommandError) {
    for product in products {
      var printed: [UInt8] = []
      let result = try await SwiftTool.run(
        arguments("build", "--product", product), in: session
      ) { bytes in
        printed.append(contentsOf: bytes)
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        if let last = lines.last { Console.progress("\(product): \(last)") }
      }
      Console.progress("")
      guard result == .status(0) else {
        while printed.last == UInt8(ascii: "\n") { printed.removeLast() }
        Console.status(printed)
        throw CommandError(.buildFailed, "\(product) does not build")
      }
    }
  }

  /// The functions that built executables serve: the names that a host registers, or the
  /// executable's own.
  func functions(of products: [String]) async throws(CommandError) -> [FunctionConfiguration] {
    let folder = try await binaryFolder()
    var functions: [FunctionConfiguration] = []
    for product in products {
      let bootstrap = "\(folder)/\(product)"
      let names = try await registeredNames(bootstrap)
      functions += (names.isEmpty ? [product] : names).map {
        FunctionConfiguration(name: $0, bootstrap: bootstrap)
      }
    }
    return functions
  }

  private func arguments(_ words: String...) -> [String] {
    words + ["--package-path", package.root, "--configuration", configuration]
  }

  private func binaryFolder() async throws(CommandError) -> String {
    let path = try await SwiftTool.ask(arguments("build", "--show-bin-path"), in: session)
    return String(decoding: path, as: UTF8.self).split(separator: "\n").last.map(String.init) ?? ""
  }

  private func registeredNames(_ bootstrap: String) async throws(CommandError) -> [String] {
    var names: [UInt8] = []
    _ = try await Tool.run(
      .init(path: bootstrap, arguments: ["--martlet-functions"], errors: .passedOn), in: session
    ) { names.append(contentsOf: $0) }
    return String(decoding: names, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
