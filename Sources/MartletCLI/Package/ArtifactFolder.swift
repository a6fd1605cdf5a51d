internal import Glibc

/// The files of an artifact, while it is being made: `bootstrap`, the shared objects in `lib`, and
/// the resources.
struct ArtifactFolder {
  let path: String

  var bootstrap: String { "\(path)/bootstrap" }

  /// Copies the shared objects that the bootstrap brings along.
  func add(
    _ libraries: [SharedLibraries.Library], stripping symbols: SymbolSplit
  ) async throws(CommandError) {
    guard !libraries.isEmpty else { return }
    try FileTree.createFolder("\(path)/lib")
    for library in libraries {
      try await symbols.strip(library.path, to: "\(path)/lib/\(library.name)")
    }
  }

  /// Copies a resource bundle, next to the bootstrap, which is where it is looked for.
  func add(bundle: String) throws(CommandError) {
    let name = bundle.split(separator: "/").last.map(String.init) ?? bundle
    try FileTree.createFolder("\(path)/\(name)")
    for item in try FileTree.items(below: bundle) {
      let destination = "\(path)/\(name)/\(item.path)"
      switch item.kind {
      case .folder: try FileTree.createFolder(destination)
      case .file(let isExecutable):
        try FileTree.copy("\(bundle)/\(item.path)", to: destination, isExecutable: isExecutable)
      case .link(let target):
        guard Self.staysInside(target, from: item.path) else {
          throw CommandError(
            .buildFailed,
            """
            \(name)/\(item.path) is a link to \(target), which is not in the artifact; put the \
            file itself there
            """)
        }
        try FileTree.link(destination, to: target)
      }
    }
  }

  /// Whether a relative link leads to a place in the same folder tree.
  static func staysInside(_ target: String, from path: String) -> Bool {
    guard !target.hasPrefix("/") else { return false }
    var depth = path.split(separator: "/").count - 1
    for part in target.split(separator: "/") where part != "." {
      depth += part == ".." ? -1 : 1
      if depth < 0 { return false }
    }
    return true
  }

  /// In bytes.
  func size() throws(CommandError) -> Int {
    var size = 0
    for item in try FileTree.items(below: path) {
      var info = stat()
      if lstat("\(path)/\(item.path)", &info) == 0, item.kind != .folder {
        size += Int(info.st_size)
      }
    }
    return size
  }

  /// All of it as a zip file.
  func zip(with gzip: Gzip) async throws(CommandError) -> [UInt8] {
    var archive = ZipArchive()
    for item in try FileTree.items(below: path) {
      archive.add(try await entry(item, gzip))
    }
    do {
      return try archive.bytes()
    } catch {
      throw CommandError(.buildFailed, "\(error.message); choose --format directory")
    }
  }

  private func entry(
    _ item: FileTree.Item, _ gzip: Gzip
  ) async throws(CommandError) -> ZipArchive.Entry {
    let file = "\(path)/\(item.path)"
    switch item.kind {
    case .file(let isExecutable):
      return ZipArchive.Entry(
        name: item.path, mode: isExecutable ? 0o100755 : 0o100644,
        contents: try FileTree.read(file), compressed: try await gzip.compress(file))
    case .folder:
      return ZipArchive.Entry(
        name: "\(item.path)/", mode: 0o040755, checksum: 0, size: 0, data: [], isDeflated: false)
    case .link(let target):
      // Its target is its content, of which the checksum is wanted too.
      let text = "\(path).link"
      try FileTree.write(Array(target.utf8), to: text)
      let compressed = try await gzip.compress(text)
      try FileTree.remove(text)
      return ZipArchive.Entry(
        name: item.path, mode: 0o120777, contents: Array(target.utf8), compressed: compressed)
    }
  }
}
