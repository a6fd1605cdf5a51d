import MartletHTTP
import Testing

@Suite struct JSONTextQuoteTests {
  @Test(arguments: [
    ("", #""""#), ("abc", #""abc""#), ("\"\\/", #""\"\\/""#),
    ("\u{8}\u{C}\n\r\t", #""\b\f\n\r\t""#), ("\0\u{1}\u{1F}\u{B}", #""\u0000\u0001\u001F\u000B""#),
    ("\u{7F}", "\"\u{7F}\""), ("a\u{2028}b\u{2029}", #""a\u2028b\u2029""#),
    ("\u{2027}\u{202A}", "\"\u{2027}\u{202A}\""), ("é 🐦 \u{FFFF}", "\"é 🐦 \u{FFFF}\""),
  ])
  func `a string becomes a literal`(text: String, literal: String) {
    #expect(Array(JSONText.quote(text).utf8) == Array(literal.utf8))
  }

  @Test func `a literal is appended to what a buffer holds`() {
    var buffer = Array("{\"a\":".utf8)
    JSONText.quote("a longer string than fits a word, with a \n in it", into: &buffer)
    #expect(
      String(decoding: buffer, as: UTF8.self)
        == #"{"a":"a longer string than fits a word, with a \n in it""#)
  }

  @Test func `escapes are found at every position of a word`() {
    for prefix in 0..<17 {
      let text = String(repeating: "x", count: prefix)
      #expect(JSONText.quote(text + "\n" + text) == "\"\(text)\\n\(text)\"")
      #expect(JSONText.quote(text + "\u{2028}" + text) == "\"\(text)\\u2028\(text)\"")
      #expect(JSONText.quote(text + "é" + text) == "\"\(text)é\(text)\"")
      #expect(JSONText.quote(text + "éж\u{2028}€\"") == "\"\(text)éж\\u2028€\\\"\"")
    }
  }
}
