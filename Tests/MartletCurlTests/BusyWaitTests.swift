import Glibc
import TestSupport
import Testing

@testable import MartletCurl

@Suite(.timeLimit(.minutes(5)))
struct BusyWaitTests {
  @Test func `a wait looks for events where the last one came soon, and only there`() {
    var busyWait = BusyWait()
    #expect(busyWait.window == 0)
    busyWait.waited(BusyWait.limit)
    #expect(busyWait.window == BusyWait.limit)
    busyWait.waited(0)
    #expect(busyWait.window == BusyWait.limit)
    busyWait.waited(BusyWait.limit + 1)
    #expect(busyWait.window == 0)
    busyWait.waited(.max)
    #expect(busyWait.window == 0)
  }

  @Test func `a loop that looks before it sleeps misses nothing that comes while it looks`() throws
  {
    let loop = try RunLoop()
    let count = try loop.run { () async throws -> Int in
      loop.lookBeforeSleeping()
      var ends: [Int32] = [0, 0]
      let type = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
      #expect(socketpair(AF_UNIX, Int32(type), 0, &ends) == 0)
      let socket = try Socket(adopting: ends[0], on: loop)
      let other = ends[1]
      _ = fcntl(other, F_SETFL, 0)
      // Answers each byte at once, from another thread.
      async let echo: Void = resultFromAnotherThread {
        var byte: UInt8 = 0
        while read(other, &byte, 1) == 1 { write(other, &byte, 1) }
        close(other)
      }
      var count = 0
      for number in 0..<300 {
        let byte = UInt8(truncatingIfNeeded: number)
        try await socket.send([byte])
        _ = try await socket.receive { if $0[0] == byte { count += 1 } }
        // A timer is not forgotten while the loop looks, nor work from another thread.
        if number % 100 == 0 { try await loop.sleep(for: .microseconds(300)) }
      }
      socket.close()
      try await echo
      return count
    }
    #expect(count == 300)
  }
}
