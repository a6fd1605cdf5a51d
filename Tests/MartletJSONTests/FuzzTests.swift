import FoundationEssentials
import MartletHTTP
import MartletJSON
import TestSupport
import Testing

/// Damaged texts and random values, given to Foundation's coder and to ours.
struct FuzzTests {
  private static let texts = [
    #"{"id":1,"items":[{"name":"a","count":3},{"name":"b","colors":["red"]}],"paid":true}"#,
    #"{"id":-7,"items":[],"notes":{"k":"v","\u006b":"w"},"paid":false,"point":{"x":1.5,"y":2}}"#,
    #"{"i8":1,"i16":-2,"i64":3e2,"u8":4.0,"u64":18446744073709551615,"float":1.5,"double":2e-3}"#,
    #"[1,-2.5e+3,0,"\"\\\/\b\f\n\r\t\u00e9\ud83d\udc26","grüß 🐦",[[[]],{}],true,false,null]"#,
  ].map { Array($0.utf8) }

  /// Expects the same outcome, but for what ours is meant to be stricter about.
  private func compare<T: Codable>(_ type: T.Type, _ text: [UInt8], _ round: UInt64) {
    let ours = Comparison.martlet(type, text)
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let body = text.starts(with: mark) ? Array(text.dropFirst(3)) : text
    guard JSONText.validate(body) == nil else {
      #expect(ours == .failure("corrupted"), "round \(round): what is no JSON is decoded")
      return
    }
    let theirs = Comparison.foundation(type, text)
    if ours != theirs {
      Issue.record(
        "round \(round): \(ours), not \(theirs), of \(String(decoding: text, as: UTF8.self))")
    }
  }

  @Test func `damaged texts are taken alike`() {
    for round in 0..<1200 as Range<UInt64> {
      var random = SplitMix64(seed: round)
      let text = random.mutate(FuzzTests.texts[random.below(FuzzTests.texts.count)])
      compare(Order.self, text, round)
      compare(Numbers.self, text, round)
      compare(Value.self, text, round)
    }
  }

  @Test func `random values come back, and are written alike`() throws {
    for round in 0..<300 as Range<UInt64> {
      var random = SplitMix64(seed: round)
      let value = random.value(depth: 4)
      let text = try JSON.encode(value)
      #expect(text == Array(try Comparison.encoder().encode(value)), "round \(round)")
      #expect(JSONText.validate(text) == nil, "round \(round)")
      #expect(try JSON.decode(Value.self, from: text) == value, "round \(round)")
    }
  }

  @Test func `random doubles are read as Foundation reads them`() {
    for round in 0..<1000 as Range<UInt64> {
      var random = SplitMix64(seed: round)
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      compare([Double].self, Array("[\(value)]".utf8), round)
      let digits =
        "\(random.below(1_000_000_000)).\(random.below(1_000_000))e\(random.below(40) - 20)"
      compare([Double].self, Array("[\(digits)]".utf8), round)
      compare([Float].self, Array("[\(digits)]".utf8), round)
    }
  }
}

extension SplitMix64 {
  fileprivate mutating func value(depth: Int) -> Value {
    switch below(depth > 0 ? 8 : 5) {
    case 0: return .null
    case 1: return .bool(below(2) == 0)
    case 2: return .int(Int(truncatingIfNeeded: next()) >> below(64))
    case 3: return .double(Double(below(1 << 40)) / 1024 + 0.5)
    case 4: return .string(text())
    case 5: return .array((0..<below(5)).map { _ in value(depth: depth - 1) })
    default:
      let count = below(12) == 0 ? 40 : below(5)
      return .object(
        Dictionary((0..<count).map { _ in (text(), value(depth: depth - 2)) }) { $1 })
    }
  }

  private mutating func text() -> String {
    let scalars: [Unicode.Scalar] = [
      "a", "B", "/", "\"", "\\", "\n", "\0", "é", "🐦", "\u{2028}", " ",
    ]
    var text = String.UnicodeScalarView()
    for _ in 0..<below(12) { text.append(scalars[below(scalars.count)]) }
    return String(text)
  }
}
