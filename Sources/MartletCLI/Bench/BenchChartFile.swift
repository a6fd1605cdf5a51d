internal import Glibc
internal import MartletEmulator

/// Where a chart goes to. A measurement takes minutes, so that there is room for the chart is known
/// before it; what stood there stays until then.
struct BenchChartFile {
  private let path: String
  /// Beside the path, so that it can take its place; nil where the path is no file, as a terminal.
  private let draft: String?

  /// Makes sure that the chart can be written.
  init(_ path: String, in session: Session) throws(CommandError) {
    self.path = path
    var info = stat()
    let exists = stat(path, &info) == 0
    if exists {
      guard info.st_mode & S_IFMT != S_IFDIR else { throw Self.failure(path, EISDIR) }
      guard access(path, W_OK) == 0 else { throw Self.failure(path, errno) }
    }
    guard !exists || info.st_mode & S_IFMT == S_IFREG else {
      draft = nil
      return
    }
    let file = Self.behindLinks(path)
    // `FileTree` makes folders that do not exist, which here are more likely a slip.
    let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? "."
    guard !file.isEmpty, access(folder, W_OK | X_OK) == 0 else {
      throw Self.failure(path, file.isEmpty ? ENOENT : errno)
    }
    let draft = "\(file).\(getpid())"
    self.draft = draft
    session.onEnd { try? FileTree.remove(draft) }
    try FileTree.write([], to: draft)
  }

  /// Puts the chart there.
  func write(_ text: String) throws(CommandError) {
    guard let draft else { return try writeInPlace(text) }
    try FileTree.write(Array(text.utf8), to: draft)
    try FileTree.rename(draft, to: Self.behindLinks(path))
  }

  private func writeInPlace(_ text: String) throws(CommandError) {
    let file = open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { throw Self.failure(path, errno) }
    defer { close(file) }
    guard writeAll(Array(text.utf8), to: file) else { throw Self.failure(path, errno) }
  }

  /// A link stays, and what it leads to is replaced.
  private static func behindLinks(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func failure(_ path: String, _ number: Int32) -> CommandError {
    CommandError(
      .unavailable, "cannot write \(path): \(String(cString: strerror(number))); choose another")
  }
}
