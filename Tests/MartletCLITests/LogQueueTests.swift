import CMartlet
import Glibc
import MartletCurl
import Testing

@testable import MartletCLI

/// A queue before a pipe, which takes what it has room for and is read when a test says so.
struct LogQueueTests {
  private static let limit = 1 << 20

  private struct Pipe {
    let reader: Int32
    let writer: Int32

    /// All that has come through it.
    func read() -> [UInt8] {
      var bytes: [UInt8] = []
      var part = [UInt8](repeating: 0, count: 1 << 16)
      while case let count = Glibc.read(reader, &part, part.count), count > 0 {
        bytes += part[..<count]
      }
      return bytes
    }

    /// Whether it takes a whole queue now (`F_SETPIPE_SZ`).
    func grow() -> Bool { fcntl(writer, 1031, Int32(limit)) >= limit }
  }

  private static func withQueue(
    _ test: @escaping @Sendable (LogQueue, Pipe) async throws -> Void
  ) throws {
    var ends: [Int32] = [-1, -1]
    try #require(martlet_pipe(&ends) == 0)
    let pipe = Pipe(reader: ends[0], writer: ends[1])
    defer { for end in ends { close(end) } }
    let loop = try RunLoop()
    try loop.run {
      let queue = LogQueue(StandardStream(pipe.writer), on: loop) { "\($0) dropped" }
      try await test(queue, pipe)
    }
  }

  private static func line(_ letter: Character, _ count: Int) -> [UInt8] {
    [UInt8](repeating: letter.asciiValue!, count: count) + [UInt8(ascii: "\n")]
  }

  @Test func `a line longer than a queue passes while nobody pauses, and so do its neighbours`()
    throws
  {
    try Self.withQueue { queue, pipe in
      let lines = [Self.line("a", 10), Self.line("b", 2 * Self.limit), Self.line("c", 10)]
      for line in lines { queue.write(line) }
      let expected = Array(lines.joined())
      var all: [UInt8] = []
      let end = ContinuousClock.now + .seconds(20)
      while all.count < expected.count, .now < end {
        all += pipe.read()
        await Task.yield()
      }
      let isWhole = all == expected
      #expect(isWhole, "\(all.count) bytes")
    }
  }

  @Test func `a queue that is written for the last time tells what it has dropped`() throws {
    try Self.withQueue { queue, pipe in
      queue.write(Self.line("a", Self.limit - 1))
      for _ in 0..<2 { queue.write(Self.line("b", Self.limit)) }
      var all = pipe.read()
      try #require(pipe.grow())
      queue.flush()
      all += pipe.read()
      let isWhole = all == Self.line("a", Self.limit - 1) + Array("2 dropped\n".utf8)
      #expect(isWhole, "\(all.count) bytes")
    }
  }
}
