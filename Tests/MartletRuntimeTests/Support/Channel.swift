import Glibc
import TestSupport

/// Two ends of a connection, to see what is written to one of them.
struct Channel {
  let reading: Int32
  let writing: Int32

  /// A pipe. What another test starts at this instant may hold it open for a while.
  static func pipe() -> Channel {
    var ends: [Int32] = [0, 0]
    precondition(Glibc.pipe(&ends) == 0, "no pipe")
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return Channel(reading: ends[0], writing: ends[1])
  }

  /// Each `write` to it is a packet of its own.
  static func packets() -> Channel {
    var ends: [Int32] = [0, 0]
    let type = SOCK_SEQPACKET.rawValue | SOCK_CLOEXEC.rawValue
    precondition(socketpair(AF_UNIX, Int32(type), 0, &ends) == 0, "no socket pair")
    return Channel(reading: ends[0], writing: ends[1])
  }

  /// Closes the writing end and reads to the end of all that was written, read by read.
  func finish() -> [[UInt8]] {
    close(writing)
    return Self.rest(of: reading)
  }

  /// Reads to the end, read by read, and closes the descriptor.
  static func rest(of descriptor: Int32) -> [[UInt8]] {
    defer { close(descriptor) }
    var reads: [[UInt8]] = []
    while true {
      let read = [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, count in
        count = max(0, Glibc.read(descriptor, buffer.baseAddress, buffer.count))
      }
      guard !read.isEmpty else { return reads }
      reads.append(read)
    }
  }

  /// Reads to the end on another thread, while something is written.
  func collecting(_ write: @escaping @Sendable () -> Void) async throws -> [UInt8] {
    let (reading, writing) = (reading, writing)
    let (reads, read) = AsyncStream<[UInt8]>.makeStream()
    // The reader is there before there is something to read: who logs holds standard output, and who
    // runs the tests waits for it to print.
    onAnotherThread {
      read.yield(Array(Self.rest(of: reading).joined()))
      read.finish()
    }
    try await resultFromAnotherThread {
      write()
      close(writing)
    }
    return await reads.first { _ in true } ?? []
  }
}
