internal import Glibc
internal import MartletCurl

/// Makes artifacts of executables that were built.
struct Packaging {
  let package: SwiftPackage
  let flags: BuildFlags
  let format: ArtifactFormat
  /// Where the artifacts go.
  let output: String
  let startsFunctions: Bool
  /// Where shared objects are looked for.
  let libraryFolders: [String]
  let session: Session

  /// What was made of an executable.
  struct Artifact {
    let path: String
    let rows: [PackageSummary.Row]
    let warnings: [String]
  }

  /// Makes the artifact. What is there under its name is replaced when the new one has passed all
  /// checks, and not before.
  func artifact(of executable: FunctionExecutable) async throws(CommandError) -> Artifact {
    let name = executable.product
    if format == .directory { try refuseForeignFolder("\(output)/\(name)") }
    // Under a name of its own: another run may be packaging the same.
    let folder = ArtifactFolder(path: "\(output)/.\(name).\(getpid())")
    try FileTree.remove(folder.path)
    try FileTree.createFolder(folder.path)
    session.onEnd { try? FileTree.remove(folder.path) }
    let symbols = SymbolSplit(session: session)
    Console.progress("\(name): packaging")
    let newSymbols = "\(folder.path).debug"
    session.onEnd { try? FileTree.remove(newSymbols) }
    try await symbols.strip(executable.path, to: folder.bootstrap, symbols: newSymbols)

    let bytes = try FileTree.read(folder.bootstrap)
    let file: ELFFile
    do {
      file = try ELFFile(bytes)
    } catch {
      throw CommandError(.buildFailed, "\(executable.path) cannot be packaged: \(error.message)")
    }
    let check = ArtifactCheck(link: flags.link, format: format)
    let libraries = try SharedLibraries(
      image: check.image, folders: libraryFolders
    ).needed(by: file, named: name)
    var warnings = try check.warnings(name, file, libraries)
    if bytes.holds(package.root) {
      warnings.append(
        """
        \(name) holds the path of its folder, \(package.root), and would have other bytes if it \
        were built in another: in #filePath, or in what SwiftPM generates for resources
        """)
    }
    try await folder.add(libraries, stripping: symbols)
    for bundle in try bundles(of: executable, bytes) { try folder.add(bundle: bundle) }

    let coldStarts = try await coldStarts(executable, file, folder, &warnings)
    Console.progress("\(name): writing")
    let (path, size) = try await deliver(folder, name, check, &warnings)
    chmod(newSymbols, 0o644)
    try FileTree.rename(newSymbols, to: "\(output)/\(name).debug")
    Console.progress("")
    let rows = executable.functions.map { function in
      PackageSummary.Row(
        function: function, artifact: path.split(separator: "/").last.map(String.init) ?? path,
        artifactSize: size, bootstrapSize: bytes.count, machine: file.machine, link: flags.link,
        coldStart: coldStarts[function])
    }
    return Artifact(path: path, rows: rows, warnings: warnings)
  }

  /// What is replaced must have been made here: an output such as `Sources` may hold a folder of the
  /// function's name that is something else.
  private func refuseForeignFolder(_ path: String) throws(CommandError) {
    guard FileTree.exists(path) else { return }
    let names = try? FileTree.names(in: path)
    guard names != [], names?.contains("bootstrap") != true else { return }
    throw CommandError(
      .usage,
      "\(path) is there and is no artifact, for it holds no bootstrap; choose another --output")
  }

  private func coldStarts(
    _ executable: FunctionExecutable, _ file: ELFFile, _ folder: ArtifactFolder,
    _ warnings: inout [String]
  ) async throws(CommandError) -> [String: Duration] {
    guard startsFunctions else { return [:] }
    guard file.machine == .current else {
      warnings.append(
        """
        \(executable.product) is for \(file.machine) and was not started on this machine, nor \
        asked for the functions that it registers
        """)
      return [:]
    }
    var times: [String: Duration] = [:]
    for function in executable.functions {
      Console.progress("\(function): starting")
      times[function] = try await StartUpTest(session: session).coldStart(
        of: function, in: folder.bootstrap)
    }
    return times
  }

  private func deliver(
    _ folder: ArtifactFolder, _ name: String, _ check: ArtifactCheck, _ warnings: inout [String]
  ) async throws(CommandError) -> (path: String, size: Int) {
    let size = try folder.size()
    switch format {
    case .directory:
      let path = "\(output)/\(name)"
      try FileTree.remove(path)
      try FileTree.rename(folder.path, to: path)
      return (path, size)
    case .zip:
      let path = "\(output)/\(name).zip"
      let zip = try await folder.zip(with: Gzip(session: session))
      warnings += try check.warnings(name, zipSize: zip.count, unzippedSize: size)
      try FileTree.write(zip, to: "\(folder.path).zip")
      try FileTree.rename("\(folder.path).zip", to: path)
      return (path, zip.count)
    }
  }

  /// The folders of resources that SwiftPM has laid next to the executable and that belong to it:
  /// those of its own targets, and those of other packages whose names it holds.
  private func bundles(
    of executable: FunctionExecutable, _ bytes: [UInt8]
  ) throws(CommandError) -> [String] {
    let folder = executable.path.split(separator: "/").dropLast().joined(separator: "/")
    let own = package.resourceBundles(of: executable.product)
    let all = try FileTree.names(in: "/\(folder)").filter { $0.hasSuffix(".resources") }
    return all.sorted().filter { own.contains($0) || bytes.holds($0) }
      .map { "/\(folder)/\($0)" }
  }
}

extension [UInt8] {
  /// Whether a text stands somewhere in the bytes.
  fileprivate func holds(_ text: String) -> Bool {
    let text = Array(text.utf8)
    guard let first = text.first else { return true }
    return withUnsafeBytes { bytes in
      var rest = bytes[...]
      while rest.count >= text.count {
        let part = UnsafeRawBufferPointer(rebasing: rest)
        guard let found = memchr(part.baseAddress!, Int32(first), part.count - text.count + 1)
        else { return false }
        if memcmp(found, text, text.count) == 0 { return true }
        rest = rest.dropFirst(UnsafeRawPointer(found) - part.baseAddress! + 1)
      }
      return false
    }
  }
}
