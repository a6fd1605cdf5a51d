@testable import MartletCLI

/// A package whose toolchain is a script: it builds at once, or fails, or hangs, as a test needs.
/// What SwiftPM itself does is left to the one real package.
struct FakePackage {
  let folder = TemporaryFolder()
  private let products: [String]

  /// - Parameter products: each executable's name, with the script that it is.
  init(_ products: KeyValuePairs<String, String>) async {
    self.products = products.map(\.key)
    folder.write("Package.swift", "")
    folder.write("inner/file", "")
    folder.write("describe.json", Self.description(of: self.products))
    for (name, script) in products { await folder.install("out/\(name)", script) }
    await build("true")
  }

  /// A script for an executable that is a bootstrap and lists functions.
  static func function(registering names: String...) -> String {
    """
    if [ "$1" = --martlet-functions ]; then
      printf '%s' '\(names.map { $0 + "\n" }.joined())'; exit 0
    fi
    exec \(Programs.bootstrap)
    """
  }

  /// Sets what `swift build --product $product` does; each call is a line of the file `calls`. Dependencies are those of
  /// `dependencies.json`, which is not there at first; what the toolchain holds is the real one's.
  func build(_ script: String) async {
    await folder.install(
      "bin/swift",
      """
      echo "$*" >> "\(folder.path)/calls"
      case "$1 $*" in
      *show-dependencies*) cat "\(folder.path)/dependencies.json" ;;
      *-print-target-info*) exec "\(Tool.path(of: "swift") ?? "swift")" -print-target-info ;;
      package*) cat "\(folder.path)/describe.json" ;;
      *--show-bin-path*) echo "\(folder.path)/out" ;;
      *) product=$3
         \(script) ;;
      esac
      """)
  }

  func start(
    _ arguments: String..., directory: String = "", environment: [String: String?] = [:]
  ) -> RunningCommand {
    RunningCommand(
      Programs.martlet, arguments, directory: folder.path + directory,
      environment: ["PATH": "\(folder.path)/bin:/usr/bin:/bin"].merging(environment) { $1 })
  }

  /// Sets which executables there are, each with a resource, which lie among the tests, and which
  /// product they depend on.
  func describe(
    _ products: [String], amongTests: Set<String> = [], dependingOn product: String = "Martlet"
  ) {
    folder.write(
      "describe.json", Self.description(of: products, amongTests: amongTests, product: product))
  }

  /// Makes a folder the package's only dependency.
  func depend(on dependency: String) {
    folder.write(
      "dependencies.json",
      """
      {"path":"\(folder.path)","dependencies":[
        {"path":"\(folder.path)/\(dependency)","dependencies":[]}]}
      """)
  }

  func martlet(_ arguments: String..., directory: String = "") async -> RunningCommand.Outcome {
    await martlet(arguments, directory: directory)
  }

  func martlet(_ arguments: [String], directory: String = "") async -> RunningCommand.Outcome {
    await RunningCommand(
      Programs.martlet, arguments, directory: folder.path + directory,
      environment: ["PATH": "\(folder.path)/bin:/usr/bin:/bin"]
    ).outcome()
  }

  private static func description(
    of products: [String], amongTests: Set<String> = [], product: String = "Martlet"
  ) -> String {
    let targets = products.map { name in
      let folder = amongTests.contains(name) ? "Tests" : "Sources"
      return """
        {"name":"\(name)","path":"\(folder)/\(name)","product_dependencies":["\(product)"],\
        "resources":[{"path":"/x"}]}
        """
    }
    let list = products.map {
      #"{"name":"\#($0)","targets":["\#($0)"],"type":{"executable":null}}"#
    }
    return """
      {"name":"shop","targets":[\(targets.joined(separator: ","))],"products":[\(list.joined(separator: ","))]}
      """
  }
}
