/// The shared objects that an executable needs and that its target does not have.
struct SharedLibraries {
  let image: TargetImage
  /// Where they are looked for, in this order.
  let folders: [String]

  /// A shared object that is to be brought along.
  struct Library {
    let name: String
    let path: String
    let file: ELFFile
  }

  /// Finds what an executable loads, and what that loads in turn; sorted by name.
  ///
  /// - Throws: when one is not on this machine.
  func needed(
    by executable: ELFFile, named name: String
  ) throws(CommandError) -> [Library] {
    var found: [String: Library] = [:]
    var open = executable.needed.map { (name: $0, user: name) }
    while let (name, user) = open.popLast() {
      guard !image.has(name), found[name] == nil else { continue }
      guard let library = try library(name, for: executable.machine) else {
        throw CommandError(
          .buildFailed,
          "\(user) needs \(name), which is in none of \(folders.joined(separator: ", "))")
      }
      found[name] = library
      open += library.file.needed.map { (name: $0, user: name) }
    }
    return found.values.sorted { $0.name < $1.name }
  }

  /// The first of a name that is for the machine, as the loader chooses.
  private func library(
    _ name: String, for machine: ELFFile.Machine
  ) throws(CommandError) -> Library? {
    for folder in folders where FileTree.exists("\(folder)/\(name)") {
      let path = "\(folder)/\(name)"
      let bytes = try FileTree.read(path)
      guard let file = try? ELFFile(bytes), file.machine == machine else { continue }
      return Library(name: name, path: path, file: file)
    }
    return nil
  }

  /// The folders of a system's loader.
  static func systemFolders(below root: String = "") -> [String] {
    let triplets = ["x86_64-linux-gnu", "aarch64-linux-gnu"]
    let folders =
      ["/usr/local/lib"] + triplets.flatMap { ["/lib/\($0)", "/usr/lib/\($0)"] }
      + ["/lib64", "/usr/lib64", "/lib", "/usr/lib"]
    return folders.map { root + $0 }
  }
}
