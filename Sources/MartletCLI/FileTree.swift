internal import Glibc
internal import MartletEmulator

/// Files and folders, as an artifact needs them: read, written, listed, counted and removed whole.
enum FileTree {
  /// A file, folder or link below a folder.
  struct Item: Equatable {
    enum Kind: Equatable {
      case file(isExecutable: Bool)
      case folder
      case link(target: String)
    }
    /// Relative to the folder.
    let path: String
    let kind: Kind
  }

  /// All that is below a folder, sorted.
  static func items(below folder: String) throws(CommandError) -> [Item] {
    var items: [Item] = []
    try collect(folder, "", &items)
    return items.sorted { $0.path < $1.path }
  }

  private static func collect(
    _ folder: String, _ prefix: String, _ items: inout [Item]
  ) throws(CommandError) {
    for name in try names(in: folder) {
      let path = "\(folder)/\(name)"
      var info = stat()
      guard lstat(path, &info) == 0 else { throw failure("read", path) }
      switch info.st_mode & S_IFMT {
      case S_IFREG:
        let isExecutable = info.st_mode & S_IXUSR != 0
        items.append(Item(path: prefix + name, kind: .file(isExecutable: isExecutable)))
      case S_IFLNK:
        guard let target = target(of: path) else { throw failure("read", path) }
        items.append(Item(path: prefix + name, kind: .link(target: target)))
      case S_IFDIR:
        items.append(Item(path: prefix + name, kind: .folder))
        try collect(path, "\(prefix)\(name)/", &items)
      default:
        throw CommandError(.buildFailed, "\(path) is no file, folder or link; leave it out")
      }
    }
  }

  /// The names in a folder, in no order.
  static func names(in folder: String) throws(CommandError) -> [String] {
    guard let found = Folder.bytesOfNames(in: folder) else { throw failure("read", folder) }
    var names: [String] = []
    for name in found {
      guard let text = String(validating: name, as: UTF8.self) else {
        let shown = String(decoding: name, as: UTF8.self)
        throw CommandError(
          .buildFailed, "\(folder)/\(shown) has a name that is not UTF-8; rename it")
      }
      names.append(text)
    }
    return names
  }

  /// What a link says; nil where it is none, with the system's reason in `errno`.
  static func target(of link: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes {
      readlink(link, $0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count)
    }
    return count < 0 ? nil : String(decoding: buffer[..<count], as: UTF8.self)
  }

  /// The bytes of a file, or of all files below a folder. Links to folders are not followed.
  static func size(of path: String) throws(CommandError) -> Int {
    var info = stat()
    guard lstat(path, &info) == 0 else { throw failure("read", path) }
    if info.st_mode & S_IFMT == S_IFDIR {
      var size = 0
      for name in try names(in: path) { size += try self.size(of: "\(path)/\(name)") }
      return size
    }
    let exists = info.st_mode & S_IFMT != S_IFLNK || stat(path, &info) == 0
    return exists && info.st_mode & S_IFMT == S_IFREG ? Int(info.st_size) : 0
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func read(_ path: String, atMost limit: Int = .max) throws(CommandError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure("read", path) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: min(limit, 1 << 20))
    while bytes.count < limit {
      let count = Glibc.read(file, &part, min(part.count, limit - bytes.count))
      if count == 0 { break }
      if count < 0, errno != EINTR { throw failure("read", path) }
      if count > 0 { bytes += part[..<count] }
    }
    return bytes
  }

  /// Writes a file with the folders above it. The mode is that, whatever the user's mask is.
  static func write(
    _ bytes: [UInt8], to path: String, isExecutable: Bool = false
  ) throws(CommandError) {
    try createFolder(above: path)
    // Not into what is there: it may be running, or be a link to elsewhere.
    unlink(path)
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure("write", path) }
    defer { close(file) }
    guard writeAll(bytes, to: file), fchmod(file, isExecutable ? 0o755 : 0o644) == 0 else {
      throw failure("write", path)
    }
  }

  static func copy(
    _ source: String, to path: String, isExecutable: Bool = false
  ) throws(CommandError) {
    try write(read(source), to: path, isExecutable: isExecutable)
  }

  static func link(_ path: String, to target: String) throws(CommandError) {
    try createFolder(above: path)
    guard symlink(target, path) == 0 else { throw failure("write", path) }
  }

  static func createFolder(_ path: String) throws(CommandError) {
    if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
    guard errno == ENOENT else { throw failure("create", path) }
    try createFolder(above: path)
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw failure("create", path) }
  }

  private static func createFolder(above path: String) throws(CommandError) {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
    try createFolder(String(path[..<slash]))
  }

  static func rename(_ path: String, to other: String) throws(CommandError) {
    guard Glibc.rename(path, other) == 0 else { throw failure("create", other) }
  }

  /// Removes a file, or a folder with all that is in it; nothing where there is none.
  static func remove(_ path: String) throws(CommandError) {
    if unlink(path) == 0 || errno == ENOENT { return }
    guard errno == EISDIR || errno == EPERM else { throw failure("remove", path) }
    for name in try names(in: path) { try remove("\(path)/\(name)") }
    guard rmdir(path) == 0 else { throw failure("remove", path) }
  }

  private static func failure(_ verb: String, _ path: String) -> CommandError {
    CommandError(.unavailable, "cannot \(verb) \(path): \(String(cString: strerror(errno)))")
  }
}
