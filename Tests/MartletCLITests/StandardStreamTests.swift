import Testing

@testable import MartletCLI

@Suite struct StandardStreamTests {
  @Test func `colour is for terminals that know it`() {
    func hasColour(_ isTerminal: Bool, _ noColor: String?, _ term: String?) -> Bool {
      StandardStream.hasColour(isTerminal: isTerminal, noColor: noColor, term: term)
    }
    #expect(hasColour(true, nil, "xterm"))
    #expect(hasColour(true, "", "xterm"), "an empty NO_COLOR says nothing")
    #expect(!hasColour(true, "1", "xterm"))
    #expect(!hasColour(true, "0", "xterm"), "any other value counts")
    #expect(!hasColour(true, nil, "dumb"))
    #expect(!hasColour(true, nil, nil))
    #expect(!hasColour(false, nil, "xterm"))
  }

  @Test func `a line is only replaced on terminals that can erase one`() {
    #expect(StandardStream.knowsSequences(isTerminal: true, term: "xterm"))
    #expect(!StandardStream.knowsSequences(isTerminal: true, term: "dumb"))
    #expect(!StandardStream.knowsSequences(isTerminal: false, term: "xterm"))
  }
}
