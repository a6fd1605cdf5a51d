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
  /// The files that the package's settings were read from, or could not be, as they were before.
  private(set) var settingsFiles: [String: FileIdentity?] = [:]
  /// The latest copy of each product, and of what.
  private var latest: [String: (original: FileIdentity?, path: String)] = [:]
  /// Whether the package's description has changed since it last built.
  private var hasNewManifest = false
  /// The sources as they were before they were first built.
  private let sources: [String: FileIdentity]

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
    executables = try await build.executables(named: names)
    try await copyExecutables()
  }

  private var build: FunctionBuild {
    FunctionBuild(package: package, flags: ["--configuration", configuration], session: session)
  }

  /// What has been saved since the first build began; it may or may not be in there.
  func savedDuringFirstBuild() -> Set<String> {
    let paths = WatchedPaths(
      folders: Set(package.sourceFolders), files: ["\(package.root)/Package.swift"])
    let now = FolderWalk(for: paths).files
    return Set(now.keys).union(sources.keys).filter { now[$0] != sources[$0] }
  }

  /// Builds what is served once more; on failure all stays as it was.
  ///
  /// - Parameters:
  ///   - manifest: whether the package's description has changed.
  ///   - whenDescribed: is called when its new one is known and nothing has been built yet.
  func rebuild(
    manifest: Bool, whenDescribed: () -> Void
  ) async throws(CommandError) {
    // Until it has built once: what a new description says is not forgotten by a failure.
    if manifest { hasNewManifest = true }
    guard hasNewManifest || executables.isEmpty else {
      executables = try await build.executables(executables.map(\.product))
      return try await copyExecutables()
    }
    if hasNewManifest { package = try await SwiftPackage.current(in: session) }
    whenDescribed()
    executables = try await build.executables(named: names)
    try await copyExecutables()
    hasNewManifest = false
  }

  private func copyExecutables() async throws(CommandError) {
    for executable in executables { try await copy(executable) }
    let products = executables.map(\.product)
    latest = latest.filter { products.contains($0.key) }
  }

  /// Right after its build: what a later one that fails leaves in its place is no version of it.
  private func copy(_ executable: FunctionExecutable) async throws(CommandError) {
    guard let copies else { return }
    let original = FileIdentity(of: executable.path)
    if let last = latest[executable.product], last.original == original { return }
    latest[executable.product] = (original, try await copies.add(executable.path))
  }

  /// What is served, as the package's file sets it.
  func functions() throws(CommandError) -> [FunctionConfiguration] {
    let settings = try SettingsFile(in: package.root) { [self] in
      settingsFiles[$0] = .some(FileIdentity(of: $0))
    }
    settingsFiles = settingsFiles.filter { settings.files.contains($0.key) }
    var functions: [FunctionConfiguration] = []
    for executable in executables {
      functions += executable.configurations(
        named: names, bootstrap: latest[executable.product]?.path)
    }
    settings.apply(to: &functions)
    return functions
  }

  /// Those of the settings' files that have changed since they were last read.
  var changedSettingsFiles: [String] {
    settingsFiles.filter { FileIdentity(of: $0.key) != $0.value }.map(\.key)
  }

  /// Removes the copies that are neither the latest nor among those given, which are served.
  func removeCopies(except served: Set<String>) {
    copies?.remove(except: served.union(latest.values.map(\.path)))
  }
}
