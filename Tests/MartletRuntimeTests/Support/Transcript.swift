import FoundationEssentials
import MartletCurl
import Testing

@testable import MartletRuntime

/// A request as it is recorded in `Tests/Wire`, the arbiter between the runtime and what serves it.
///
/// Lines that begin with `#` are comments at the top; then come the request line and the header
/// lines, whose ends are CRLF on the wire, an empty line and the body without a line end behind it.
/// `{address}` stands for the Runtime API's address, `{version}` for the product's version,
/// `{directory}` for the process's working directory.
struct Transcript {
  let requestLine: String
  let headerLines: [String]
  let body: String

  init(_ name: String) throws {
    let tests = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let data = try Data(contentsOf: URL(filePath: "/\(tests)/Wire/\(name).txt"))
    let text = String(decoding: data, as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      .drop { $0.hasPrefix("#") }
    let head = lines.prefix { !$0.isEmpty }
    requestLine = head.first ?? ""
    headerLines = Array(head.dropFirst())
    body = lines.dropFirst(head.count + 1).joined(separator: "\n").trimmingSuffix("\n")
  }

  /// Expects the request to have exactly these lines and this body. The order of the header lines
  /// is libcurl's to choose, and means nothing (RFC 9110 §5.3).
  func expect(
    _ request: RecordedRequest, from address: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let directory = FileManager.default.currentDirectoryPath
    func filled(_ line: String) -> String {
      line.replacing("{address}", with: address)
        .replacing("{version}", with: MartletVersion.current)
        .replacing("{directory}", with: directory)
    }
    #expect(request.lines[0] == requestLine, sourceLocation: sourceLocation)
    #expect(
      request.lines.dropFirst().sorted() == headerLines.map(filled).sorted(),
      sourceLocation: sourceLocation)
    #expect(request.text == body, sourceLocation: sourceLocation)
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
