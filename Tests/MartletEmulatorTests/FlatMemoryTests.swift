import Glibc
import MartletCurl
import MartletHTTP
import Testing

@testable import MartletEmulator

/// What the emulator keeps of invocations that are over.
struct FlatMemoryTests {
  /// A process of its own, whose memory nobody else uses.
  @Test(.timeLimit(.minutes(5)))
  func `the emulator's memory does not grow with the number of invocations`() async {
    await #expect(processExitsWith: .success) {
      let loop = try RunLoop()
      try loop.run {
        let emulator = Emulator(
          [scripted("echo")], maximumEnvironments: 1, freezes: false, on: loop)
        nonisolated(unsafe) var lines = 0
        await emulator.observe { _, line in lines += line == nil ? 0 : 1 }
        let address = try await emulator.listen(host: "127.0.0.1", port: 0)
        let client = try Client(.init(base: "http://\(address)", userAgent: "test/1"), on: loop)
        let event = Array("\"\(String(repeating: "x", count: 2000))\"".utf8)
        func invoke(_ count: Int) async throws {
          for _ in 0..<count {
            let answer = try await client.post(
              "/2015-03-31/functions/Scripted/invocations", headers: [:], body: event)
            #expect(answer.body == event)
          }
        }
        let status = ProcessStatus(of: getpid())
        // What is made once, and the allocator's own reserves.
        try await invoke(300)
        let before = try #require(status.size)
        try await invoke(1500)
        let after = try #require(status.size)
        // Were but the event of each kept, it would be 3 MB.
        #expect(after - before < 1 << 20, "\(after - before) bytes more")
        #expect(lines > 1500 * 3, "an observer has seen them")
        await emulator.shutdown()
      }
    }
  }

  @Test(.timeLimit(.minutes(5)))
  func `events that wait for a slow function, or for the next start, need no memory`() async {
    await #expect(processExitsWith: .success) {
      let folder = TemporaryFolder()
      let accepting = try FlatMemoryTests.growth(in: folder.path, whileAccepting: true)
      #expect(accepting < 16 << 20, "\(accepting) bytes more for 64 MB")
      let resuming = try FlatMemoryTests.growth(in: folder.path, whileAccepting: false)
      #expect(resuming < 16 << 20, "\(resuming) bytes more after the start")
    }
  }

  /// How much more memory this process needs for an emulator that gets many large events.
  private static func growth(in state: String, whileAccepting: Bool) throws -> Int {
    let loop = try RunLoop()
    return try loop.run {
      let emulator = Emulator(
        [scripted("hang")], maximumEnvironments: 1, freezes: false, state: state, on: loop)
      let event = Array("\"\(String(repeating: "x", count: 1_000_000))\"".utf8)
      func accept(_ count: Int) async throws {
        for _ in 0..<count {
          let isServed = try await emulator.accept(
            InvocationRequest(function: "Scripted", event: event))
          #expect(isServed)
        }
      }
      let status = ProcessStatus(of: getpid())
      // What is made once.
      if whileAccepting { try await accept(3) }
      let before = try #require(status.size)
      if whileAccepting {
        try await accept(64)
      } else {
        let count = try await emulator.resumeEvents()
        #expect(count == 67)
      }
      let after = try #require(status.size)
      await emulator.shutdown()
      return after - before
    }
  }
}
