internal import Glibc
internal import MartletEmulator

/// The functions of a package that `martlet dev` serves, built again when their sources change.
///
/// What runs is a second name of each executable, next to it, where it finds the same libraries and
/// resources: a linker removes its output before it writes it, so a process that is started during
/// a build, or after one that failed, would find none or half of one.
///
/// Sharing is safe: all of it is made and used on the loop's thread.
final class DevPackage: @unchecked Sendable {
  private let names: [String]
  private let configuration: String
  private let copies: Bool
  private let session: Session
  private(set) var package: SwiftPackage
  private(set) var executables: [FunctionExecutable] = []
  /// The files that the package's settings were read from, or could not be, as they were before.
  private(set) var settingsFiles: [String: FileIdentity?] = [:]
  private var latest: [String: (original: FileIdentity, path: String)] = [:]
  /// All copies that there are: the latest, and those that are still served.
  private var paths: Set<String> = []
  private var lastNumber = 0
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
    self.copies = copies
    self.session = session
    let manifest = FolderWalk(for: WatchedPaths(files: [try SwiftPackage.manifest()])).files
    package = try await SwiftPackage.current(in: session)
    sources = FolderWalk(for: WatchedPaths(folders: Set(package.sourceFolders))).files
      .merging(manifest) { $1 }
    executables = try await build.executables(named: names)
    if copies { session.onEnd { [self] in keepCopies([]) } }
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
      return
    }
    if hasNewManifest { package = try await SwiftPackage.current(in: session) }
    whenDescribed()
    executables = try await build.executables(named: names)
    hasNewManifest = false
  }

  /// What is served, as the package's file sets it.
  func functions() throws(CommandError) -> [FunctionConfiguration] {
    // First: a mistake in it must not leave copies that nobody serves.
    let settings = try SettingsFile(in: package.root) { [self] in
      settingsFiles[$0] = .some(FileIdentity(of: $0))
    }
    settingsFiles = settingsFiles.filter { settings.files.contains($0.key) }
    var functions: [FunctionConfiguration] = []
    for executable in executables {
      let path = copies ? try copy(of: executable) : executable.path
      functions += executable.configurations(named: names, bootstrap: path)
    }
    settings.apply(to: &functions)
    return functions
  }

  /// Those of the settings' files that have changed since they were last read.
  var changedSettingsFiles: [String] {
    settingsFiles.filter { FileIdentity(of: $0.key) != $0.value }.map(\.key)
  }

  /// The copy of an executable as it is now: the last one where it has not changed, or where a
  /// build that failed has removed it.
  private func copy(of executable: FunctionExecutable) throws(CommandError) -> String {
    let last = latest[executable.product]
    let original = FileIdentity(of: executable.path)
    if let last, original == nil || last.original == original { return last.path }
    lastNumber += 1
    let path = "\(executable.path).served-\(getpid())-\(lastNumber)"
    try FileTree.duplicate(executable.path, as: path)
    paths.insert(path)
    if let original { latest[executable.product] = (original, path) }
    return path
  }

  /// Removes the copies that are neither the latest nor among those given, which are served.
  /// Processes that run one still have it.
  func removeCopies(except served: Set<String>) {
    keepCopies(served.union(latest.values.map(\.path)))
  }

  private func keepCopies(_ kept: Set<String>) {
    for path in paths.subtracting(kept) { unlink(path) }
    paths.formIntersection(kept)
  }

  /// The executable that a path is a copy of; the path itself for any other.
  static func original(of path: String) -> String {
    path.firstRange(of: ".served-\(getpid())-").map { String(path[..<$0.lowerBound]) } ?? path
  }
}
