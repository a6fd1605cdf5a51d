import Testing

@testable import MartletCLI

@Suite struct ExitStatusTests {
  /// Scripts rely on them.
  @Test func `the numbers never change`() {
    let numbers = ExitStatus.allCases.map { "\($0) \($0.rawValue)" }
    #expect(
      numbers == [
        "success 0", "functionError 1", "usage 2", "buildFailed 3", "timeout 4", "unavailable 5",
      ])
  }

  @Test func `the table has an aligned line for each status and for signals`() {
    let lines = ExitStatus.table.split(separator: "\n")
    #expect(lines.count == ExitStatus.allCases.count + 1)
    for line in lines {
      let meaning = line.dropFirst(9)
      #expect(line.dropFirst(2).prefix(6).contains { $0.isNumber })
      #expect(line.dropFirst(7).prefix(2) == "  " && meaning.first?.isLetter == true, "\(line)")
    }
  }
}
