import FoundationEssentials
import MartletCurl
import Testing

struct VersionTests {
  /// The version that `User-Agent` and `martlet --version` tell goes stale unless somebody looks.
  @Test func `the version is the changelog's newest, where there is a release`() throws {
    let package = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let data = try Data(contentsOf: URL(filePath: "/\(package)/CHANGELOG.md"))
    let text = String(decoding: data, as: UTF8.self)
    let headings = text.matches(of: #/(?m)^## (?:\[?([0-9]+\.[0-9]+\.[0-9]+)\]?|Unreleased)/#)
    #expect(!headings.isEmpty)
    let newest = headings.lazy.compactMap { $0.1 }.first
    #expect(newest.map(String.init) ?? MartletVersion.current == MartletVersion.current)
    #expect(MartletVersion.current.wholeMatch(of: #/[0-9]+\.[0-9]+\.[0-9]+/#) != nil)
  }
}
