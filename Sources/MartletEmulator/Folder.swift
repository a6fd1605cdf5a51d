internal import Glibc

/// Folders of the file system.
package enum Folder {
  /// The names of all that a folder holds, in no order; nil where it cannot be read, with the
  /// system's reason in `errno`. What is no UTF-8 in them is replaced.
  package static func names(in path: String) -> [String]? {
    bytesOfNames(in: path)?.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The same as the system has them.
  package static func bytesOfNames(in path: String) -> [[UInt8]]? {
    guard let stream = opendir(path) else { return nil }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      // The folder itself and the one that it lies in.
      if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
    }
    return names
  }
}
