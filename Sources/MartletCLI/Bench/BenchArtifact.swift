internal import Glibc
internal import MartletBench
internal import MartletEmulator

/// A bootstrap as the command line gives it: an executable, or a folder or an archive that holds
/// one.
struct BenchArtifact {
  /// What it is called in results.
  let label: String
  /// As an absolute path.
  private let path: String
  private let given: String
  private let kind: Kind

  private enum Kind { case executable, folder, archive }

  /// Reads `[NAME=]PATH`. Without a name it is called as what it was built from.
  init(_ word: String, among others: [BenchArtifact]) throws(CommandError) {
    let sides = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    // A path may hold a `=` too, but behind a slash, or it has to be given as ./a=b.
    let isNamed = sides.count == 2 && !sides[0].contains("/")
    given = isNamed ? String(sides[1]) : word
    guard !given.isEmpty else {
      throw CommandError(.usage, "\"\(word)\" has an empty path; give NAME=PATH, or PATH alone")
    }
    path = WorkingDirectory.absolute(given)
    kind = try Self.kind(of: path, given)
    guard !isNamed || !sides[0].allSatisfy(\.isWhitespace) else {
      throw CommandError(.usage, "\"\(word)\" has an empty name; give NAME=PATH, or PATH alone")
    }
    let name = isNamed ? String(sides[0]) : Self.name(path)
    label = Self.unique(Self.line(name), others.map(\.label))
  }

  private static func kind(of path: String, _ given: String) throws(CommandError) -> Kind {
    var info = stat()
    guard stat(path, &info) == 0 else {
      throw CommandError(.usage, "there is no bootstrap at \(given)")
    }
    if info.st_mode & S_IFMT == S_IFDIR {
      try check("\(path)/bootstrap", "\(given)/bootstrap")
      return .folder
    }
    if path.lowercased().hasSuffix(".zip") { return .archive }
    try check(path, given)
    return .executable
  }

  private static func check(_ path: String, _ given: String) throws(CommandError) {
    guard access(path, F_OK) == 0 else {
      throw CommandError(.usage, "there is no bootstrap at \(given)")
    }
    guard access(path, X_OK) == 0 else {
      throw CommandError(.usage, "\(given) is not executable; try: chmod +x \(given)")
    }
  }

  /// The last part of the path that says something: all bootstraps are called `bootstrap`.
  private static func name(_ path: String) -> String {
    let parts = path.split(separator: "/").map(String.init)
    let last = parts.last { $0 != "bootstrap" && $0 != "." } ?? "bootstrap"
    return last.lowercased().hasSuffix(".zip") ? String(last.dropLast(4)) : last
  }

  /// A label stands in tables and charts, where a line end or a colour would reach beyond it.
  private static func line(_ name: String) -> String {
    let breaks: [Unicode.GeneralCategory] = [.control, .lineSeparator, .paragraphSeparator]
    let scalars = name.unicodeScalars.map { scalar in
      breaks.contains(scalar.properties.generalCategory) ? "\u{FFFD}" : scalar
    }
    return String(String.UnicodeScalarView(scalars))
  }

  private static func unique(_ label: String, _ others: [String]) -> String {
    guard others.contains(label) else { return label }
    let number = (2...).first { !others.contains("\(label) (\($0))") } ?? 2
    return "\(label) (\(number))"
  }

  // MARK: The candidate

  /// The bootstrap, unpacked where it has to be.
  func candidate(
    handler: String?, memorySize: Int?, in session: Session
  ) async throws(CommandError) -> Candidate {
    let folder = kind == .archive ? try await unpack(in: session) : path
    let bootstrap = kind == .executable ? path : "\(folder)/bootstrap"
    let inherited = getenv("_HANDLER").map { String(cString: $0) }
    var function = FunctionConfiguration(
      name: functionName, bootstrap: bootstrap, handler: handler ?? inherited ?? label)
    if let memorySize { function.memorySize = memorySize }
    return Candidate(
      label: label, function: function,
      size: try FileTree.size(of: kind == .executable ? bootstrap : folder))
  }

  /// What Lambda would allow as a name.
  private var functionName: String {
    let name = String(label.prefix(64).map { FunctionNameRule.allows(String($0)) ? $0 : "-" })
    return name.isEmpty ? "bench" : name
  }

  private func unpack(in session: Session) async throws(CommandError) -> String {
    guard let tool = Tool.path(of: "unzip") else {
      throw CommandError(
        .unavailable, "\(given) is an archive, and unzip is not installed; give the folder instead")
    }
    let folder = try Self.makeFolder()
    session.onEnd { try? FileTree.remove(folder) }
    var printed: [UInt8] = []
    // It would ask what to do with two files of one name, and for a password.
    let exit = try await Tool.run(
      .init(path: tool, arguments: ["-q", "-o", "-P", "", path, "-d", folder]), in: session
    ) { printed.append(contentsOf: $0) }
    guard exit == .status(0) else {
      throw CommandError(.usage, "\(given) is no archive that unzip can read", details: printed)
    }
    try Self.check("\(folder)/bootstrap", "\(given)/bootstrap")
    return folder
  }

  private static func makeFolder() throws(CommandError) -> String {
    let given = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    let parent = given.isEmpty ? "/tmp" : WorkingDirectory.absolute(given)
    var template = Array("\(parent)/martlet-bench-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw CommandError(
        .unavailable,
        "cannot make a folder in \(parent): \(String(cString: strerror(errno))); name another in "
          + "TMPDIR")
    }
    return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
