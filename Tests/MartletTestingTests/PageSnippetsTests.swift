import Glibc
import Testing

/// What the page on testing shows is what `PageTests` runs.
struct PageSnippetsTests {
  @Test func `every snippet of the page is compiled`() throws {
    let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    let page = try text(of: "/\(folder)/../README.md")
    let tests = try text(of: "/\(folder)/PageTests.swift")
    let snippets = page.split(separator: "```swift\n").dropFirst().map {
      $0.prefix(upTo: $0.firstRange(of: "```")?.lowerBound ?? $0.endIndex)
    }
    #expect(snippets.count == 12)
    for snippet in snippets {
      for line in snippet.split(separator: "\n") {
        #expect(tests.contains(line), "PageTests.swift lacks a line of Tests/README.md")
      }
    }
  }

  private func text(of path: String) throws -> String {
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}
