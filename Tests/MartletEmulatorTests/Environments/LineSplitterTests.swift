import Testing

@testable import MartletEmulator

struct LineSplitterTests {
  private static func lines(_ pieces: [String]) -> [String] {
    var splitter = LineSplitter()
    var lines: [String] = []
    for piece in pieces {
      Array(piece.utf8).withUnsafeBytes { bytes in
        splitter.append(bytes) { lines.append(String(decoding: $0, as: UTF8.self)) }
      }
    }
    splitter.finish { lines.append(String(decoding: $0, as: UTF8.self)) }
    return lines
  }

  @Test(
    arguments: [
      ([], []), (["a\n"], ["a"]), (["a"], ["a"]), (["a\nb"], ["a", "b"]), (["\n\n"], ["", ""]),
      (["a", "b\nc", "\n"], ["ab", "c"]), (["a\r\n"], ["a\r"]), (["🐦"], ["🐦"]),
    ] as [([String], [String])])
  func `lines come whole however they were written`(pieces: [String], expected: [String]) {
    #expect(Self.lines(pieces) == expected)
  }

  @Test func `a line without end comes in parts`() {
    let piece = String(repeating: "x", count: 100 * 1024)
    #expect(Self.lines([piece, piece, piece, piece, "\n"]).map(\.count) == [307_200, 102_400])
  }
}
