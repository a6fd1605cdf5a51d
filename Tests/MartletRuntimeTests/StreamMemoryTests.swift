import Glibc
import MartletCurl
import TestSupport
import Testing

@testable import MartletRuntime

/// A stream that is longer than any memory would hold.
struct StreamMemoryTests {
  private static let parts = 1600
  private static let partSize = 64 << 10

  /// Streams a hundred megabytes, and prints by how many bytes that has raised the most that its
  /// process ever held.
  struct Flood: Function {
    func handle(_ event: Void, context: Context) async throws -> Response {
      .stream { writer in
        let part = [UInt8](repeating: 0x61, count: partSize)
        // What any stream takes, however short it is.
        for _ in 0..<10 { try await writer.write(part) }
        let before = highestSize()
        for _ in 10..<parts { try await writer.write(part) }
        try await writer.finish()
        print("grown by \(highestSize() - before)")
      }
    }
  }

  private static func highestSize() -> Int {
    guard let file = fopen("/proc/self/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      if text.hasPrefix("VmHWM:") { return (Int(text.filter(\.isNumber)) ?? 0) << 10 }
    }
    return 0
  }

  /// Reads a streamed answer and forgets it.
  ///
  /// - Returns: how long it was, chunk sizes included.
  private static func drain(_ socket: Socket) async throws -> Int {
    var (count, tail) = (0, [UInt8]())
    let end = Array("\r\n0\r\n\r\n".utf8)
    while !tail.ends(with: end) {
      let received = try await socket.receive { bytes in
        count += bytes.count
        tail.append(contentsOf: bytes.suffix(end.count))
        tail = tail.suffix(end.count)
      }
      guard received > 0 else { break }
    }
    return count
  }

  @Test func `a stream takes the memory of its parts, however many there are`() async throws {
    let (addresses, address) = AsyncStream<String>.makeStream()
    async let length: Int = resultFromAnotherThread {
      defer { address.finish() }
      let loop = try RunLoop()
      return try loop.run { () async throws -> Int in
        let listener = try Listener(host: "127.0.0.1", on: loop)
        address.yield("\(listener.address)")
        let socket = try await listener.accept()
        // The call for an event, which comes in one piece.
        _ = try await socket.receive({ _ in })
        try await socket.send(Array(Answer.eventText("{}").utf8))
        let length = try await Self.drain(socket)
        try await socket.send(Array("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n".utf8))
        _ = try await socket.receive({ _ in })
        try await socket.send(Array("HTTP/1.1 500 Over\r\nContent-Length: 0\r\n\r\n".utf8))
        socket.close()
        return length
      }
    }
    var output = ""
    for await address in addresses {
      let result = await #expect(
        processExitsWith: .exitCode(1), observing: [\.standardOutputContent]
      ) { [address = address as String] in
        setenv("AWS_LAMBDA_RUNTIME_API", address, 1)
        Flood.main()
      }
      output = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
      break
    }
    let streamed = try await length
    #expect(streamed > Self.parts * Self.partSize)
    let line = try #require(output.split(separator: "\n").first { $0.hasPrefix("grown by ") })
    let growth = try #require(Int(line.dropFirst("grown by ".count)))
    #expect(growth < 4 << 20)
  }
}

extension [UInt8] {
  fileprivate func ends(with other: [UInt8]) -> Bool { suffix(other.count) == other[...] }
}
