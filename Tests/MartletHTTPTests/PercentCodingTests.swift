import MartletHTTP
import Testing

@Suite struct PercentCodingTests {
  @Test(arguments: [
    ("", ""), ("abc", "abc"), ("arn%3Aaws%3alambda", "arn:aws:lambda"), ("a%2Fb", "a/b"),
    ("a+b", "a+b"), ("%C3%A9", "é"), ("é", "é"), ("%25", "%"), ("%00", "\0"),
    ("%F0%9F%90%A6", "🐦"),
  ])
  func `escapes are decoded`(segment: String, decoded: String) {
    #expect(PercentCoding.decode(segment) == decoded)
  }

  @Test(arguments: ["%", "%4", "a%", "%4G", "%G4", "%%41", "% 41", "%+1", "%u0041"])
  func `a bad escape is not decoded`(segment: String) {
    #expect(PercentCoding.decode(segment) == nil)
  }

  @Test(arguments: ["%C3", "%FF", "%C0%AF", "%ED%A0%80", "%F4%90%80%80", "%80"])
  func `what is not UTF-8 is not decoded`(segment: String) {
    #expect(PercentCoding.decode(segment) == nil)
  }

  @Test func `everything but unreserved characters is encoded`() {
    #expect(PercentCoding.encode("azAZ09-._~") == "azAZ09-._~")
    #expect(PercentCoding.encode("a:b/$ é+%\0") == "a%3Ab%2F%24%20%C3%A9%2B%25%00")
  }

  @Test func `what is encoded decodes to itself`() {
    for scalar in (0...0x2FF).compactMap(Unicode.Scalar.init) {
      let text = "a\(Character(scalar))b"
      #expect(PercentCoding.decode(PercentCoding.encode(text)) == text)
    }
  }
}
