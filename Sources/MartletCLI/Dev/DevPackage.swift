internal import Glibc
internal import MartletEmulator

/// The functions of a package that `martlet dev` serves, built again when their sources change.
///
/// What runs is a copy of each executable: a process that is started during a build, or after one that
/// failed, would find none, or half of one.
///
/// Sharing is safe: all of it is made and used on the loop's thread.
final class DevPackage: @unchecked Sendable {
  private let names: [String]
  private let configuration: String
  private let copies: ServedCopies?
  private let session: Session
  private(set) var package: SwiftPackage
  private(set) var executables: [FunctionExecutable] = []
  /// The latest copy of each product, and of what.
  private var latest: [String: (original: FileIdentity?, path: String)] = [:]
  /// What has not been built since it changed, or not without a mistake.
  private var unbuilt: Set<String> = []
  /// Whether the package's description has changed since it last built.
  private var hasNewManifest = false
  /// The sources as they were before they were last built.
  private var sources: [String: FileIdentity]

  /// Builds the functions of the given names, or all of the package.
  ///
  /// - Parameter copies: whether what runs is to survive later builds.
  init(
    named names: [String], configuration: String, copies: Bool, in session: Session
  ) async throws(CommandError) {
    self.names = names
    self.configuration = configuration
    self.session = session
    let manifest = FolderWalk(for: WatchedPaths(files: [try SwiftPackage.manifest()])).files
    package = try await SwiftPackage.current(in: session)
    sources = FolderWalk(for: WatchedPaths(folders: Set(package.sourceFolders))).files
      .merging(manifest) { $1 }
    self.copies = copies ? ServedCopies(in: session) : nil
    try await buildAll()
  }

  private var build: FunctionBuild {
    FunctionBuild(package: package, flags: ["--configuration", configuration], session: session)
  }

  /// What has been saved since the last build began; it may or may not be in there.
  var savedSources: Set<String> { changes(to: currentSources) }

  private func changes(to now: [String: FileIdentity]) -> Set<String> {
    Set(now.keys).union(sources.keys).filter { now[$0] != sources[$0] }
  }

  private var currentSources: [String: FileIdentity] {
    FolderWalk(
      for: WatchedPaths(
        folders: Set(package.sourceFolders), files: ["\(package.root)/Package.swift"])
    ).files
  }

  /// Builds what is served once more, as far as a change goes into it. Ends at the first mistake, and
  /// begins with what has changed now: another function that does not build need not be in its way.
  ///
  /// - Parameters:
  ///   - changed: the sources that have changed, and the package's description where it has.
  ///   - whenDescribed: is called when its new one is known and nothing has been built yet.
  /// - Returns: why not all of it builds; what does is served all the same.
  func rebuild(
    changed: Set<String>, whenDescribed: () -> Void
  ) async throws(CommandError) -> CommandError? {
    // Until it has built once: what a new description says is not forgotten by a failure.
    if changed.contains(where: { $0.hasPrefix("\(package.root)/Package.") }) {
      hasNewManifest = true
    }
    guard hasNewManifest || executables.isEmpty else {
      // A link to a source changes with it, and nobody is told.
      let now = currentSources
      let linked = changes(to: now)
      sources = now
      return await rebuild(changed.union(linked))
    }
    if hasNewManifest { package = try await SwiftPackage.current(in: session) }
    whenDescribed()
    sources = currentSources
    try await buildAll()
    hasNewManifest = false
    return nil
  }

  private func buildAll() async throws(CommandError) {
    let built = try await build.executables(named: names)
    for executable in built { try await copy(executable) }
    executables = built
    unbuilt = []
    let products = built.map(\.product)
    latest = latest.filter { products.contains($0.key) }
  }

  private func rebuild(_ changed: Set<String>) async -> CommandError? {
    let concerned = executables.indices.filter {
      let executable = executables[$0]
      // Somebody may have cleaned the folder.
      let served = latest[executable.product]?.path ?? executable.path
      return package.mayChange(executable.product, with: changed) || !FileTree.exists(served)
    }
    unbuilt.formUnion(concerned.map { executables[$0].product })
    let others = executables.indices.filter { !concerned.contains($0) }
    for index in concerned + others where unbuilt.contains(executables[index].product) {
      do throws(CommandError) {
        let built = try await build.again(executables[index])
        try await copy(built)
        executables[index] = built
        unbuilt.remove(built.product)
      } catch {
        return error
      }
    }
    return nil
  }

  /// Right after its build: what a later one that fails leaves in its place is no version of it.
  private func copy(_ executable: FunctionExecutable) async throws(CommandError) {
    guard let copies else { return }
    let original = FileIdentity(of: executable.path)
    if let last = latest[executable.product], last.original == original,
      FileTree.exists(last.path)
    {
      return
    }
    latest[executable.product] = (original, try await copies.add(executable.path))
  }

  /// What is served, without any settings.
  var functions: [FunctionConfiguration] {
    executables.flatMap {
      $0.configurations(named: names, bootstrap: latest[$0.product]?.path)
    }
  }

  /// Removes the copies that are neither the latest nor among those given, which are served.
  func removeCopies(except served: Set<String>) {
    copies?.remove(except: served.union(latest.values.map(\.path)))
  }
}
