import Glibc
import Testing

@testable import MartletCLI

@Suite struct LeanSwiftLibrariesTests {
  private static let retain = 0x20_0000
  private static let exclude = 0x8000_0000

  private func flags(_ name: String, _ flags: Int, in object: String = "Swift.o") -> Int {
    LeanSwiftLibraries.flags(of: .init(object: object, name: name, flags: flags))
  }

  @Test func `a function is kept only where something refers to it`() {
    #expect(flags(".text.$sSi5printyyF", 6 | Self.retain) == 6)
    #expect(flags(".rodata.$sSiMn", 2 | Self.retain) == 2)
    #expect(flags(".text.other", 6) == 6)
  }

  @Test(arguments: [
    "swift5_protocol_conformances", "swift5_type_metadata", ".init_array", ".fini_array",
  ])
  func `what is found at run time is kept`(name: String) {
    #expect(flags(name, 2 | Self.retain) == 2 | Self.retain)
  }

  @Test func `unwinding tables stay behind`() {
    #expect(flags(".eh_frame", 2) == 2 | Self.exclude)
    #expect(flags(".rela.eh_frame", 0x40) == 0x40 | Self.exclude)
  }

  @Test func `two of the runtime's initializers stay behind, and no other`() {
    for object in ["CommandLine.cpp.o", "Backtrace.cpp.o"] {
      #expect(flags(".init_array", 3, in: object) == 3 | Self.exclude)
      #expect(flags(".text", 6, in: object) == 6)
    }
    #expect(flags(".init_array", 3, in: "Actor.cpp.o") == 3)
  }

  @Test func `the toolchain's own library is what the rules expect`() throws {
    let swift = try #require(SwiftTool.path.flatMap { realpath($0, nil) })
    defer { free(swift) }
    let bin = String(cString: swift).split(separator: "/").dropLast().joined(separator: "/")
    let path = "/\(bin)/../lib/swift_static/linux/libswiftCore.a"
    var library = try StaticLibrary(FileTree.read(path))
    var seen: Set<String> = []
    #expect(
      try library.markSections { section in
        if section.name == ".init_array" { seen.insert(section.object) }
        return LeanSwiftLibraries.flags(of: section)
      })
    #expect(seen.isSuperset(of: ["CommandLine.cpp.o", "Backtrace.cpp.o"]))
    // A toolchain without such marks would give larger artifacts, which somebody should see here.
    var retained: Set<String> = []
    #expect(
      try !library.markSections { section in
        if section.flags & Self.retain != 0 { retained.insert(String(section.name.prefix(6))) }
        return LeanSwiftLibraries.flags(of: section)
      })
    #expect(retained == ["swift5"])
  }

  // MARK: The folder

  /// A folder of resources with one library that becomes lean and one that does not.
  private func original() throws -> TemporaryFolder {
    let folder = TemporaryFolder()
    let lean = ArchiveBuilder(objects: [.init(name: "a.o", sections: [(".eh_frame", 2)])])
    try FileTree.write(lean.bytes, to: "\(folder.path)/static/linux/libswiftCore.a")
    let same = ArchiveBuilder(objects: [.init(name: "b.o", sections: [(".text", 6)])])
    try FileTree.write(same.bytes, to: "\(folder.path)/static/linux/libother.a")
    try FileTree.write([1], to: "\(folder.path)/static/linux/Swift.swiftmodule/x")
    try FileTree.write([2], to: "\(folder.path)/static/clang/header.h")
    return folder
  }

  @Test func `all but the lean libraries are links into the original`() throws {
    let folder = try original()
    let resources = try LeanSwiftLibraries.resources(
      from: "\(folder.path)/static", in: "\(folder.path)/build")
    func target(_ name: String) -> String? {
      try? FileTree.items(below: resources).lazy.compactMap { item in
        if case .link(let target) = item.kind, item.path == name { target } else { nil }
      }.first
    }
    #expect(target("clang") == "\(folder.path)/static/clang")
    #expect(target("linux/libother.a") == "\(folder.path)/static/linux/libother.a")
    #expect(target("linux/Swift.swiftmodule") == "\(folder.path)/static/linux/Swift.swiftmodule")
    #expect(target("linux/libswiftCore.a") == nil)
    var library = try StaticLibrary(FileTree.read("\(resources)/linux/libswiftCore.a"))
    #expect(try !library.markSections(LeanSwiftLibraries.flags))
  }

  @Test func `it is made once, and anew for other libraries`() throws {
    let folder = try original()
    func make() throws -> ino_t {
      let resources = try LeanSwiftLibraries.resources(
        from: "\(folder.path)/static", in: "\(folder.path)/build")
      var info = stat()
      #expect(stat("\(resources)/linux/libswiftCore.a", &info) == 0)
      return info.st_ino
    }
    let first = try make()
    #expect(try make() == first)
    try FileTree.write(
      ArchiveBuilder(objects: [.init(name: "longer.o", sections: [(".eh_frame", 2), (".text", 6)])])
        .bytes,
      to: "\(folder.path)/static/linux/libswiftCore.a")
    let changed = try make()
    #expect(try make() == changed)
    let names = try FileTree.names(in: "\(folder.path)/build")
    #expect(names.count == 1)
  }

  @Test func `a library that is none is an error that names it`() throws {
    let folder = try original()
    try FileTree.write([1, 2], to: "\(folder.path)/static/linux/libbad.a")
    let error = #expect(throws: CommandError.self) {
      try LeanSwiftLibraries.resources(
        from: "\(folder.path)/static", in: "\(folder.path)/build")
    }
    #expect(
      error?.message.hasSuffix("libbad.a is not what Swift ships: it is no static library") == true)
  }
}
