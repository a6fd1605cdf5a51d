import TestSupport
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

  /// A text in random pieces of at most some bytes, empty ones among them.
  private static func pieces(
    _ text: [UInt8], _ longest: Int, _ random: inout SplitMix64
  ) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var start = 0
    while start < text.count {
      let end = min(text.count, start + Int.random(in: 0...longest, using: &random))
      pieces.append(text[start..<end])
      start = end
    }
    return pieces
  }

  private static func lines(_ pieces: [ArraySlice<UInt8>]) -> [[UInt8]] {
    var splitter = LineSplitter()
    var lines: [[UInt8]] = []
    for piece in pieces {
      piece.withUnsafeBytes { bytes in splitter.append(bytes) { lines.append($0) } }
    }
    splitter.finish { lines.append($0) }
    return lines
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `any split gives the same lines`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    // Bytes of all values, and line ends so often that many lines are empty.
    let text = (0..<500).map { _ in
      Bool.random(using: &random) ? UInt8.random(in: 0...255, using: &random) : 0x0A
    }
    var expected = text.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    if expected.last == [] { expected.removeLast() }
    for longest in [1, 7, 100, 1000] {
      #expect(Self.lines(Self.pieces(text, longest, &random)) == expected)
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `an overlong line comes in parts and the lines around it whole`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let long = (0..<600_000).map { UInt8(truncatingIfNeeded: $0 % 251 + 11) }
    let text = Array("before\n\n".utf8) + long + Array("\n\nafter\n".utf8)
    let lines = Self.lines(Self.pieces(text, 16 * 1024, &random))
    #expect(lines.prefix(2) == [Array("before".utf8), []])
    #expect(lines.suffix(2) == [[], Array("after".utf8)])
    let parts = lines.dropFirst(2).dropLast(2)
    #expect(parts.count > 1 && parts.allSatisfy { !$0.isEmpty && $0.count <= 272 * 1024 })
    #expect(Array(parts.joined()) == long)
  }

  @Test func `the end of a line that has been passed on is no line of its own`() {
    let long = String(repeating: "x", count: 300 * 1024)
    #expect(Self.lines([long, "\n", "\n", "a\n"]).map(\.count) == [307_200, 0, 1])
    #expect(Self.lines([long, "\nb"]).map(\.count) == [307_200, 1])
    #expect(Self.lines([long]).map(\.count) == [307_200])
  }

  @Test func `what is finished does not run into what comes next`() {
    var splitter = LineSplitter()
    var lines: [String] = []
    for piece in ["left", "next\n", "", String(repeating: "x", count: 300 * 1024), "\n"] {
      Array(piece.utf8).withUnsafeBytes { bytes in
        splitter.append(bytes) { lines.append(String(decoding: $0.prefix(4), as: UTF8.self)) }
      }
      splitter.finish { lines.append(String(decoding: $0.prefix(4), as: UTF8.self)) }
    }
    #expect(lines == ["left", "next", "xxxx", ""])
  }

  @Test func `a line without end comes in parts`() {
    let piece = String(repeating: "x", count: 100 * 1024)
    #expect(Self.lines([piece, piece, piece, piece, "\n"]).map(\.count) == [307_200, 102_400])
  }
}
