internal import FoundationEssentials
internal import MartletCurl

/// Where Martlet's own package lies: it is the package at hand, or one that it depends on.
struct MartletSources {
  let root: String

  /// Builds the static libcurl.
  var libcurlScript: String { "\(root)/runtime/libcurl/build" }
  /// The symbols that a cold start touches, for the linker to lay side by side.
  var startUpOrder: String { "\(root)/runtime/startup/order" }

  static func of(
    _ package: SwiftPackage, in session: Session
  ) async throws(CommandError) -> MartletSources {
    let json = try await SwiftTool.ask(
      ["package", "--package-path", package.root, "show-dependencies", "--format", "json"],
      in: session)
    let root: Dependency
    do {
      root = try JSONDecoder().decode(Dependency.self, from: Data(json))
    } catch {
      throw CommandError(
        .buildFailed, "SwiftPM describes the package's dependencies in an unknown way: \(error)")
    }
    let all = root.all.map { MartletSources(root: $0.path) }
    guard let sources = all.first(where: { FileTree.exists($0.libcurlScript) }) else {
      throw CommandError(
        .buildFailed,
        "no package that \(package.root) depends on holds Martlet's runtime/libcurl/build; "
          + "update the dependency")
    }
    return sources
  }

  /// What `swift package show-dependencies` prints, as far as it is needed.
  private struct Dependency: Decodable {
    var path: String
    var dependencies: [Dependency]

    /// Itself, and all that it depends on.
    var all: [Dependency] { [self] + dependencies.flatMap(\.all) }
  }
}
