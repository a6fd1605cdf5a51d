import FoundationEssentials
import MartletJSON
import Testing

/// Values that Foundation's encoder and ours must write alike.
struct EncodingComparisonTests {
  @Test func `numbers`() {
    for value in [
      0, -0.0, 1, -1, 100, 0.1, 1.5, 1e15, 1e16, 1e21, 1e-7, .leastNonzeroMagnitude,
      .greatestFiniteMagnitude,
      9_007_199_254_740_991, 9_007_199_254_740_992, 1.2345678901234568e17, 0.30000000000000004,
    ] as [Double] {
      Comparison.expectSame(encoding: value)
      Comparison.expectSame(encoding: [value, -value])
      Comparison.expectSame(encoding: ["a": value])
      Comparison.expectSame(encoding: Float(value).isFinite ? Float(value) : 0)
    }
    Comparison.expectSame(encoding: [0.1, 16_777_216, 1e-7, 3.4028235e38, -0.0, 100] as [Float])
    Comparison.expectSame(
      encoding: Numbers(
        i8: .min, i16: .max, i32: .min, i64: .min, i128: .min, u: .max, u8: .max, u16: .max,
        u32: .max, u64: .max, u128: .max, float: 1.5, double: 2))
    Comparison.expectSame(encoding: [0, 9, 10, 99, 100, 12_345, .max, .min] as [Int])
    Comparison.expectSame(encoding: [.max, 10_000_000_000_000_000_000] as [UInt64])
  }

  @Test func `what JSON cannot hold`() {
    Comparison.expectSame(encoding: Double.infinity)
    Comparison.expectSame(encoding: [1, Double.nan])
    Comparison.expectSame(encoding: [1, -Float.infinity])
    Comparison.expectSame(encoding: ["a": ["b": [1, Double.infinity]]])
    Comparison.expectSame(encoding: [Point(x: 1), Point(x: 1, y: .nan)])
  }

  @Test func `strings`() {
    for value in [
      "", "a", "a/b", "\"\\\u{8}\u{C}\n\r\t", "\0\u{1F}\u{7F}\u{2028}", "grüß 🐦 e\u{301}",
      "longer than eight bytes, and than fifteen", "1234567\n", "12345678\n9",
    ] {
      Comparison.expectSame(encoding: value)
      Comparison.expectSame(encoding: [value: [value, value]])
    }
  }

  @Test func `keys in the order of their bytes`() {
    struct Unordered: Encodable {
      var b = 1
      var a = [2]
      var ab = ["y": 1, "x": 2, "\"": 3, "!": 4, "#": 5, "\u{1}": 6, "é": 7, "z": 8, "": 9]
      var aB: Int? = 3
      var none: Int?
      var c = Inner()
      struct Inner: Encodable {
        var z = "z"
        var y = "y"
      }
    }
    Comparison.expectSame(encoding: Unordered())
    var large: [String: [String: Int]] = [:]
    for index in 0..<300 { large["\(index)"] = ["b\(index)": 1, "a": index] }
    Comparison.expectSame(encoding: large)
    Comparison.expectSame(encoding: [10: 1, 9: 2, -1: 3])
  }

  @Test func `what the standard library makes codable`() {
    Comparison.expectSame(encoding: [Color.red: 1])
    Comparison.expectSame(encoding: [1.5: "a"])
    Comparison.expectSame(encoding: [Point(x: 1): 2])
    Comparison.expectSame(encoding: 1..<2)
    Comparison.expectSame(encoding: 1...2)
    Comparison.expectSame(encoding: Duration.seconds(1.5))
    Comparison.expectSame(encoding: SIMD4<Int>(1, 2, 3, 4))
    Comparison.expectSame(encoding: Set([1]))
    Comparison.expectSame(encoding: [Int?.some(1), nil])
    Comparison.expectSame(encoding: Int??.some(nil))
    Comparison.expectSame(encoding: [true, false])
    Comparison.expectSame(encoding: [Color.red, .green])
    Comparison.expectSame(encoding: [Level.high])
    Comparison.expectSame(encoding: [[], [1], [2, 3]] as [[Int]])
    Comparison.expectSame(
      encoding: Payment.several([.cash, .card(number: "n", 3), .several([])]))
    Comparison.expectSame(encoding: [String: Int]())
    Comparison.expectSame(encoding: [Int]())
  }

  @Test func `nothing encoded`() {
    struct Nothing: Encodable { func encode(to encoder: any Encoder) throws {} }
    Comparison.expectSame(encoding: Nothing())
    Comparison.expectSame(encoding: [Nothing()])
    Comparison.expectSame(encoding: ["a": Nothing()])
  }

  @Test func `nesting is bounded where decoding is`() throws {
    for depth in [1, 510, 511] { Comparison.expectSame(encoding: Nest(depth: depth)) }
    let deepest = try JSON.encode(Nest(depth: 512))
    #expect(try JSON.decode(Nest.self, from: deepest).nests.count == 1)
    let error = #expect(throws: EncodingError.self) { try JSON.encode(Nest(depth: 513)) }
    #expect("\(String(describing: error))".contains("deeper than 512"))
  }

  @Test func `a circle of objects is an error`() {
    final class Node: Encodable {
      var next: Node?
    }
    let node = Node()
    node.next = node
    #expect(throws: EncodingError.self) { try JSON.encode(node) }
    node.next = nil
  }
}
