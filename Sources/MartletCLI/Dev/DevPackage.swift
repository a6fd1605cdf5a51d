internal import Glibc
internal import MartletEmulator

/// The functions of a package that `martlet dev` serves, built again when their sources change.
///
/// What runs is a copy of each executable next to it, where it finds the same libraries and
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
  private var served: [String: (original: FileIdentity?, path: String)] = [:]
  private var lastNumber = 0

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
    package = try await SwiftPackage.current(in: session)
    executables = try await build.executables(named: names)
    if copies { session.onEnd { [self] in removeCopies() } }
  }

  private var build: FunctionBuild {
    FunctionBuild(package: package, flags: ["--configuration", configuration], session: session)
  }

  /// Builds what is served once more; on failure all stays as it was.
  ///
  /// - Parameter manifest: whether the package's description has changed.
  func rebuild(manifest: Bool) async throws(CommandError) {
    if manifest { package = try await SwiftPackage.current(in: session) }
    if manifest || executables.isEmpty {
      executables = try await build.executables(named: names)
      return
    }
    var built: [FunctionExecutable] = []
    for executable in executables { built.append(try await build.executable(executable.product)) }
    executables = built
  }

  /// What is served, as the package's file sets it.
  func functions() throws(CommandError) -> [FunctionConfiguration] {
    var functions: [FunctionConfiguration] = []
    for executable in executables {
      let path = copies ? try copy(of: executable) : executable.path
      functions += executable.functions(named: names).map {
        FunctionConfiguration(name: $0, bootstrap: path)
      }
    }
    try SettingsFile(in: package.root).apply(to: &functions)
    return functions
  }

  /// The copy of an executable as it is now: the last one where it has not changed.
  private func copy(of executable: FunctionExecutable) throws(CommandError) -> String {
    let original = FileIdentity(of: executable.path)
    let last = served[executable.product]
    if let last, last.original == original { return last.path }
    lastNumber += 1
    let path = "\(executable.path).served-\(getpid())-\(lastNumber)"
    try FileTree.copy(executable.path, to: path, isExecutable: true)
    served[executable.product] = (original, path)
    // Processes that run it still have it.
    if let last { unlink(last.path) }
    return path
  }

  /// The executable that a path is a copy of; the path itself for any other.
  static func original(of path: String) -> String {
    path.firstRange(of: ".served-\(getpid())-").map { String(path[..<$0.lowerBound]) } ?? path
  }

  private func removeCopies() {
    for copy in served.values { unlink(copy.path) }
  }
}
