/// Which files matter to what is served, and which folders have to be looked into for them.
struct WatchedPaths: Equatable {
  /// Folders that matter with all below them.
  var folders: Set<String> = []
  /// Files that matter by themselves.
  var files: Set<String> = []

  /// Whether a change of a file is to be acted on.
  func matters(_ path: String) -> Bool {
    files.contains(path) || folders.contains { Self.lies(path, in: $0) }
  }

  /// Whether a folder may come to hold something that matters: it lies in one that does, or on the
  /// way to one. The way is watched too, because a folder may be deleted and come again.
  func leads(through folder: String) -> Bool {
    folders.contains {
      $0 == folder || $0.hasPrefix(folder + "/") || Self.lies(folder, in: $0)
    } || files.contains { $0.hasPrefix(folder + "/") }
  }

  /// What editors and tools write for themselves never matters.
  private static func lies(_ path: String, in folder: String) -> Bool {
    guard path.hasPrefix(folder + "/") else { return false }
    return path.dropFirst(folder.count + 1).split(separator: "/").allSatisfy { !isIgnored($0) }
  }

  private static func isIgnored(_ name: Substring) -> Bool {
    // Hidden: .build, .git, .martlet, .Fn.swift.swp, .#Fn.swift. And vim's probe, and copies that
    // editors keep or write before they rename.
    name.hasPrefix(".") || name.hasSuffix("~") || name == "4913" || name == "node_modules"
      || name.hasPrefix("#") && name.hasSuffix("#")
      || [".swp", ".swx", ".tmp"].contains { name.hasSuffix($0) }
  }
}
