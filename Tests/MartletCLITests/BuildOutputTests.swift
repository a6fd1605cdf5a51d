import Testing

@testable import MartletCLI

@Suite struct BuildOutputTests {
  private let text = """
    warning: 'user': something about the package
    [0/1] Planning build
    Building for debugging...
    [3/5] Compiling Greet Greet.swift
    /user/Greet.swift:7:9: warning: never used
     7 |     let unused = 1
       |         `- warning: never used
    /user/Greet.swift:8:1: error: no such thing
     8 | nonsense
    [4/5] Linking Greet
    error: link command failed
    """

  private func output(inPiecesOf size: Int) -> BuildOutput {
    var output = BuildOutput()
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      rest.prefix(size).withUnsafeBytes { output.append($0) }
      rest = rest.dropFirst(size)
    }
    return output
  }

  @Test(arguments: [1, 7, 10_000])
  func `a failed build shows everything but its progress`(size: Int) {
    let lines = String(decoding: output(inPiecesOf: size).reasons, as: UTF8.self)
      .split(separator: "\n")
    #expect(lines.count == 7)
    #expect(lines.first == "warning: 'user': something about the package")
    #expect(lines.last == "error: link command failed")
  }

  @Test(arguments: [1, 7, 10_000])
  func `a build that succeeds shows what the compiler warned of`(size: Int) {
    #expect(
      String(decoding: output(inPiecesOf: size).warnings, as: UTF8.self) == """
        /user/Greet.swift:7:9: warning: never used
         7 |     let unused = 1
           |         `- warning: never used
        """)
  }

  @Test func `progress is the latest whole line`() {
    #expect(output(inPiecesOf: 3).progress == "[4/5] Linking Greet")
    #expect(BuildOutput().progress == "")
  }
}
