import Testing

@testable import MartletCLI

@Suite struct SharedLibrariesTests {
  private let first = TemporaryFolder()
  private let second = TemporaryFolder()

  private func add(_ builder: ELFBuilder, to folder: TemporaryFolder, _ name: String) throws {
    try FileTree.write(builder.bytes, to: "\(folder.path)/\(name)")
  }

  private func needed(_ names: String...) throws -> [String] {
    let libraries = SharedLibraries(
      image: .amazonLinux2023, folders: [first.path, second.path])
    let file = try ELFFile(ELFBuilder(needed: names).bytes)
    return try libraries.needed(by: file, named: "Hello").map(\.path)
  }

  @Test func `libraries are followed to the libraries that they load`() throws {
    try add(ELFBuilder(needed: ["libb.so", "libc.so.6"]), to: first, "liba.so")
    try add(ELFBuilder(needed: ["liba.so"]), to: second, "libb.so")
    #expect(
      try needed("liba.so", "libm.so.6") == ["\(first.path)/liba.so", "\(second.path)/libb.so"])
  }

  @Test func `the first folder wins, but for files of another machine or none`() throws {
    try add(ELFBuilder(machine: 243), to: first, "liba.so")
    try add(ELFBuilder(), to: second, "liba.so")
    #expect(try needed("liba.so") == ["\(second.path)/liba.so"])
    first.write("libb.so", "INPUT(liba.so)")
    try add(ELFBuilder(), to: second, "libb.so")
    #expect(try needed("libb.so") == ["\(second.path)/libb.so"])
  }

  @Test func `one that is nowhere is named with who needs it`() throws {
    try add(ELFBuilder(needed: ["libz.so"]), to: first, "liba.so")
    let error = #expect(throws: CommandError.self) { try needed("liba.so") }
    #expect(error?.message.hasPrefix("liba.so needs libz.so, which is in none of ") == true)
  }
}
