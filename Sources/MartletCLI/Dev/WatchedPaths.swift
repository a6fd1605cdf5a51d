internal import Glibc

/// Which files matter to what is served, and which folders have to be looked into for them.
struct WatchedPaths: Equatable {
  /// Folders that matter with all below them.
  var folders: Set<String> = []
  /// Files that matter by themselves.
  var files: Set<String> = []

  /// Adds a file and, where it is a link, all that it leads to: that changes without it.
  mutating func insert(file: String) {
    var path = file
    // A system follows no more of them.
    for _ in 0..<40 where files.insert(path).inserted {
      guard let target = FileTree.target(of: path) else { break }
      path =
        target.hasPrefix("/")
        ? target : "\(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])/\(target)"
    }
    if let whole = realpath(file, nil) {
      files.insert(String(cString: whole))
      free(whole)
    }
  }

  /// Whether a change of a file is to be acted on.
  func matters(_ path: String) -> Bool {
    files.contains(path) || folders.contains { Self.lies(path, in: $0) }
  }

  /// Whether a folder may come to hold something that matters: it lies in one that does, or on the
  /// way to one. The way is watched too, because a folder may be deleted and come again.
  func leads(through folder: String) -> Bool {
    folders.contains {
      $0 == folder || $0.hasPrefix(folder + "/") || Self.lies(folder, in: $0)
    } || namesFile(in: folder)
  }

  /// Whether a folder matters with all below it.
  func covers(_ folder: String) -> Bool { !folders(covering: folder).isEmpty }

  /// Those that matter and hold a folder, or are it.
  func folders(covering folder: String) -> Set<String> {
    folders.filter { $0 == folder || Self.lies(folder, in: $0) }
  }

  /// What matters and lies behind a folder.
  func behind(_ folder: String) -> Set<String> {
    folders.union(files).filter { $0.hasPrefix(folder + "/") }
  }

  /// Whether a path to a file that is named leads through a folder.
  func namesFile(in folder: String) -> Bool { files.contains { $0.hasPrefix(folder + "/") } }

  /// The names in a folder behind which something lies that matters.
  func steps(from folder: String) -> Set<String> {
    Set(behind(folder).map { String($0.dropFirst(folder.count + 1).prefix { $0 != "/" }) })
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
