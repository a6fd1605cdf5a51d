internal import FoundationEssentials
internal import Glibc

/// The Swift package around the working directory, as SwiftPM describes it.
struct SwiftPackage {
  /// The folder that holds `Package.swift`.
  let root: String
  /// The executable products that are functions, sorted by name.
  let functions: [String]
  private let description: Description

  /// Finds the package and asks SwiftPM what it holds.
  static func current(in session: Session) async throws(CommandError) -> SwiftPackage {
    let root = try findRoot()
    let json = try await SwiftTool.ask(
      ["package", "--package-path", root, "describe", "--type", "json"], in: session)
    do {
      let description = try JSONDecoder().decode(Description.self, from: Data(json))
      return SwiftPackage(
        root: root, functions: description.functions, description: description)
    } catch {
      throw CommandError(.buildFailed, "SwiftPM describes the package in an unknown way: \(error)")
    }
  }

  /// The folders of resources that SwiftPM lays next to an executable for the targets in it.
  func resourceBundles(of product: String) -> Set<String> { description.bundles(of: product) }

  /// The folders whose files go into an executable: of all targets but tests, and of packages that
  /// it takes from this machine.
  var sourceFolders: [String] {
    let own = description.targets.filter { $0.type != "test" }.compactMap(folder)
    let neighbours = (description.dependencies ?? []).filter { $0.type == "fileSystem" }
    return own + neighbours.compactMap { $0.path.map { "\($0)/Sources" } }
  }

  /// Whether a product may become another one when files change; it may, where nobody says what a
  /// file goes into.
  func mayChange(_ product: String, with files: Set<String>) -> Bool {
    // Nothing says which targets a plugin works on, or which it takes a tool from.
    if description.targets.contains(where: { $0.type == "plugin" || $0.type == "macro" }) {
      return true
    }
    let own = description.targets(of: product).compactMap(folder)
    let all = description.targets.compactMap(folder)
    return files.contains { file in
      func lies(in folder: String) -> Bool { file == folder || file.hasPrefix(folder + "/") }
      return own.contains(where: lies) || !all.contains(where: lies)
    }
  }

  private func folder(of target: Description.Target) -> String? {
    target.path.map { $0.hasPrefix("/") ? $0 : "\(root)/\($0)" }
  }

  /// The file that describes the package around the working directory.
  static func manifest() throws(CommandError) -> String { "\(try findRoot())/Package.swift" }

  private static func findRoot() throws(CommandError) -> String {
    guard let root else {
      throw CommandError(
        .usage,
        "neither \(WorkingDirectory.path) nor a folder above it holds a Package.swift; go to your package"
      )
    }
    return root
  }

  /// The folder of the package around the working directory; nil where there is none.
  static var root: String? {
    var parts = WorkingDirectory.path.split(separator: "/")
    while true {
      let folder = "/" + parts.joined(separator: "/")
      if access("\(folder)/Package.swift", R_OK) == 0 { return folder }
      if parts.popLast() == nil { return nil }
    }
  }

  /// What `swift package describe` prints, as far as it is needed.
  private struct Description: Decodable {
    struct Target: Decodable {
      var name: String
      var path: String?
      var type: String?
      var targetDependencies: [String]?
      var productDependencies: [String]?
      var resources: [Resource]?
      struct Resource: Decodable {}
      private enum CodingKeys: String, CodingKey {
        case name, path, type, resources
        case targetDependencies = "target_dependencies"
        case productDependencies = "product_dependencies"
      }
    }
    struct Product: Decodable {
      struct Kind: Decodable {
        var isExecutable: Bool
        private enum CodingKeys: CodingKey { case executable }
        init(from decoder: any Decoder) throws {
          isExecutable = try decoder.container(keyedBy: CodingKeys.self).contains(.executable)
        }
      }
      var name: String
      var targets: [String]
      var type: Kind
    }
    struct Dependency: Decodable {
      var type: String?
      var path: String?
    }
    var name: String?
    var targets: [Target]
    var products: [Product]
    var dependencies: [Dependency]?

    /// The products that bring the runtime: of those of another package, nothing says what is in them.
    private static let runtimes: Set<String> = [
      "Martlet", "MartletRuntime", "MartletBatch", "MartletCloudFormation",
    ]

    /// Executables that link the runtime, directly or through another target of the package. Those
    /// that lie among the tests are not for deployment.
    var functions: [String] {
      let byName = Dictionary(targets.map { ($0.name, $0) }) { first, _ in first }
      func links(_ name: String, _ seen: inout Set<String>) -> Bool {
        if Self.runtimes.contains(name) { return true }
        guard seen.insert(name).inserted, let target = byName[name] else { return false }
        let products = target.productDependencies ?? []
        return (products + (target.targetDependencies ?? [])).contains { links($0, &seen) }
      }
      func isTest(_ target: Target?) -> Bool { target?.path?.hasPrefix("Tests/") ?? false }
      return products.filter { product in
        var seen: Set<String> = []
        return product.type.isExecutable
          && product.targets.contains { links($0, &seen) && !isTest(byName[$0]) }
      }.map(\.name).sorted()
    }

    /// The targets of a product, and those of the package that they depend on.
    func targets(of product: String) -> [Target] {
      let byName = Dictionary(targets.map { ($0.name, $0) }) { first, _ in first }
      var open = products.first { $0.name == product }?.targets ?? []
      var seen: Set<String> = []
      var found: [Target] = []
      while let next = open.popLast() {
        guard seen.insert(next).inserted, let target = byName[next] else { continue }
        open += target.targetDependencies ?? []
        found.append(target)
      }
      return found
    }

    /// SwiftPM names each after the package and the target.
    func bundles(of product: String) -> Set<String> {
      guard let name else { return [] }
      let targets = targets(of: product).filter { $0.resources?.isEmpty == false }
      return Set(targets.map { "\(name)_\($0.name).resources" })
    }
  }
}
