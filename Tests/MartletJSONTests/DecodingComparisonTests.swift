import FoundationEssentials
import MartletJSON
import Testing

/// Texts that Foundation's decoder and ours must take alike.
struct DecodingComparisonTests {
  @Test(arguments: [
    "0", "-0", "1", "-1", "127", "128", "-128", "-129", "255", "256", "32768", "65535",
    "2147483648",
    "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
    "18446744073709551615", "18446744073709551616", "1e2", "1E1", "10e-1", "1.0", "1.5", "-0.0",
    "1e19", "0e999999", "0.1", "123456.75", "1e22", "1e23", "1e-7", "5e-324",
    "1.7976931348623157e308",
    "1e400", "16777217", "3.4028235e38", "1e39", "9007199254740993", "9007199254740993.0",
    "0.30000000000000004", "100000000000000000000e-18", "170141183460469231731687303715884105727",
    "-170141183460469231731687303715884105728", "340282366920938463463374607431768211455",
    "123456789012345678", "1234567890123456789", "12345678901234567890", "true", "null", "\"1\"",
    "[]",
  ])
  func `numbers`(text: String) {
    func compare<T: Codable>(_ type: T.Type) { Comparison.expectSame(type, text) }
    compare(Int.self)
    compare(Int8.self)
    compare(Int16.self)
    compare(Int32.self)
    compare(Int64.self)
    compare(UInt.self)
    compare(UInt8.self)
    compare(UInt16.self)
    compare(UInt32.self)
    compare(UInt64.self)
    compare(Double.self)
    compare(Float.self)
    compare([Double].self)
    compare(Int?.self)
    // Foundation's hold no more than 64 bits where there is an exponent.
    guard !text.contains("e") else { return }
    compare(Int128.self)
    compare(UInt128.self)
  }

  @Test(arguments: [
    "\"\"", "\"a\"", "\"longer than eight bytes, and than fifteen\"", #""\"\\\/\b\f\n\r\t\u00e9""#,
    #""\ud83d\udc26""#, #""\uD83D\uDC26 \u0000""#, #""\ud800""#, #""\udc00""#, #""\ud800\u0041""#,
    #""\ud800\ud800\udc00""#, #""\udc00\ud800""#, "\"grüß 🐦\"", "\"\u{7F}\u{2028}\"",
    "\"\u{FEFF}\"",
    "null", "1", "[\"a\"]",
  ])
  func `strings`(text: String) {
    Comparison.expectSame(String.self, text)
    Comparison.expectSame([String].self, "[\(text)]")
    Comparison.expectSame([String: Int].self, "{\(text): 1}")
    Comparison.expectSame(Point.self, "{\"x\": 1, \(text): 1}")
  }

  @Test(arguments: [
    "true", "false", "null", "1", "\"true\"", "{}", "[true, false]", "[null]", "[]", "  true \n",
  ])
  func `booleans and nulls`(text: String) {
    Comparison.expectSame(Bool.self, text)
    Comparison.expectSame(Bool?.self, text)
    Comparison.expectSame([Bool].self, text)
    Comparison.expectSame([Bool?].self, text)
    Comparison.expectSame(Bool??.self, text)
  }

  @Test(arguments: [
    #"{"id": 1, "items": [], "paid": true}"#,
    #"{"paid": false, "items": [{"count": 3, "name": "a"}, {"name": "b", "colors": ["red"]}], "id": 1}"#,
    #"{"id": 1, "id": 2, "items": [], "items": 3, "paid": true, "paid": null}"#,
    #"{"i\u0064": 7, "items": [], "\u0070aid": true, "paid": false}"#,
    #"{"id": 1, "items": [{"name": "a"}, {}], "paid": true}"#,
    #"{"id": 1, "items": [{"name": "a", "colors": ["red", "blue"]}], "paid": true}"#,
    #"{"id": 1, "items": [null], "paid": true}"#, #"{"id": 1, "items": null, "paid": true}"#,
    #"{"id": 1, "items": {}, "paid": true}"#, #"{"id": "1", "items": [], "paid": true}"#,
    #"{"id": 1, "items": [], "paid": null}"#, #"{"id": 1, "items": []}"#,
    #"{"id": 1, "items": [], "paid": true, "notes": {"a": "b", "c": "d"}, "point": {"x": 1}}"#,
    #"{"id": 1, "items": [], "paid": true, "notes": {"a": 1}}"#,
    #"{"id": 1, "items": [], "paid": true, "point": {"x": 1, "y": 1e40}}"#,
    #"{"id": 1, "items": [], "paid": true, "payment": {"cash": {}}}"#,
    #"{"id": 1, "items": [], "paid": true, "payment": {"card": {"number": "n", "_1": 3}}}"#,
    #"{"id": 1, "items": [], "paid": true, "payment": {"several": {"_0": [{"cash": {}}]}}}"#,
    #"{"id": 1, "items": [], "paid": true, "payment": {"card": {"number": 1, "_1": 3}}}"#,
    #"{"id": 1, "items": [], "paid": true, "payment": {}}"#,
    #"{"id": 1, "items": [], "paid": true, "payment": {"cash": {}, "card": {}}}"#,
    "[]", "null", "1", "{}",
  ])
  func `structures`(text: String) {
    Comparison.expectSame(Order.self, text)
    Comparison.expectSame(Value.self, text)
  }

  @Test(arguments: [
    #"{"-3": 4}"#, #"{"x": 3}"#, #"{"red": 1}"#, #"{"blue": 1}"#, "{}", "[]",
    "[1, 2, 1, 2]", "[1, 2, 3]", "[[1, 2]]", #"[{"x": 1}, "a", {"x": 2}, "b"]"#, "[1, 2]", "[2, 1]",
    #"[null, 1]"#, #"["red", "green"]"#, "[1, 1]", "null", "\"red\"", "1", "2", "3",
  ])
  func `what the standard library makes codable`(text: String) {
    Comparison.expectSame([Int: Int].self, text)
    Comparison.expectSame([Color: Int].self, text)
    Comparison.expectSame([Double: Int].self, text)
    Comparison.expectSame([Point: String].self, text)
    Comparison.expectSame([[Int]].self, text)
    Comparison.expectSame([Int?].self, text)
    Comparison.expectSame(Range<Int>.self, text)
    Comparison.expectSame(ClosedRange<Double>.self, text)
    Comparison.expectSame(PartialRangeFrom<Int>.self, text)
    Comparison.expectSame(ContiguousArray<Int>.self, text)
    Comparison.expectSame(Color.self, text)
    Comparison.expectSame([Color].self, text)
    Comparison.expectSame(Level.self, text)
    Comparison.expectSame(Duration.self, text)
    Comparison.expectSame(SIMD2<Int>.self, text)
    Comparison.expectSame(CollectionDifference<Int>.self, text)
  }

  @Test func `sets`() throws {
    #expect(try JSON.decode(Set<Int>.self, from: Array("[3, 1, 1]".utf8)) == [1, 3])
    let ours = try JSON.decode([Int].self, from: JSON.encode(Set([1, 2, 3])))
    #expect(ours.sorted() == [1, 2, 3])
  }

  @Test func `a byte order mark is skipped, and no other encoding than UTF-8 is read`() throws {
    Comparison.expectSame(Int.self, "\u{FEFF}1")
    Comparison.expectSame([Int].self, "\u{FEFF} [1]")
    for bytes: [UInt8] in [
      [0xFE, 0xFF, 0, 0x31], [0x31, 0], [0, 0x31], [0xFF, 0xFE, 0x31, 0], [0x22, 0xFF, 0x22],
      [0x22, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0xEF, 0xBB, 0xBF],
    ] {
      #expect(throws: DecodingError.self) { try JSON.decode(Value.self, from: bytes) }
    }
  }

  @Test func `nesting is bounded as Foundation bounds it, or more narrowly`() {
    for depth in [510, 511, 512] {
      let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      Comparison.expectSame(Nest.self, text)
    }
    for text in [
      String(repeating: "[", count: 513) + String(repeating: "]", count: 513),
      String(repeating: "[", count: 1_000_000), String(repeating: "{\"a\":", count: 1_000_000),
    ] {
      #expect(throws: DecodingError.self) { try JSON.decode(Nest.self, from: Array(text.utf8)) }
    }
  }

  @Test func `what no type looks at has to be valid too`() throws {
    for text in [
      #"{"x": 1, "z": 01}"#, #"{"x": 1, "z": "\x"}"#, #"{"x": 1, "z": tru}"#, #"{"x": 1} "#,
      "\u{B}1",
      #"{"x": 1,}"#, #"{"x": 1, 2: 3}"#, "{\"x\": 1, \"z\": \"\n\"}", "[1 2]", "[1,]", "{\"a\"}",
      "1 2",
      "", " ", "{", "[", "\"", "-", "1.", "1e", "1e+", ".1", "+1", "nul", "[1", "{\"a\": 1",
    ] where text != #"{"x": 1} "# {
      let error = #expect(throws: DecodingError.self) {
        try JSON.decode(Value.self, from: Array(text.utf8))
      }
      guard case .dataCorrupted(let context) = error else {
        Issue.record("\(text): \(String(describing: error))")
        continue
      }
      #expect(context.codingPath.isEmpty)
      #expect(context.underlyingError != nil, "\(text)")
    }
  }
}
