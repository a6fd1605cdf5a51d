/// A canonical Huffman code (RFC 1951 §3.2.2): codes of one length are consecutive numbers in the
/// order of their symbols, and longer codes follow shorter ones. So it is enough to know how many
/// codes there are of each length, and the symbols in order.
struct HuffmanCode {
  private static let longest = 15
  private var counts: [Int]
  private var symbols: [UInt16]

  /// A code from the length of each symbol's code; 0 where it has none.
  ///
  /// - Throws: `GzipError` where there are more codes than bits for them, or fewer: a code of a
  ///   single symbol is the one that may be incomplete (RFC 1951 §3.2.7).
  init(lengths: some Collection<Int>) throws(GzipError) {
    counts = Array(repeating: 0, count: Self.longest + 1)
    for length in lengths { counts[length] += 1 }
    let used = lengths.count - counts[0]
    counts[0] = 0
    var free = 1
    for length in 1...Self.longest {
      free = free * 2 - counts[length]
      guard free >= 0 else {
        throw GzipError("a Huffman code has too many codes of \(length) bits")
      }
    }
    guard free == 0 || used <= 1 else { throw GzipError("a Huffman code is incomplete") }
    var next = [0]
    for length in 0..<Self.longest { next.append(next[length] + counts[length]) }
    symbols = Array(repeating: 0, count: used)
    for (symbol, length) in lengths.enumerated() where length > 0 {
      symbols[next[length]] = UInt16(symbol)
      next[length] += 1
    }
  }

  /// The next symbol.
  func symbol(from reader: inout BitReader) throws(GzipError) -> Int {
    var code = 0
    var first = 0
    var index = 0
    for length in 1...Self.longest {
      code |= try reader.bits(1)
      let count = counts[length]
      if code - first < count { return Int(symbols[index + code - first]) }
      index += count
      first = (first + count) << 1
      code <<= 1
    }
    throw GzipError("a Huffman code has no symbol for the bits that follow")
  }
}
