internal import Glibc
internal import MartletCurl
internal import MartletEmulator
internal import Synchronization
internal import Testing

/// A function as its own process, behind an emulator on a thread of its own.
final class EmulatedFunction: Sendable {
  private let name: String
  private let configuration: FunctionConfiguration
  private let thread: LoopThread
  private let emulator: Mutex<Emulator>
  private let lines = Lines()
  /// Where the Invoke API is served, once somebody wants to call it.
  private let port = Mutex<UInt16?>(nil)
  private static let host = "127.0.0.1"

  init(name: String, executable: String?, _ options: TestOptions) async throws {
    self.name = name
    let path = try Self.path(executable ?? name)
    guard access(path, X_OK) == 0 else {
      throw InvocationError(
        "Test",
        "there is no executable \(path); let the test target depend on the function's target")
    }
    configuration = FunctionConfiguration(
      name: name, bootstrap: path, memorySize: options.memorySize, timeout: options.timeout)
    thread = try await LoopThread()
    emulator = Mutex(Emulator([configuration], on: thread.loop))
    await observe()
  }

  /// Of a name, the executable beside the one that runs the tests.
  static func path(_ executable: String) throws -> String {
    if executable.utf8.contains(UInt8(ascii: "/")) { return executable }
    guard let own = realpath("/proc/self/exe", nil) else {
      throw InvocationError("Test", "/proc/self/exe cannot be read: name the executable's path")
    }
    defer { free(own) }
    let folder = String(cString: own).split(separator: "/").dropLast().joined(separator: "/")
    return "/\(folder)/\(executable)"
  }

  private func observe() async {
    let lines = lines
    await emulator.withLock { $0 }.observe { _, line in
      if let line { lines.add(String(decoding: line, as: UTF8.self)) }
    }
  }

  var log: String { lines.text }

  func invoke(_ event: [UInt8]) async -> StreamedAnswer {
    var result = StreamedAnswer()
    // With the log, the answer comes when all that the function logged is there to be looked at.
    let request = InvocationRequest(function: name, event: event, wantsLogTail: true)
    let emulator = emulator.withLock { $0 }
    guard let (contentType, pieces, answer) = await emulator.invokeInPieces(request) else {
      return result
    }
    result.contentType = contentType ?? ""
    result.parts = pieces
    if let type = answer.errorType {
      // What the function says of an error behind its parts.
      let document = answer.errorDetails ?? answer.payload
      result.failure = InvocationError(document: document, type: type, event: event)
    } else if pieces.isEmpty {
      // An answer in one piece.
      result.parts = [answer.payload]
    }
    return result
  }

  func reset() async {
    let old = emulator.withLock { $0 }
    await old.shutdown()
    let new = Emulator([configuration], on: thread.loop)
    for fault in await old.pendingFaults { await new.inject(fault) }
    emulator.withLock { $0 = new }
    await observe()
    // Who knows the address goes on with it.
    if let port = port.withLock({ $0 }) {
      do throws(TransportError) {
        _ = try await new.listen(host: Self.host, port: port)
      } catch {
        self.port.withLock { $0 = nil }
        Issue.record("the Invoke API is no longer served at port \(port): \(error.message)")
      }
    }
  }

  func inject(_ fault: Fault) async { await emulator.withLock { $0 }.inject(fault) }

  var pendingFaults: [Fault] { get async { await emulator.withLock { $0 }.pendingFaults } }

  func endpoint() async throws -> String {
    if let port = port.withLock({ $0 }) { return "http://\(Self.host):\(port)" }
    let address = try await emulator.withLock { $0 }.listen(host: Self.host, port: 0)
    port.withLock { $0 = address.port }
    return "http://\(address)"
  }

  func shutDown() async {
    await emulator.withLock { $0 }.shutdown()
    await thread.end()
  }
}

/// The log, which the emulator's thread writes and the test reads.
private final class Lines: Sendable {
  private let lines = Mutex<[String]>([])
  var text: String { lines.withLock { $0.joined() } }
  func add(_ line: String) { lines.withLock { $0.append(line) } }
}
