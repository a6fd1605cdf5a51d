import MartletCurl
import MartletHTTP
import Testing

@testable import MartletEmulator

/// Telemetry without HTTP, at a socket of the test.
@Suite(.timeLimit(.minutes(5)))
struct TelemetryConnectionTests {
  /// What comes over a connection, line by line.
  ///
  /// Sharing is safe: all of it is used on the loop's thread.
  private final class Reader: @unchecked Sendable {
    private let socket: Socket
    private var bytes: [UInt8] = []

    init(_ socket: Socket) { self.socket = socket }

    /// The next line; nil at the end.
    func line() async throws -> String? {
      while true {
        if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
          defer { bytes.removeFirst(end + 1) }
          return String(decoding: bytes[..<end], as: UTF8.self)
        }
        guard try await socket.receive({ bytes.append(contentsOf: $0) }) > 0 else { return nil }
      }
    }

    func close() { socket.close() }
    func reset() { socket.reset() }
  }

  private static func stream(
    to listener: Listener, types: String, on loop: RunLoop
  ) throws -> TelemetryStream {
    let body = """
      {"schemaVersion":"2022-12-13","types":[\(types)],
      "destination":{"protocol":"TCP","port":\(listener.address.port)}}
      """
    let subscription = try TelemetrySubscription(Array(body.utf8), isManaged: false)
    return try TelemetryStream(subscription, on: loop) {}
  }

  @Test func `an extension gets each event as a line`() throws {
    let loop = try RunLoop()
    let folder = TemporaryFolder()
    try loop.run {
      let listener = try Listener(on: loop)
      let function = scripted(spiedOnBy: "tcp-\(listener.address.port)", in: folder)
      let emulator = Emulator([function], maximumEnvironments: 1, on: loop)
      let answer = await emulator.invoke(
        .init(function: "Scripted", event: Array(#""say:hello;echo""#.utf8)))
      #expect(answer?.errorType == nil)
      let reader = Reader(try await listener.accept())
      var lines: [String] = []
      while lines.last?.contains("platform.report") != true, let line = try await reader.line() {
        #expect(JSONText.validate(Array(line.utf8)) == nil)
        lines.append(line)
      }
      let types = lines.compactMap { $0.firstMatch(of: #/"type":"(platform[a-zA-Z.]+)"/#)?.1 }
      #expect(
        types == [
          "platform.initStart", "platform.telemetrySubscription", "platform.extension",
          "platform.initRuntimeDone", "platform.initReport", "platform.start",
          "platform.runtimeDone", "platform.report",
        ])
      #expect(lines.contains { $0.hasSuffix(#""type":"function","record":"hello"}"#) })
      await emulator.shutdown()
      while try await reader.line() != nil {}
      reader.close()
      listener.close()
    }
  }

  @Test func `what an extension does not read is told to be lost, and takes no memory`() throws {
    let loop = try RunLoop()
    try loop.run {
      let listener = try Listener(on: loop)
      nonisolated(unsafe) let stream = try Self.stream(
        to: listener, types: #""platform","function""#, on: loop)
      let line = [UInt8](repeating: 65, count: 1000)
      var appended = 0
      func append(_ count: Int) {
        for _ in 0..<count { stream.append(.line(line, of: "function", isJSON: false)) }
        appended += count
      }
      // The kernel takes some, for as long as its own buffers have room.
      while stream.lost.records == 0 {
        append(100)
        if !stream.isSending { Task(executorPreference: loop) { await stream.deliver() } }
        await Task.yield()
      }
      append(500)
      let reader = Reader(try await listener.accept())
      var (received, lost) = (0, 0)
      while received + lost < appended, let line = try await reader.line() {
        if line.contains("platform.logsDropped") {
          lost += line.firstMatch(of: #/"droppedRecords":([0-9]+)/#).flatMap { Int($0.1) } ?? 0
        } else {
          received += 1
        }
      }
      #expect(received + lost == appended && lost > 500)
      while stream.isSending { await Task.yield() }
      stream.close()
      reader.close()
      listener.close()
    }
  }

  @Test func `a connection that is broken off is made anew, with a line from its beginning`() throws
  {
    let loop = try RunLoop()
    try loop.run {
      let listener = try Listener(on: loop)
      nonisolated(unsafe) let stream = try Self.stream(
        to: listener, types: #""function""#, on: loop)
      func send() async {
        stream.append(.line(Array("hello".utf8), of: "function", isJSON: false))
        await stream.deliver()
      }
      await send()
      let first = Reader(try await listener.accept())
      #expect(try await first.line()?.contains("hello") == true)
      first.reset()
      // The first that is sent into the void may be lost without a word.
      while stream.lost.records == 0 { await send() }
      await send()
      let second = Reader(try await listener.accept())
      #expect(try await second.line()?.hasPrefix(#"{"time":"#) == true)
      stream.close()
      #expect(try await second.line() == nil)
      second.close()
      listener.close()
    }
  }
}
