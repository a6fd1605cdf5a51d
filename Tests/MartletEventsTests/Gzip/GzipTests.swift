import MartletEvents
import MartletJSON
import TestSupport
import Testing

struct GzipTests {
  @Test(arguments: gzipCorpus.indices)
  func `what zlib compresses comes out again`(index: Int) throws {
    let entry = gzipCorpus[index]
    let output = try Gzip.decompress(file(index))
    #expect(output.count == entry.length, "\(entry.name)")
    #expect(adler(output) == entry.adler, "\(entry.name)")
  }

  @Test(arguments: [0, 1, 100, 0xFFFF, 0x10000, 200_000])
  func `what is stored comes out again`(count: Int) throws {
    var generator = SplitMix64(seed: UInt64(count))
    let bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    #expect(try Gzip.decompress(Gzip.store(bytes)) == bytes)
  }

  @Test func `a file that ends early, anywhere, is an error`() throws {
    for index in gzipCorpus.indices where gzipCorpus[index].name != "two files in a row" {
      let bytes = try file(index)
      for count in stride(from: 0, to: bytes.count, by: 1 + bytes.count / 200) {
        #expect(throws: GzipError.self) { try Gzip.decompress(Array(bytes[..<count])) }
      }
    }
  }

  /// Damage must be told, and never trap: the checksum tells what the format does not.
  @Test func `a damaged file is an error or, by chance, the same`() throws {
    var generator = SplitMix64(seed: 7)
    for index in gzipCorpus.indices {
      let bytes = try file(index)
      let output = try Gzip.decompress(bytes)
      for _ in 0..<60 {
        let damaged = generator.mutate(bytes)
        if let other = try? Gzip.decompress(damaged, limit: 1 << 20), damaged != bytes {
          // Some of a header's bytes say nothing about the data; and whole files may be repeated.
          #expect(other == output || other.starts(with: output), "\(gzipCorpus[index].name)")
        }
      }
    }
  }

  @Test func `more than the limit does not come out`() throws {
    let index = try #require(gzipCorpus.firstIndex { $0.name == "a run, best" })
    #expect(try Gzip.decompress(file(index), limit: 5000).count == 5000)
    #expect(throws: GzipError.self) { try Gzip.decompress(file(index), limit: 4999) }
    #expect(throws: GzipError.self) { try Gzip.decompress(Gzip.store([1, 2]), limit: 1) }
  }

  @Test(
    arguments: [
      ([], "the data ends at byte 0, 10 are wanted from 0"),
      (Array("not a gzip file".utf8), "the data does not begin as a gzip file does"),
      ([0x1F, 0x8B, 8, 0x20, 0, 0, 0, 0, 0, 0], "the header has reserved flags: 32"),
      ([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 7], "a block has the reserved type 3"),
      (
        [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0],
        "a stored block's length and its complement differ"
      ),
    ] as [([UInt8], String)])
  func `an error says what is wrong`(bytes: [UInt8], message: String) {
    let error = #expect(throws: GzipError.self) { try Gzip.decompress(bytes) }
    #expect(error?.description == message)
  }

  @Test func `a log subscription's events are read`() throws {
    let logs = try CloudWatchLogsEvent.sample.logs()
    #expect(logs.messageType == .dataMessage)
    #expect(logs.logGroup == "/aws/lambda/receipts")
    #expect(
      logs.events.map(\.message) == ["[ERROR] no such order", "[ERROR] no such customer"])
    #expect(logs.events[0].extractedFields == ["level": "ERROR", "text": "no such order"])
    #expect(try CloudWatchLogsEvent(logs).logs() == logs)
    #expect(throws: GzipError.self) { try CloudWatchLogsEvent(payload: .init(data: [1])).logs() }
  }

  private func file(_ index: Int) throws -> [UInt8] {
    try decode(Base64Bytes.self, "\"\(gzipCorpus[index].file)\"").bytes
  }

  private func adler(_ bytes: [UInt8]) -> UInt32 {
    var sums: (UInt32, UInt32) = (1, 0)
    for byte in bytes {
      sums.0 = (sums.0 + UInt32(byte)) % 65521
      sums.1 = (sums.1 + sums.0) % 65521
    }
    return sums.1 << 16 | sums.0
  }
}
