import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import MartletRuntime

struct LogStreamTests {
  private func log(
    _ variables: [String: String] = [:], output: Int32, telemetry: Int32? = nil
  ) -> Log {
    let outlet = LogOutlet(
      LogSettings { variables[$0] }, output: output, telemetry: telemetry)
    return Log(outlet: outlet, requestID: "r-1")
  }

  private static let json = ["AWS_LAMBDA_LOG_FORMAT": "JSON", "AWS_LAMBDA_LOG_LEVEL": "TRACE"]
  private static let text = ["AWS_LAMBDA_LOG_LEVEL": "TRACE"]

  @Test(arguments: [json, text])
  func `each record is one write with one line end`(variables: [String: String]) throws {
    let channel = Channel.packets()
    let log = log(variables, output: channel.writing)
    let messages = ["short", "", "of\nthree\r\nlines", String(repeating: "long ", count: 10_000)]
    for message in messages { log.info(message, metadata: ["a": "b\nc"]) }
    let writes = channel.finish()
    #expect(writes.count == messages.count)
    for write in writes {
      #expect(write.last == 0x0A)
      #expect(write.dropLast().allSatisfy { $0 != 0x0A })
    }
  }

  @Test func `each frame is one write, and its header says what it holds`() throws {
    let types: [(String, [UInt32])] = [
      ("Text", [0xA55A_0007, 0xA55A_000B, 0xA55A_000F, 0xA55A_0013, 0xA55A_0017, 0xA55A_001B]),
      ("JSON", [0xA55A_0006, 0xA55A_000A, 0xA55A_000E, 0xA55A_0012, 0xA55A_0016, 0xA55A_001A]),
    ]
    for (format, types) in types {
      let channel = Channel.packets()
      let log = log(
        ["AWS_LAMBDA_LOG_FORMAT": format, "AWS_LAMBDA_LOG_LEVEL": "TRACE"], output: -1,
        telemetry: channel.writing)
      let before = epochMilliseconds() * 1000
      log.trace("m")
      log.debug("m")
      log.info("m")
      log.warn("m")
      log.error("m")
      log.fatal("a\nb é")
      let writes = channel.finish()
      #expect(writes.count == 6)
      let frames = try writes.flatMap { try Frame.all(of: $0) }
      #expect(frames.map(\.type) == types)
      for frame in frames {
        #expect(
          before <= frame.microseconds && frame.microseconds <= (epochMilliseconds() + 1) * 1000)
      }
      let last = frames[5].message
      #expect(
        last.hasSuffix(format == "Text" ? "\tr-1\tFATAL\ta\nb é" : #""a\nb é","requestId":"r-1"}"#))
    }
  }

  struct Decoded: Decodable {
    var message: String
    var level: String
  }

  @Test(arguments: [false, true])
  func `records of many threads stay whole`(areFrames: Bool) async throws {
    let channel = Channel.pipe()
    let log = log(
      Self.json, output: areFrames ? -1 : channel.writing,
      telemetry: areFrames ? channel.writing : nil)
    let (threads, count) = (8, 12)
    let bytes = try await channel.collecting {
      let group = Group(threads)
      for thread in 0..<threads {
        onAnotherThread {
          for index in 0..<count {
            // From what a pipe takes in one piece to more than it holds.
            let length = [10, 5_000, 100_000][index % 3]
            log.info("\(thread) \(index) \(String(repeating: "é\n", count: length / 3))")
          }
          group.leave()
        }
      }
      group.wait()
    }
    let records =
      areFrames
      ? try Frame.all(of: bytes).map(\.message)
      : bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    var next = [Int](repeating: 0, count: threads)
    for record in records {
      let message = try JSONDecoder().decode(Decoded.self, from: Data(record.utf8)).message
      let numbers = message.utf8.split(separator: UInt8(ascii: " "), maxSplits: 2).prefix(2)
        .compactMap { Int(Substring($0)) }
      #expect(numbers[1] == next[numbers[0]])
      #expect(message.utf8.count > [9, 4_900, 99_900][numbers[1] % 3])
      next[numbers[0]] += 1
    }
    #expect(next.allSatisfy { $0 == count })
  }

  /// Counts threads to their ends.
  final class Group: @unchecked Sendable {
    // Sharing is safe: a semaphore is made for it.
    private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
    private let count: Int

    init(_ count: Int) {
      self.count = count
      sem_init(semaphore, 0, 0)
    }

    deinit {
      sem_destroy(semaphore)
      semaphore.deallocate()
    }

    func leave() { sem_post(semaphore) }
    func wait() { for _ in 0..<count { while sem_wait(semaphore) != 0 {} } }
  }

  @Test func `a reader that is slow gets all of a record that does not wait`() async throws {
    let channel = Channel.pipe()
    _ = fcntl(channel.writing, F_SETFL, O_NONBLOCK)
    let log = log(output: channel.writing)
    let message = String(repeating: "0123456789", count: 100_000)
    let bytes = try await channel.collecting { log.info(message) }
    let lines = try LogLine.all(of: String(decoding: bytes, as: UTF8.self))
    #expect(lines.map(\.message) == [message])
  }

  @Test func `frames that nobody takes become lines`() throws {
    // The number of a descriptor that cannot be written to, and that no other test opens meanwhile.
    let unwritable = open("/dev/null", O_RDONLY | O_CLOEXEC)
    defer { close(unwritable) }
    let channel = Channel.packets()
    let log = log(output: channel.writing, telemetry: unwritable)
    log.info("first")
    log.info("second")
    let lines = try channel.finish().flatMap {
      try LogLine.all(of: String(decoding: $0, as: UTF8.self))
    }
    #expect(lines.map(\.level) == ["WARN", "INFO", "INFO"])
    #expect(
      lines[0].message == """
        descriptor \(unwritable) of _LAMBDA_TELEMETRY_LOG_FD takes no records (Bad file \
        descriptor); they go to standard output
        """)
    #expect(lines[1].message == "first")
    #expect(lines[2].message == "second")
  }

  @Test func `an output that takes nothing is no reason to stop`() {
    log(output: -1).error("nobody reads this")
  }
}
