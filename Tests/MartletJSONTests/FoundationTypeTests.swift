import FoundationEssentials
import MartletJSON
import TestSupport
import Testing

/// Foundation's types, which the coder knows without linking Foundation.
struct FoundationTypeTests {
  struct Everything: Codable {
    var data: Data?
    var url: URL?
    var decimal: Decimal?
    var date: Date?
    var uuid: UUID?
  }

  @Test(arguments: [
    "\"\"", "\"YQ==\"", "\"YWI=\"", "\"YWJj\"", "\"YR==\"", #""a\/b+""#, "\"YQ\"", "\"Y Q==\"",
    "\"=\"",
    "\"YQ=\"", "\"YQ==YQ==\"", "\"é\"", "1", "null", "[1, 2]", "\"Y===\"",
  ])
  func `data`(text: String) {
    Comparison.expectSame(Data.self, text)
    Comparison.expectSame(Data?.self, text)
    Comparison.expectSame([Data].self, "[\(text)]")
    Comparison.expectSame(Everything.self, "{\"data\": \(text)}")
  }

  @Test(arguments: [
    "\"\"", "\"https://example.com/a?b=c#d\"", "\"/x\"", "\"http://a b\"",
    #""http:\/\/example.com""#,
    "\"grüß\"", "1", "null", "{\"relative\": \"x\"}",
  ])
  func `urls`(text: String) {
    Comparison.expectSame(URL.self, text)
    Comparison.expectSame([URL?].self, "[\(text)]")
    Comparison.expectSame([String: URL].self, "{\"url\": \(text)}")
  }

  @Test(arguments: [
    "0", "-0", "-0.0", "1", "1.50", "-1234567890123456789012.50", "1e10", "1e127",
    "0.1e-130", "1e-128", "1e-129", "123456789012345678901234567890123456789012345",
    "99999999999999999999999999999999999999", "340282366920938463463374607431768211455",
    "340282366920938463463374607431768211456",
    "0.12345678901234567890123456789012345678901234567890",
    "3.14", "100", "\"1\"", "true", "null", "[1]", "9e126",
  ])
  func `decimals`(text: String) {
    Comparison.expectSame([Decimal].self, "[\(text)]")
    Comparison.expectSame(Everything.self, "{\"decimal\": \(text)}")
  }

  @Test func `what Foundation's decoder has no good reason to take or refuse`() throws {
    // It takes four signs of padding for a byte.
    #expect(throws: DecodingError.self) { try JSON.decode(Data.self, from: Array("\"====\"".utf8)) }
    // It takes this number with a longer coefficient.
    let large = try JSON.decode(Decimal.self, from: Array("1e128".utf8))
    #expect(large.description == "1" + String(repeating: "0", count: 128))
    #expect(throws: DecodingError.self) { try JSON.decode(Decimal.self, from: Array("1e167".utf8)) }
  }

  @Test func `random decimals`() {
    for round in 0..<300 as Range<UInt64> {
      var random = SplitMix64(seed: round)
      var text = random.below(2) == 0 ? "-" : ""
      text += "\(random.below(1000))"
      if random.below(2) == 0 {
        text += "." + (0...random.below(30)).map { _ in "\(random.below(10))" }.joined()
      }
      if random.below(2) == 0 { text += "e\(random.below(120) - 60)" }
      Comparison.expectSame([Decimal].self, "[\(text)]")
    }
  }

  @Test func `dates and UUIDs by their own coding`() {
    Comparison.expectSame([Date].self, "[0, 1.5, -978307200]")
    Comparison.expectSame([UUID].self, "[\"E621E1F8-C36C-495A-93FC-0C247A3E6E5F\"]")
    Comparison.expectSame([UUID].self, "[\"E621E1F8\"]")
    Comparison.expectSame([Date].self, "[\"2024-01-01\"]")
  }

  @Test func `values are encoded as Foundation encodes them`() throws {
    let uuid = try #require(UUID(uuidString: "E621E1F8-C36C-495A-93FC-0C247A3E6E5F"))
    Comparison.expectSame(
      encoding: Everything(
        data: Data([0, 1, 250]), url: URL(string: "https://example.com/a b"),
        decimal: Decimal(string: "-12.340"), date: Date(timeIntervalSince1970: 12.5), uuid: uuid))
    for count in 0...7 {
      let data = Data((0..<count).map { UInt8(250 + $0 % 6) })
      Comparison.expectSame(encoding: data)
      Comparison.expectSame(encoding: ["a": [data]])
    }
    for text in ["0", "1e10", "-0.001", "1e-20", "123e100", "5", "0.5", "120"] {
      Comparison.expectSame(encoding: [Decimal(string: text)])
    }
    Comparison.expectSame(encoding: Decimal(1.5) * Decimal(2))
    Comparison.expectSame(encoding: Decimal(string: "1.10").map { $0 + $0 })
  }

  @Test func `a Decimal that is no number cannot be encoded`() {
    let error = #expect(throws: EncodingError.self) { try JSON.encode(["a": [Decimal.nan]]) }
    guard case .invalidValue(_, let context)? = error else { return }
    #expect(context.codingPath.names == "a/Index 0")
  }

  @Test(arguments: [
    "a/b?c", "/a", "//host/a", "?q", "#f", "", "../x", "../../../x", "./x", "x/..", "x/.",
    "mailto:a@b",
    "http:/x", "a/./b/../c", "..", ".", "g;x=1/../y",
  ])
  func `a URL with a base is encoded whole`(reference: String) {
    for base in ["http://h/x/y?z#w", "http://h", "file:///a/b/", "http://h/x/../y"] {
      let url = URL(string: reference, relativeTo: URL(string: base))
      Comparison.expectSame(encoding: [url])
    }
  }

  @Test func `data comes back`() throws {
    var random = SplitMix64(seed: 1)
    for count in 0..<100 {
      let data = Data((0..<count).map { _ in UInt8(random.below(256)) })
      #expect(try JSON.decode(Data.self, from: JSON.encode(data)) == data)
    }
  }
}
