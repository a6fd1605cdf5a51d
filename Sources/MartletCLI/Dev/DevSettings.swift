internal import MartletEmulator

/// `runtime/functions.json` as `martlet dev` reads it, again at each change.
///
/// Sharing is safe: all of it is made and used on the loop's thread.
final class DevSettings: @unchecked Sendable {
  /// What is known of the functions that there are besides those that are served.
  enum Scope {
    /// There are no others: a name that is not among them is a mistake.
    case all
    /// Others may be served at another time, and a name that is not among them may be a mistake.
    case unknown
    /// There are others.
    case some
  }

  private let root: String
  private let scope: Scope
  private var hasWarned = false
  /// The files that the settings were read from, or could not be, as they were before.
  private(set) var files: [String: FileIdentity?] = [:]

  /// - Parameter root: the folder in which `runtime/functions.json` lies, if it is there.
  init(in root: String, scope: Scope) {
    self.root = root
    self.scope = scope
  }

  /// Sets functions as the file says now.
  func apply(to functions: inout [FunctionConfiguration]) throws(CommandError) {
    let settings = try SettingsFile(in: root) { [self] in
      files[$0] = .some(FileIdentity(of: $0))
    }
    files = files.filter { settings.files.contains($0.key) }
    if scope != .some { try check(settings, Set(functions.map(\.name))) }
    settings.apply(to: &functions)
  }

  private func check(_ settings: SettingsFile, _ names: Set<String>) throws(CommandError) {
    do throws(CommandError) {
      try settings.check(names: names)
    } catch {
      if scope == .all { throw error }
      if !hasWarned { Console.warning(error.message) }
      hasWarned = true
    }
  }

  /// Those of the files that have changed since they were last read.
  var changedFiles: [String] { files.filter { FileIdentity(of: $0.key) != $0.value }.map(\.key) }
}
