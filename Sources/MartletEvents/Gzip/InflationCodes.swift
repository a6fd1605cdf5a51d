/// The two codes of a compressed block: of literal bytes and lengths, and of distances.
struct InflationCodes {
  let literals: HuffmanCode
  let distances: HuffmanCode

  /// The codes that need not be sent (RFC 1951 §3.2.6).
  static func fixed() throws(GzipError) -> InflationCodes {
    let literals = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
    return InflationCodes(
      literals: try HuffmanCode(lengths: literals),
      distances: try HuffmanCode(lengths: Array(repeating: 5, count: 32)))
  }

  /// The codes that a block begins with (§3.2.7): the lengths of their codes, in a code of its own.
  static func dynamic(from reader: inout BitReader) throws(GzipError) -> InflationCodes {
    let literalCount = try reader.bits(5) + 257
    let distanceCount = try reader.bits(5) + 1
    let lengthCount = try reader.bits(4) + 4
    guard literalCount <= 286, distanceCount <= 30 else {
      throw GzipError("a block has \(literalCount) lengths and \(distanceCount) distances")
    }
    let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    var codeLengths = Array(repeating: 0, count: 19)
    for index in 0..<lengthCount { codeLengths[order[index]] = try reader.bits(3) }
    let code = try HuffmanCode(lengths: codeLengths)
    let lengths = try self.lengths(literalCount + distanceCount, code, &reader)
    guard lengths[256] > 0 else { throw GzipError("a block has no code for its end") }
    return InflationCodes(
      literals: try HuffmanCode(lengths: lengths[..<literalCount]),
      distances: try HuffmanCode(lengths: lengths[literalCount...]))
  }

  private static func lengths(
    _ count: Int, _ code: HuffmanCode, _ reader: inout BitReader
  ) throws(GzipError) -> [Int] {
    var lengths: [Int] = []
    while lengths.count < count {
      let symbol = try code.symbol(from: &reader)
      switch symbol {
      case 16:
        guard let last = lengths.last else {
          throw GzipError("a code's first length repeats one before it")
        }
        lengths += Array(repeating: last, count: 3 + (try reader.bits(2)))
      case 17: lengths += Array(repeating: 0, count: 3 + (try reader.bits(3)))
      case 18: lengths += Array(repeating: 0, count: 11 + (try reader.bits(7)))
      default: lengths.append(symbol)
      }
    }
    guard lengths.count == count else { throw GzipError("a code has more lengths than symbols") }
    return lengths
  }

  /// The length that a symbol, counted from 257, and the bits behind it stand for (§3.2.5).
  static func length(_ symbol: Int, _ reader: inout BitReader) throws(GzipError) -> Int {
    if symbol == 28 { return 258 }
    if symbol < 8 { return symbol + 3 }
    let extra = UInt32(symbol / 4 - 1)
    return (4 + symbol % 4) << Int(extra) + 3 + (try reader.bits(extra))
  }

  /// The distance that a symbol and the bits behind it stand for (§3.2.5).
  static func distance(_ symbol: Int, _ reader: inout BitReader) throws(GzipError) -> Int {
    guard symbol < 30 else { throw GzipError("a distance has the unused symbol \(symbol)") }
    if symbol < 4 { return symbol + 1 }
    let extra = UInt32(symbol / 2 - 1)
    return (2 + symbol % 2) << Int(extra) + 1 + (try reader.bits(extra))
  }
}
