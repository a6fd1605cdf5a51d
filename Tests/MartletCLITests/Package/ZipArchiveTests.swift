import Testing

@testable import MartletCLI

@Suite struct ZipArchiveTests {
  /// The smallest of deflate streams: one stored block.
  private func entry(_ name: String, _ text: String, mode: UInt16 = 0o100644) -> ZipArchive.Entry {
    ZipArchive.Entry(
      name: name, mode: mode, checksum: 0x1234_5678, size: text.utf8.count, data: Array(text.utf8),
      isDeflated: false)
  }

  @Test func `the bytes of an archive are these`() throws {
    var archive = ZipArchive()
    archive.add(entry("a", "hi", mode: 0o100755))
    let fields: [UInt8] = [
      20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0, 0x78, 0x56, 0x34, 0x12, 2, 0, 0, 0, 2, 0, 0, 0, 1, 0,
    ]
    let head: [UInt8] = [0x50, 0x4B, 3, 4] + fields + [0, 0, 0x61]
    let line: [UInt8] =
      [0x50, 0x4B, 1, 2, 20, 3] + fields
      + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xED, 0x81, 0, 0, 0, 0, 0x61]
    let end: [UInt8] = [
      0x50, 0x4B, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0, 47, 0, 0, 0, 33, 0, 0, 0, 0, 0,
    ]
    #expect(try archive.bytes() == head + [0x68, 0x69] + line + end)
  }

  @Test func `the order in which files are added makes no difference`() throws {
    var one = ZipArchive()
    var other = ZipArchive()
    let names = ["lib/x", "bootstrap", "lib/", "Z", "ä"]
    for name in names { one.add(entry(name, name)) }
    for name in names.reversed() { other.add(entry(name, name)) }
    #expect(try one.bytes() == other.bytes())
  }

  @Test func `a name beyond ASCII is marked as UTF-8`() throws {
    var archive = ZipArchive()
    archive.add(entry("ä", ""))
    let bytes = try archive.bytes()
    #expect(bytes[7] == 0x08)
    #expect(bytes[30..<32] == [0xC3, 0xA4])
  }

  @Test func `what does not become shorter is kept as it is`() {
    let member = GzipMember([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 9, 9, 9, 1, 0, 0, 0, 4, 0, 0, 0])!
    let stored = ZipArchive.Entry(name: "a", mode: 0, contents: [1, 2, 3], compressed: member)
    #expect(!stored.isDeflated && stored.data == [1, 2, 3] && stored.checksum == 1)
    let deflated = ZipArchive.Entry(name: "a", mode: 0, contents: [1, 2, 3, 4], compressed: member)
    #expect(deflated.isDeflated && deflated.data == [9, 9, 9] && deflated.size == 4)
  }

  @Test func `what a plain zip cannot hold is refused`() {
    var many = ZipArchive()
    for number in 0..<0xFFFF { many.add(entry("\(number)", "")) }
    #expect(throws: ZipArchive.TooLarge.self) { try many.bytes() }
    var large = ZipArchive()
    var file = entry("large", "")
    file.size = 1 << 32
    large.add(file)
    #expect(throws: ZipArchive.TooLarge.self) { try large.bytes() }
  }

  @Test(
    arguments: [
      [], [0x1F, 0x8B, 8, 0], Array("PK\u{3}\u{4} and more than eighteen".utf8),
      // With a file's name in its head.
      [0x1F, 0x8B, 8, 8, 0, 0, 0, 0, 0, 3, 9, 9, 9, 1, 0, 0, 0, 4, 0, 0, 0],
    ] as [[UInt8]])
  func `what gzip does not write is refused`(bytes: [UInt8]) {
    #expect(GzipMember(bytes) == nil)
  }
}
