import MartletHTTP
import TestSupport
import Testing

@Suite struct RequestParserFuzzTests {
  @Test func `the corpus is valid`() {
    let transcript = Transcript(of: [RequestCorpus.pipelined])
    #expect(transcript.error == nil)
    #expect(transcript.heads.count == RequestCorpus.connections.count)
    #expect(transcript.trailers.count == RequestCorpus.connections.count)
    #expect(!transcript.isInsideMessage)
    #expect(transcript.bufferedBytes == 0)
  }

  @Test func `every split in two gives the same messages`() {
    let bytes = RequestCorpus.pipelined
    let whole = Transcript(of: [bytes])
    for cut in 0...bytes.count {
      let split = Transcript(of: [Array(bytes[..<cut]), Array(bytes[cut...])])
      #expect(split == whole, "cut at \(cut)")
    }
  }

  @Test func `one byte at a time gives the same messages`() {
    let bytes = RequestCorpus.pipelined
    #expect(Transcript(of: bytes.map { [$0] }) == Transcript(of: [bytes]))
  }

  @Test func `any random split gives the same messages`() {
    let bytes = RequestCorpus.pipelined
    let whole = Transcript(of: [bytes])
    for seed in 0..<300 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let pieces = random.split(bytes, pieces: 2 + random.below(40))
      #expect(Transcript(of: pieces) == whole, "seed \(seed)")
    }
  }

  @Test func `messages appended in a long dialogue come out whole`() {
    // Long enough for the buffer to be compacted many times, at odd offsets.
    let bytes = (0..<40).flatMap { _ in RequestCorpus.pipelined }
    let pieces = stride(from: 0, to: bytes.count, by: 1021).map {
      Array(bytes[$0..<min($0 + 1021, bytes.count)])
    }
    let whole = Transcript(of: [bytes])
    #expect(whole.heads.count == 40 * RequestCorpus.connections.count)
    #expect(Transcript(of: pieces) == whole)
  }

  @Test(arguments: [0, 1, 2, 3])
  func `damaged input is read the same way however it is split`(series: UInt64) {
    var refused = 0
    for round in 0..<2500 as Range<UInt64> {
      var random = SplitMix64(seed: series << 32 | round)
      let first = RequestCorpus.connections[random.below(RequestCorpus.connections.count)]
      let second = RequestCorpus.connections[random.below(RequestCorpus.connections.count)]
      let bytes = random.mutate(first + second)
      let limits = random.limits()
      let whole = Transcript(of: [bytes], limits: limits)
      let split = Transcript(
        of: random.split(bytes, pieces: 2 + random.below(20)), limits: limits)
      #expect(split == whole, "series \(series), round \(round)")
      if round % 4 == 0 {
        let bytewise = Transcript(of: bytes.map { [$0] }, limits: limits)
        #expect(bytewise == whole, "series \(series), round \(round)")
      }
      #expect(whole.errorIsSticky, "series \(series), round \(round)")
      // An event needs at least one byte, except for a head's and a body's end.
      #expect(whole.events.count <= 3 * bytes.count)
      if let error = whole.error {
        refused += 1
        #expect((400...505).contains(error.status) && !error.reason.isEmpty)
        #expect(error.reason.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
      }
    }
    // Neither everything nor nothing: the damage is neither fatal nor invisible as a rule.
    #expect((500..<2500).contains(refused))
  }
}

extension SplitMix64 {
  /// The default limits, or ones so tight that some of the corpus runs into them.
  fileprivate mutating func limits() -> HTTPRequestParser.Limits {
    guard below(4) == 0 else { return .init() }
    return .init(
      requestLine: 10 + below(80), headerBytes: 10 + below(120), headerCount: 1 + below(4),
      body: below(16))
  }
}
