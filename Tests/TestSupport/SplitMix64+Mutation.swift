/// Damage done to valid input.
extension SplitMix64 {
  /// Cuts the bytes into at most `pieces` pieces, some of them empty.
  public mutating func split(_ bytes: [UInt8], pieces: Int) -> [[UInt8]] {
    let cuts = (1..<max(2, pieces)).map { _ in below(bytes.count + 1) }.sorted()
    return zip([0] + cuts, cuts + [bytes.count]).map { Array(bytes[$0..<$1]) }
  }

  /// Applies one to four random changes.
  public mutating func mutate(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...below(4) { change(&bytes) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    let index = below(bytes.count)
    let end = min(bytes.count, index + 1 + below(12))
    switch below(7) {
    case 0: bytes[index] ^= 1 << UInt8(below(8))
    case 1: bytes.removeSubrange(index..<end)
    case 2: bytes.insert(UInt8(below(256)), at: index)
    case 3: bytes.insert(interesting[below(interesting.count)], at: index)
    case 4: bytes.insert(contentsOf: Array(bytes[index..<end]), at: below(bytes.count))
    case 5: bytes.removeSubrange(index...)
    default: bytes[index] = interesting[below(interesting.count)]
    }
  }

  /// Bytes that mean something to the grammars under test.
  private var interesting: [UInt8] {
    Array("\r\n :;,0F9\t\0\"\\{}[]-+.eu%".utf8) + [0x7F, 0x80, 0xFF]
  }
}
