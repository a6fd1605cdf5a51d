import MartletHTTP
import TestSupport
import Testing

@Suite struct JSONTextFuzzTests {
  private static let texts = [
    #"{"version":"2.0","headers":{"a":"b"},"n":[1,-2.5e+3,0],"t":[true,false,null]}"#,
    #"["\"\\\/\b\f\n\r\t\u00e9", "grüß 🐦", "plain text of some length", [[[]]], {}]"#,
    #"  -0.125E-7  "#,
  ].map { Array($0.utf8) }

  @Test func `every truncation is refused where it ends`() {
    for text in JSONTextFuzzTests.texts.dropLast() {
      for end in 0..<text.count {
        let error = JSONText.validate(Array(text[..<end]))
        // Inside a character the error names its first byte.
        #expect(error.map { ($0.offset...$0.offset + 3).contains(end) } == true, "end \(end)")
      }
    }
  }

  @Test func `damaged text never traps and errors lie inside it`() {
    let texts = JSONTextFuzzTests.texts
    for round in 0..<6000 as Range<UInt64> {
      var random = SplitMix64(seed: round)
      let bytes = random.mutate(texts[random.below(texts.count)])
      guard let error = JSONText.validate(bytes) else {
        // Valid text stays valid inside an array.
        #expect(JSONText.validate([0x5B] + bytes + [0x5D]) == nil, "round \(round)")
        continue
      }
      #expect((0...bytes.count).contains(error.offset), "round \(round)")
      #expect(error.reason.hasSuffix("at byte \(error.offset)"), "round \(round)")
    }
  }

  @Test func `every quoted string is valid and holds no raw control character`() {
    for round in 0..<2000 as Range<UInt64> {
      var random = SplitMix64(seed: round)
      var text = String.UnicodeScalarView()
      for _ in 0..<random.below(24) { text.append(random.scalar()) }
      let literal = Array(JSONText.quote(String(text)).utf8)
      #expect(JSONText.validate(literal) == nil, "round \(round)")
      #expect(literal.allSatisfy { $0 >= 0x20 }, "round \(round)")
    }
  }
}

extension SplitMix64 {
  /// Any scalar, those with an escape more often than their share.
  fileprivate mutating func scalar() -> Unicode.Scalar {
    let special: [Unicode.Scalar] = ["\"", "\\", "\n", "\u{2028}", "\u{2029}", "\0", "\u{80}"]
    switch below(3) {
    case 0: return special[below(special.count)]
    case 1: return Unicode.Scalar(UInt8(below(128)))
    default: return Unicode.Scalar(UInt32(below(0x11_0000))) ?? "\u{FFFD}"
    }
  }
}
