import Glibc
import Testing

@testable import MartletCurl

@Suite(.timeLimit(.minutes(5)))
struct WatchTests {
  @Test func `a watch tells what its descriptor is ready for`() throws {
    let loop = try RunLoop()
    try loop.run {
      let (near, far) = descriptorPair()
      defer { close(near) }
      var seen: [Readiness] = []
      let watch = try loop.watch(near, for: .writable) { seen.append($0) }
      while seen.isEmpty { await Task.yield() }
      #expect(seen.first == .writable)

      try watch.change(to: .readable)
      seen = []
      write(far, "x", 1)
      while seen.isEmpty { await Task.yield() }
      #expect(seen.first == .readable)

      seen = []
      close(far)
      while seen.last?.contains(.peerClosed) != true { await Task.yield() }
      watch.cancel()
    }
  }

  @Test func `a cancelled watch hears nothing`() throws {
    let loop = try RunLoop()
    try loop.run {
      let (near, far) = descriptorPair()
      defer { close(near) }
      let watch = try loop.watch(near, for: .readable) { _ in Issue.record("heard") }
      write(far, "x", 1)
      watch.cancel()
      watch.cancel()
      close(far)
      for _ in 0..<10 { await Task.yield() }
    }
  }

  @Test func `a watch of a closed descriptor is refused`() throws {
    let loop = try RunLoop()
    loop.run {
      // Beyond what the process may open, so that no other test can own it.
      let failure = #expect(throws: TransportError.self) {
        _ = try loop.watch(.max, for: .readable) { _ in }
      }
      #expect(failure?.code == .system)
    }
  }

  @Test func `a late event of a closed descriptor does not reach its successor`() throws {
    let loop = try RunLoop()
    try loop.run {
      let pairs = [descriptorPair(), descriptorPair()]
      let fresh = descriptorPair()
      var watches: [Watch?] = []
      var successor: Watch?
      var heard: [String] = []
      for index in 0...1 {
        let watch = try loop.watch(pairs[index].0, for: .readable) { _ in
          heard.append("first")
          // The other event is in the same batch. Its descriptor goes to somebody new.
          let other = pairs[1 - index].0
          watches[0]?.cancel()
          watches[1]?.cancel()
          dup2(fresh.0, other)
          successor = try? loop.watch(other, for: .readable) { _ in heard.append("successor") }
        }
        watches.append(watch)
      }
      // Both become ready between two waits of the loop.
      for pair in pairs { write(pair.1, "x", 1) }
      for _ in 0..<10 { await Task.yield() }
      #expect(heard == ["first"])

      write(fresh.1, "x", 1)
      while heard.count < 2 { await Task.yield() }
      #expect(heard[1] == "successor")
      successor?.cancel()
      watches = []
      for pair in pairs + [fresh] {
        close(pair.0)
        close(pair.1)
      }
    }
  }
}
