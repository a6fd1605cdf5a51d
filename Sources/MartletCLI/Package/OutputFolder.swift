internal import Glibc

/// Where artifacts go.
enum OutputFolder {
  /// Refuses a folder that nothing can be written to. It is made later, with what goes there: a
  /// build that fails leaves no empty folder.
  static func check(_ path: String) throws(CommandError) {
    let place = nearest(path)
    var info = stat()
    guard stat(place, &info) == 0 else { throw failure(path, errno) }
    guard info.st_mode & S_IFMT == S_IFDIR else { throw failure(path, ENOTDIR) }
    guard access(place, W_OK | X_OK) == 0 else { throw failure(path, errno) }
  }

  /// The folder itself or, where there is none yet, the nearest above it.
  private static func nearest(_ path: String) -> String {
    var place = path
    while !FileTree.exists(place), let slash = place.lastIndex(of: "/"), slash > place.startIndex {
      place = String(place[..<slash])
    }
    return FileTree.exists(place) ? place : "/"
  }

  private static func failure(_ path: String, _ number: Int32) -> CommandError {
    CommandError(
      .unavailable,
      "cannot write to \(path): \(String(cString: strerror(number))); choose another --output")
  }
}
