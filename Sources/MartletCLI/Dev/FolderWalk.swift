internal import Glibc

/// The folders and files that `WatchedPaths` speaks of, as they are now.
struct FolderWalk {
  private(set) var folders: [String] = []
  private(set) var files: [String: FileIdentity] = [:]

  /// Goes through a folder, or through the whole tree (the empty path), as far as it matters.
  init(_ folder: String = "", for paths: WatchedPaths) { visit(folder, paths, depth: 0) }

  /// A folder that cannot be read, or is gone by now, holds nothing.
  private mutating func visit(_ folder: String, _ paths: WatchedPaths, depth: Int) {
    // Deeper than any sources lie: links that lead back to where they are.
    guard depth < 32, paths.leads(through: folder),
      let names = try? FileTree.names(in: folder.isEmpty ? "/" : folder)
    else { return }
    folders.append(folder)
    for name in names {
      let path = "\(folder)/\(name)"
      guard paths.matters(path) || paths.leads(through: path) else { continue }
      var info = stat()
      guard stat(path, &info) == 0 else { continue }
      if info.st_mode & S_IFMT == S_IFDIR {
        visit(path, paths, depth: depth + 1)
      } else if paths.matters(path) {
        files[path] = FileIdentity(of: path)
      }
    }
  }
}
