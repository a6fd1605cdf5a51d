internal import Glibc

/// Folders of the file system.
package enum Folder {
  /// The names of all that a folder holds, in no order; nil where it cannot be read, with the
  /// system's reason in `errno`.
  package static func names(in path: String) -> [String]? {
    guard let stream = opendir(path) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) {
          String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names
  }
}
