import MartletHTTP
import Testing

@Suite struct JSONTextTests {
  private func validate(_ text: String) -> JSONError? { JSONText.validate(Array(text.utf8)) }

  @Test(arguments: [
    "0", "-0", "1", "-12", "1.5", "0.0", "1e5", "1E+5", "1.5e-10", "123456789012345678901234567890",
    "true", "false", "null", "\"\"", "\"a\"", #""\"\\\/\b\f\n\r\t\u00e9\uD83D""#,
    "\"é🐦\u{10FFFF}\"",
    "[]", "{}", "[ ]", "{ }", "[1]", "[1,2]", "[[],{}]", "{\"a\":1}",
    " \t\r\n{ \"a\" : [ 1 , 2 ] } \n",
    "{\"a\":1,\"a\":2}", "{\"\":{\"b\":[{\"c\":null}]}}", "\"\u{7F}\"",
  ])
  func `a JSON value is valid`(text: String) {
    #expect(validate(text) == nil)
  }

  @Test(arguments: [
    ("", "expected a value at byte 0"), ("  ", "expected a value at byte 2"),
    ("{\"a\":1 \"b\"", "expected ',' or '}' at byte 7"), ("[1 2]", "expected ',' or ']' at byte 3"),
    ("[1,]", "expected a value at byte 3"), ("[,1]", "expected a value at byte 1"),
    ("{,}", "expected a key or '}' at byte 1"), ("{\"a\":1,}", "expected a key at byte 7"),
    ("{a:1}", "expected a key or '}' at byte 1"), ("{\"a\" 1}", "expected ':' at byte 5"),
    ("{\"a\"", "expected ':' at byte 4"), ("{\"a\":}", "expected a value at byte 5"),
    ("[", "expected a value at byte 1"), ("{", "expected a key or '}' at byte 1"),
    ("[1", "expected ',' or ']' at byte 2"), ("[}", "expected a value at byte 1"),
    ("{\"a\":1]", "expected ',' or '}' at byte 6"), ("]", "expected a value at byte 0"),
    ("1 2", "unexpected bytes after the value at byte 2"),
    ("{}}", "unexpected bytes after the value at byte 2"), ("tru", "expected 'true' at byte 3"),
    ("nul!", "expected 'null' at byte 3"), ("True", "expected a value at byte 0"),
    ("truex", "unexpected bytes after the value at byte 4"),
    ("01", "a number must not begin with 0 at byte 1"), ("-", "expected a digit at byte 1"),
    ("+1", "expected a value at byte 0"), ("1.", "expected a digit at byte 2"),
    (".5", "expected a value at byte 0"), ("1e", "expected a digit at byte 2"),
    ("1e+", "expected a digit at byte 3"), ("-a", "expected a digit at byte 1"),
    ("0x1", "unexpected bytes after the value at byte 1"), ("NaN", "expected a value at byte 0"),
    ("\"a", "the text ends inside a string at byte 2"),
    ("\"\\", "the text ends inside a string at byte 2"),
    ("\"\\x\"", "invalid escape in a string at byte 2"),
    ("\"\\u12g4\"", "expected four hexadecimal digits after '\\u' at byte 5"),
    ("\"a\nb\"", "unescaped control character in a string at byte 2"),
    ("\"\0\"", "unescaped control character in a string at byte 1"),
    ("'a'", "expected a value at byte 0"), ("\u{FEFF}1", "expected a value at byte 0"),
    ("/**/1", "expected a value at byte 0"), ("\u{A0}1", "expected a value at byte 0"),
  ])
  func `anything else is refused with place and reason`(text: String, reason: String) {
    let error = validate(text)
    #expect(error?.reason == reason)
    #expect(error.map { "at byte \($0.offset)" } == "at byte " + reason.split(separator: " ").last!)
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0xAF], [0xC1, 0x80], [0xC3], [0xC3, 0x28], [0xE0, 0x9F, 0xBF], [0xE2, 0x82],
      [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80],
      [0xF5, 0x80, 0x80, 0x80],
      [0xFF], [0xE2, 0x28, 0xA1], [0xF0, 0x9F, 0x90],
    ] as [[UInt8]])
  func `invalid UTF-8 in a string is refused`(sequence: [UInt8]) {
    for prefix in [0, 5, 8] {
      let quote = UInt8(ascii: "\"")
      let padding = [UInt8](repeating: UInt8(ascii: "x"), count: prefix)
      let error = JSONText.validate([quote] + padding + sequence + [quote])
      #expect(error?.reason == "invalid UTF-8 in a string at byte \(prefix + 1)")
    }
  }

  @Test func `nesting is bounded`() {
    func nested(_ depth: Int, _ open: String, _ close: String) -> String {
      String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
    }
    #expect(validate(nested(JSONText.maximumDepth, "[", "]")) == nil)
    #expect(validate(nested(512, "{\"a\":", "}")) == nil)
    #expect(validate(nested(513, "[", "]"))?.reason == "nested deeper than 512 at byte 512")
    #expect(validate(String(repeating: "[", count: 1_000_000))?.offset == 512)
  }

  @Test func `a raw buffer is validated like an array`() {
    let bytes = Array("[1,]".utf8)
    #expect(bytes.withUnsafeBytes { JSONText.validate($0) } == JSONText.validate(bytes))
    #expect(JSONText.validate(UnsafeRawBufferPointer(start: nil, count: 0))?.offset == 0)
    #expect("\(JSONText.validate(bytes)!)" == "expected a value at byte 3")
  }
}
