import MartletHTTP
import MartletJSON
import Testing

/// Texts that are made to take long, or to take the process down.
struct HostileTests {
  /// How much longer a text of 32 times the size takes; the least of some tries, since a machine
  /// has other work too.
  private func growth(_ text: (Int) -> String, _ decode: ([UInt8]) -> Void) -> Double {
    let (small, large) = (Array(text(250).utf8), Array(text(8000).utf8))
    func time(_ bytes: [UInt8]) -> Duration {
      (0..<3).map { _ in ContinuousClock().measure { decode(bytes) } }.min() ?? .zero
    }
    return time(large) / time(small)
  }

  @Test(.timeLimit(.minutes(1)))
  func `time grows with the text and no faster`() {
    // In a quadratic time this would be 1024, and 32 is not what a busy machine measures.
    let bound = 200.0
    let keys = growth({ count in
      "{" + (0..<count).map { "\"key \(count - $0)\": \($0)" }.joined(separator: ",") + "}"
    }) { _ = try? JSON.decode([String: Int].self, from: $0) }
    #expect(keys < bound)
    let equalKeys = growth({ count in
      "{" + (0..<count).map { "\"key \($0 % 50)\": \($0)" }.joined(separator: ",") + "}"
    }) { _ = try? JSON.decode([String: Int].self, from: $0) }
    #expect(equalKeys < bound)
    let escapes = growth({ count in
      "{" + (0..<count).map { "\"\\u006b \($0)\": \($0)" }.joined(separator: ",") + "}"
    }) { _ = try? JSON.decode([String: Int].self, from: $0) }
    #expect(escapes < bound)
    let failures = growth({ count in
      "[" + (0..<count).map { "{\"a\": \"\($0)\"}" }.joined(separator: ",") + "]"
    }) { bytes in
      struct Tolerant: Decodable {
        init(from decoder: any Decoder) { _ = try? [String: Int](from: decoder) }
      }
      _ = try? JSON.decode([Tolerant].self, from: bytes)
    }
    #expect(failures < bound)
  }

  @Test(.timeLimit(.minutes(1)))
  func `members are encoded in a time that grows no faster than they do`() {
    func time(_ count: Int) -> Duration {
      let value = Dictionary(uniqueKeysWithValues: (0..<count).map { ("key \($0)", [$0]) })
      return (0..<3).map { _ in ContinuousClock().measure { _ = try? JSON.encode(value) } }.min()!
    }
    #expect(time(8000) / time(250) < 200)
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
