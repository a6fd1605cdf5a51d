import Glibc
import MartletCurl
import Testing

struct VersionTests {
  /// The version that `User-Agent` and `martlet --version` tell goes stale unless somebody looks.
  @Test func `the version is the changelog's newest, where there is a release`() throws {
    let package = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let file = try #require(fopen("/\(package)/CHANGELOG.md", "r"))
    defer { fclose(file) }
    var text = ""
    var line = [CChar](repeating: 0, count: 4096)
    while fgets(&line, Int32(line.count), file) != nil {
      text += String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
    let headings = text.matches(of: #/(?m)^## (?:\[?([0-9]+\.[0-9]+\.[0-9]+)\]?|Unreleased)/#)
    #expect(!headings.isEmpty)
    let newest = headings.lazy.compactMap { $0.1 }.first
    #expect(newest.map(String.init) ?? MartletVersion.current == MartletVersion.current)
    #expect(MartletVersion.current.wholeMatch(of: #/[0-9]+\.[0-9]+\.[0-9]+/#) != nil)
  }
}
