import MartletJSON
import Testing

/// Where ours is stricter than Foundation's: an integer is integral to its last digit.
struct IntegerTests {
  @Test(arguments: [
    "1.0000000000000001", "9007199254740993.5", "1e-400", "0.5", "1e-1",
    "10000000000000000000000.1",
  ])
  func `a number that is not integral is none`(text: String) throws {
    let error = #expect(throws: DecodingError.self) {
      try JSON.decode([String: [Int]].self, from: Array(#"{"a": [1, \#(text)]}"#.utf8))
    }
    guard case .dataCorrupted(let context)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(context.codingPath.names == "a/Index 1")
    let number = try #require(context.underlyingError as? UnrepresentableNumber)
    #expect("\(number)" == "\(text) is not representable in Int")
  }

  @Test func `a large exponent is exact`() throws {
    func decode<T: Decodable>(_ text: String, _ type: T.Type) throws -> T {
      try JSON.decode(type, from: Array(text.utf8))
    }
    #expect(try decode("1e30", Int128.self) == 1_000_000_000_000_000_000_000_000_000_000)
    #expect(
      try decode("-17e37", Int128.self) == -17 * 10_000_000_000_000_000_000_000_000_000_000_000_000)
    #expect(
      try decode("3.4e38", UInt128.self).description == "34" + String(repeating: "0", count: 37))
    #expect(throws: DecodingError.self) { try decode("1e39", UInt128.self) }
    #expect(throws: DecodingError.self) { try decode("1e99999999999999999999", Int.self) }
    #expect(try decode("0e99999999999999999999", Int.self) == 0)
    #expect(try decode("1" + String(repeating: "0", count: 100_000) + "e-100000", Int.self) == 1)
  }

  @Test func `a long number is told shortened`() throws {
    let text = String(repeating: "9", count: 100)
    let error = #expect(throws: DecodingError.self) {
      try JSON.decode(Int.self, from: Array(text.utf8))
    }
    #expect(
      "\(String(describing: error))".contains("\(text.prefix(40))… is not representable in Int"))
  }
}
