import Testing

@testable import MartletCLI

@Suite struct TerminalTextTests {
  private func visible(_ text: String) -> String { TerminalText.visible(Array(text.utf8)) }

  @Test(arguments: ["plain", "a\tb\nc", "naïve 🐦‍🔥", ""])
  func `plain text stays as it is`(text: String) {
    #expect(visible(text) == text)
  }

  @Test func `colours are let through and end with the line`() {
    #expect(visible("\u{1B}[1;31mred") == "\u{1B}[1;31mred\u{1B}[0m")
    #expect(visible("\u{1B}[mx") == "\u{1B}[mx\u{1B}[0m")
  }

  @Test func `whatever else would move or change the terminal is shown`() {
    #expect(visible("\u{1B}[2J") == "^[[2J")
    #expect(visible("\u{1B}]0;title\u{07}") == "^[]0;title^G")
    #expect(visible("a\rb\u{08}\u{00}\u{7F}\u{9B}31m") == "a^Mb^H^@^?\u{FFFD}31m")
    #expect(visible("\u{1B}") == "^[")
    #expect(visible("\u{1B}[31") == "^[[31")
  }

  @Test func `a carriage return at a line's end is a part of it`() {
    #expect(visible("a\r\nb\r") == "a\nb")
  }

  @Test func `what is not UTF-8 is replaced`() {
    #expect(TerminalText.visible([0x61, 0xFF, 0x62]) == "a\u{FFFD}b")
  }
}
