import TestSupport
import Testing

@testable import MartletCLI

@Suite struct StaticLibraryTests {
  private let builder = ArchiveBuilder(objects: [
    .init(name: "a.o", sections: [(".text.one", 0x20_0006), (".data", 3)]),
    .init(name: "a name that takes more room.cpp.o", sections: [(".text.two", 0x20_0006)]),
    .init(name: "odd.o", sections: [(".text", 6)]),
  ])

  /// What the library says of its sections, in order.
  private func sections(_ bytes: [UInt8]) throws(ELFError) -> [String] {
    var library = try StaticLibrary(bytes)
    var seen: [String] = []
    _ = try library.markSections { section in
      if !section.name.isEmpty, section.name != ".shstrtab" {
        seen.append("\(section.object) \(section.name) \(section.flags)")
      }
      return section.flags
    }
    return seen
  }

  @Test func `each section is named with its object and its flags`() throws {
    #expect(
      try sections(builder.bytes) == [
        "a.o .text.one 2097158", "a.o .data 3",
        "a name that takes more room.cpp.o .text.two 2097158", "odd.o .text 6",
      ])
  }

  @Test func `marking changes the flags of a section and not another byte`() throws {
    var library = try StaticLibrary(builder.bytes)
    let isChanged = try library.markSections { $0.name == ".text.two" ? 6 : $0.flags }
    #expect(isChanged)
    #expect(try sections(library.bytes)[2] == "a name that takes more room.cpp.o .text.two 6")
    #expect(zip(library.bytes, builder.bytes).filter(!=).count == 1)
    #expect(library.bytes.count == builder.bytes.count)
  }

  @Test func `a library that stays as it is says so`() throws {
    var library = try StaticLibrary(builder.bytes)
    #expect(try !library.markSections(\.flags))
  }

  @Test func `what is no library is refused`() {
    #expect(throws: ELFError("it is no static library")) { try StaticLibrary([0x7F]) }
    #expect(throws: ELFError("it is no static library")) { try StaticLibrary([]) }
  }

  @Test func `a library that is cut off anywhere is an error or a smaller one, never a trap`() {
    let bytes = builder.bytes
    for count in 0..<bytes.count { _ = try? sections(Array(bytes[..<count])) }
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `damaged libraries are read or refused, never a trap`(series: UInt64) {
    let bytes = builder.bytes
    for round in 0..<1000 as Range<UInt64> {
      var random = SplitMix64(seed: series << 32 | round)
      var damaged = bytes
      for _ in 0...random.below(3) {
        let index = random.below(bytes.count - 8)
        let number = random.next() >> UInt64(random.below(64))
        for byte in 0..<[1, 2, 4, 8][random.below(4)] {
          damaged[index + byte] = UInt8(truncatingIfNeeded: number >> UInt64(8 * byte))
        }
      }
      _ = try? sections(damaged)
    }
  }
}
