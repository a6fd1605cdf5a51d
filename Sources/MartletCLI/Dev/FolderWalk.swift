internal import Glibc
internal import MartletEmulator

/// The files that `WatchedPaths` speaks of, as they are now.
struct FolderWalk {
  private(set) var files: [String: FileIdentity] = [:]
  /// Folders that matter and may not be read.
  private(set) var unreadable: [String] = []
  /// What has been looked into with all below it: links may lead back to where they are. What two of
  /// the folders that matter share by a link is found in both.
  private var seen: Set<Place> = []

  private struct Place: Hashable {
    let device: UInt
    let inode: UInt
    let owner: String
  }

  /// Goes through a folder, or through the whole tree (the empty path), as far as it matters.
  ///
  /// - Parameter enter: is given each folder before it is looked into: who watches it from then on
  ///   misses nothing, because what is made before is found and what is made later is told.
  init(_ folder: String = "", for paths: WatchedPaths, enter: (String) -> Void = { _ in }) {
    visit(folder, paths, enter)
  }

  private mutating func visit(
    _ folder: String, _ paths: WatchedPaths, _ enter: (String) -> Void
  ) {
    guard paths.leads(through: folder) else { return }
    enter(folder)
    // On the way only what is to be found there is looked for: such a folder may hold anything, or
    // be closed to who may only pass. In a folder that matters too, a path may lead on by `..`.
    let steps = paths.steps(from: folder)
    for name in paths.covers(folder) ? steps.union(names(in: folder)) : steps {
      let path = "\(folder)/\(name)"
      guard paths.matters(path) || paths.leads(through: path) else { continue }
      var info = stat()
      guard stat(path, &info) == 0 else { continue }
      if info.st_mode & S_IFMT == S_IFDIR {
        let owners = paths.folders(covering: path)
        let places = owners.map {
          Place(device: UInt(info.st_dev), inode: UInt(info.st_ino), owner: $0)
        }
        let isNew = owners.isEmpty || !seen.isSuperset(of: places)
        seen.formUnion(places)
        // A file that is named by a path through here is known by no other name.
        if isNew || paths.namesFile(in: path) { visit(path, paths, enter) }
      } else if paths.matters(path) {
        files[path] = FileIdentity(of: path)
      }
    }
  }

  /// A folder that cannot be read, or is gone by now, holds nothing.
  private mutating func names(in folder: String) -> [String] {
    if let names = Folder.names(in: folder) { return names }
    if errno == EACCES { unreadable.append(folder) }
    return []
  }
}
