import TestSupport
import Testing

@testable import MartletCLI

@Suite struct ELFFileFuzzTests {
  @Test func `a file that is cut off anywhere is an error or a smaller file, never a trap`() {
    let bytes = ELFBuilder.dynamic.bytes
    for count in 0..<bytes.count { _ = try? ELFFile(Array(bytes[..<count])) }
  }

  @Test(arguments: [0, 1, 2, 3])
  func `damaged files are read or refused, never a trap and never without end`(series: UInt64) {
    var refused = 0
    for round in 0..<2500 as Range<UInt64> {
      var random = SplitMix64(seed: series << 32 | round)
      let bytes = random.damage(ELFBuilder.dynamic.bytes)
      do {
        let file = try ELFFile(bytes)
        #expect(file.needed.count <= 4096 && file.versions.count <= 4096)
      } catch {
        refused += 1
        #expect(!error.message.isEmpty)
      }
    }
    #expect((200..<2500).contains(refused))
  }

  @Test func `every number of the headers may be as large as it gets`() {
    let bytes = ELFBuilder.dynamic.bytes
    for offset in 16..<bytes.count - 8 {
      for size in [2, 4, 8] {
        for byte in [0x00, 0x7F, 0xFF] as [UInt8] {
          var damaged = bytes
          for index in offset..<offset + size { damaged[index] = byte }
          _ = try? ELFFile(damaged)
        }
      }
    }
  }
}

extension SplitMix64 {
  /// Changes text-like bytes anywhere, or numbers in the headers, where most of the meaning is.
  fileprivate mutating func damage(_ bytes: [UInt8]) -> [UInt8] {
    guard below(2) == 0 else { return mutate(bytes) }
    var bytes = bytes
    for _ in 0...below(3) {
      let index = 4 + below(bytes.count - 12)
      let number = next() >> UInt64(below(64))
      for byte in 0..<[1, 2, 4, 8][below(4)] {
        bytes[index + byte] = UInt8(truncatingIfNeeded: number >> UInt64(8 * byte))
      }
    }
    return bytes
  }
}
