import Testing

@testable import MartletCLI

@Suite struct ELFFileTests {
  @Test func `a static executable needs nothing`() throws {
    let file = try ELFFile(ELFBuilder.static.bytes)
    #expect(file.isStatic)
    #expect(file.machine == .amd64)
    #expect(file.machine.description == "x86_64")
    #expect(file.interpreter == nil && file.needed.isEmpty && file.versions.isEmpty)
  }

  @Test func `a dynamic one says what it loads and in which versions`() throws {
    let file = try ELFFile(ELFBuilder.dynamic.bytes)
    #expect(!file.isStatic)
    #expect(file.interpreter == "/lib64/ld-linux-x86-64.so.2")
    #expect(file.needed == ["libcurl.so.4", "libc.so.6"])
    #expect(
      file.versions.map { "\($0.name) of \($0.library)" } == [
        "GLIBC_2.34 of libc.so.6", "GLIBC_2.2.5 of libc.so.6", "GLIBC_2.35 of libm.so.6",
      ])
  }

  @Test(arguments: [(62, "x86_64"), (183, "arm64"), (243, "machine 243")])
  func `the machine has Lambda's name`(number: Int, name: String) throws {
    #expect(try ELFFile(ELFBuilder(machine: number).bytes).machine.description == name)
  }

  @Test func `a position-independent static executable is static`() throws {
    #expect(try ELFFile(ELFBuilder(kind: 3, interpreter: nil).bytes).isStatic)
  }

  @Test func `an executable of this machine is read as its loader reads it`() throws {
    let file = try ELFFile(FileTree.read(Programs.martlet))
    #expect(file.machine == .current)
    #expect(file.interpreter?.hasPrefix("/lib") == true)
    #expect(file.needed.contains("libc.so.6") && file.needed.contains("libswiftCore.so"))
    #expect(file.versions.contains { $0.library == "libc.so.6" && $0.name.hasPrefix("GLIBC_2.") })
  }

  @Test(arguments: [
    ([], "it is no ELF file"),
    (Array("#!/bin/sh\n".utf8), "it is no ELF file"),
    ([0x7F, 0x45, 0x4C, 0x46], "it is cut off, or damaged: nothing is at 4"),
    ([0x7F, 0x45, 0x4C, 0x46, 1, 1], "it is no little-endian 64-bit ELF file"),
    ([0x7F, 0x45, 0x4C, 0x46, 2, 2], "it is no little-endian 64-bit ELF file"),
    (ELFBuilder(kind: 1).bytes, "it is no executable and no shared object, but of kind 1"),
  ])
  func `what is no such file is refused with the reason`(bytes: [UInt8], reason: String) {
    #expect(throws: ELFError(reason)) { try ELFFile(bytes) }
  }

  @Test func `a name without an end is refused`() throws {
    var bytes = ELFBuilder.dynamic.bytes
    let start = try #require(bytes.firstRange(of: Array("/lib64".utf8)))
    for index in start.lowerBound..<start.lowerBound + 28 { bytes[index] = 0x61 }
    #expect(throws: ELFError.self) { try ELFFile(bytes) }
  }

  @Test func `another machine's header is told from a script's`() {
    #expect(ELFFile.machine(ofHeader: ELFBuilder(machine: 183).bytes) == .arm64)
    #expect(ELFFile.machine(ofHeader: Array("#!/bin/sh".utf8)) == nil)
  }
}
