import MartletHTTP
import MartletJSON
import Testing

/// Texts that are made to take long, or to take the process down.
struct HostileTests {
  /// In a time that grows with the square of this, a test would not end within a minute.
  private let count = 50_000

  private func decode<T: Decodable>(_ type: T.Type, _ text: String) throws -> T {
    try JSON.decode(type, from: Array(text.utf8))
  }

  @Test(.timeLimit(.minutes(5)))
  func `a large object takes a time that grows no faster than it does`() throws {
    func object(_ member: (Int) -> String) -> String {
      "{" + (0..<count).map(member).joined(separator: ",") + "}"
    }
    let plain = try decode([String: Int].self, object { "\"key \(count - $0)\": \($0)" })
    #expect(plain.count == count)
    let escaped = try decode([String: Int].self, object { "\"\\u006b \($0)\": \($0)" })
    #expect(escaped["k 7"] == 7)
    let equal = try decode([String: Int].self, object { "\"key \($0 / 2)\": \($0)" })
    #expect(equal.count == count / 2)
    #expect(equal["key 7"] == 14)
  }

  /// Notices that it fails, and where.
  private struct Tolerant: Decodable {
    let path: String
    init(from decoder: any Decoder) {
      do {
        _ = try [String: Int](from: decoder)
        path = ""
      } catch {
        if case DecodingError.typeMismatch(_, let context) = error {
          path = context.codingPath.suffix(2).map(\.stringValue).joined(separator: "/")
        } else {
          path = "\(error)"
        }
      }
    }
  }

  @Test(.timeLimit(.minutes(5)))
  func `so do many errors, each of which has its path`() throws {
    let element = #"{"a": "b"}"#
    let text = "[" + (0..<count).map { _ in element }.joined(separator: ",") + "]"
    let values = try decode([Tolerant].self, text)
    #expect(values.last?.path == "Index \(count - 1)/a")
  }

  @Test(.timeLimit(.minutes(5)))
  func `so do many errors below a key that is very long`() throws {
    let key = String(repeating: "k", count: 4_000_000)
    let elements = (0..<count).map { _ in #"{"a": "b"}"# }.joined(separator: ",")
    let values = try decode([String: [Tolerant]].self, "{\"\(key)\": [\(elements)]}")
    #expect(values[key]?.last?.path.hasSuffix("Index \(count - 1)/a") == true)
  }

  @Test(.timeLimit(.minutes(5)))
  func `so does encoding a large object`() throws {
    let value = Dictionary(uniqueKeysWithValues: (0..<count).map { ("key \($0)", $0) })
    #expect(try JSON.decode([String: Int].self, from: JSON.encode(value)) == value)
  }

  @Test func `long strings and numbers`() throws {
    let string = String(repeating: "a\\u00e9\\n", count: 20_000)
    let value = try JSON.decode(String.self, from: Array("\"\(string)\"".utf8))
    #expect(value.utf8.count == 80_000)
    let digits = String(repeating: "1", count: 200_000)
    #expect(throws: DecodingError.self) { try JSON.decode(Int.self, from: Array(digits.utf8)) }
    #expect(throws: DecodingError.self) { try JSON.decode(Double.self, from: Array(digits.utf8)) }
    let small = try JSON.decode(Double.self, from: Array("0.\(digits)".utf8))
    #expect(small == 0.1111111111111111)
  }
}
