internal import Glibc

/// The files below a folder.
enum FileSize {
  /// The bytes of a file, or of all files below a folder. Links to folders are not followed.
  static func total(of path: String) -> Int {
    var info = stat()
    guard lstat(path, &info) == 0 else { return 0 }
    switch info.st_mode & S_IFMT {
    case S_IFDIR: return entries(of: path).map { total(of: "\(path)/\($0)") }.reduce(0, +)
    case S_IFLNK: return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFREG ? info.size : 0
    default: return info.size
    }
  }

  /// Removes a folder with all that it holds.
  static func remove(_ path: String) {
    var info = stat()
    guard lstat(path, &info) == 0 else { return }
    guard info.st_mode & S_IFMT == S_IFDIR else {
      unlink(path)
      return
    }
    for entry in entries(of: path) { remove("\(path)/\(entry)") }
    rmdir(path)
  }

  private static func entries(of folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}

extension stat {
  fileprivate var size: Int { Int(st_size) }
}
