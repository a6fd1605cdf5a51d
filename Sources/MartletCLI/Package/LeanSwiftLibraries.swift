internal import Glibc

/// Swift's static libraries as they are linked into artifacts: without what a deployed function can
/// do without. What each of the marks gives is in runtime/SPECIFICATION.md.
enum LeanSwiftLibraries {
  /// Changes with the rules below, so that what older ones made is not taken for theirs.
  private static let recipe = 1

  private static let retain = 0x20_0000
  private static let exclude = 0x8000_0000

  /// The flags that a section of Swift's libraries is linked with.
  static func flags(of section: StaticLibrary.Section) -> Int {
    // Swift neither throws nor unwinds by these tables, and walks stacks by frame pointers. C++ in
    // a function's own package keeps its tables, and may throw as ever.
    if section.name == ".eh_frame" || section.name == ".rela.eh_frame" {
      return section.flags | exclude
    }
    // At its start the runtime reads /proc for the arguments, which CMartlet passes on, and the
    // environment for a crash reporter, which no artifact has.
    let isInitializer = section.name == ".init_array" || section.name == ".rela.init_array"
    if isInitializer, ["CommandLine.cpp.o", "Backtrace.cpp.o"].contains(section.object) {
      return section.flags | exclude
    }
    // Every public function is marked as one to be kept, for programs that look functions up by
    // name, as no static executable can. The records by which the runtime finds types,
    // conformances and protocols stay.
    if section.flags & retain != 0, !isFoundAtRunTime(section.name) {
      return section.flags & ~retain
    }
    return section.flags
  }

  private static func isFoundAtRunTime(_ name: String) -> Bool {
    ["swift", ".init", ".fini", ".preinit", ".ctors", ".dtors"].contains { name.hasPrefix($0) }
  }

  /// Makes a copy of the compiler's folder of static resources with lean libraries in it, unless it
  /// is there already.
  ///
  /// - Parameter parent: the folder that the copy lies in, under a name of these rules' own: what is
  ///   linked with other rules must not count as linked with these.
  /// - Returns: the copy, for `-resource-dir`. All but the libraries are links into the original.
  static func resources(
    from original: String, in parent: String
  ) throws(CommandError) -> String {
    let folder = "\(parent)/swift-\(recipe)"
    let libraries = "\(original)/linux"
    let names = try FileTree.names(in: libraries).sorted()
    let made = "\(folder)/made-of"
    let wanted = try signature(libraries, names)
    if let found = try? FileTree.read(made), found == Array(wanted.utf8) { return folder }

    let new = "\(folder).\(getpid())"
    try FileTree.remove(new)
    for name in try FileTree.names(in: original) where name != "linux" {
      try FileTree.link("\(new)/\(name)", to: "\(original)/\(name)")
    }
    for name in names {
      let path = "\(libraries)/\(name)"
      guard name.hasSuffix(".a"), let lean = try lean(path) else {
        try FileTree.link("\(new)/linux/\(name)", to: path)
        continue
      }
      try FileTree.write(lean, to: "\(new)/linux/\(name)")
    }
    try FileTree.write(Array(wanted.utf8), to: "\(new)/made-of")
    try FileTree.remove(folder)
    try FileTree.rename(new, to: folder)
    return folder
  }

  /// The library's lean form; nil where it is the same.
  private static func lean(_ path: String) throws(CommandError) -> [UInt8]? {
    let bytes = try FileTree.read(path)
    do throws(ELFError) {
      var library = try StaticLibrary(bytes)
      return try library.markSections(flags) ? library.bytes : nil
    } catch {
      throw CommandError(.buildFailed, "\(path) is not what Swift ships: \(error.message)")
    }
  }

  /// What tells one toolchain's libraries from another's.
  private static func signature(
    _ folder: String, _ names: [String]
  ) throws(CommandError) -> String {
    var lines = [folder]
    for name in names where name.hasSuffix(".a") {
      var info = stat()
      stat("\(folder)/\(name)", &info)
      lines.append("\(name) \(info.st_size) \(info.st_mtim.tv_sec)")
    }
    return lines.joined(separator: "\n")
  }
}
