import Glibc
import MartletHTTP
import Testing

@testable import MartletRuntime

/// What the log says of a trap, where the platform takes records in another form than lines of text.
struct TrapLogTests {
  private typealias Decoded = PlatformLogTests.Decoded

  private static func trapped(
    _ variables: [String: String], descriptors: [Int32: Int32] = [:]
  ) throws -> ChildSession {
    try ChildSession(
      of: "Trapping", [.event("fatalError", id: "r-1"), .accepted],
      variables: variables.merging(["SWIFT_BACKTRACE": "enable=no"]) { given, _ in given },
      descriptors: descriptors)
  }

  private func check(_ text: some StringProtocol) throws {
    let record = try Decoded(text)
    #expect(record.level == "FATAL" && record.requestId == "r-1")
    #expect(record.message == "the process ends by a trap; reported")
    #expect(record.errorType == "Function.Trap")
    #expect(record.errorMessage?.hasSuffix("a \"quote\",\na line\u{7} and 🐦 (SIGILL)") == true)
  }

  @Test func `it is JSON where the platform wants JSON`() throws {
    let run = try Self.trapped(["AWS_LAMBDA_LOG_FORMAT": "json"])
    let lines = run.child.errors.split(separator: "\n").filter { $0.hasPrefix("{") }
    try #require(lines.count == 1)
    try check(lines[0])
  }

  @Test(arguments: ["JSON", "Text"])
  func `it is a frame where the platform takes frames`(format: String) throws {
    let channel = Channel.pipe()
    let begin = Timestamp.now.microseconds
    let run = try Self.trapped(
      ["_LAMBDA_TELEMETRY_LOG_FD": "62", "AWS_LAMBDA_LOG_FORMAT": format],
      descriptors: [62: channel.writing])
    let frames = try Frame.all(of: Array(channel.finish().joined()))
    #expect(!run.child.errors.contains("Function.Trap"))
    try #require(frames.count == 1)
    let instant = Int64(frames[0].microseconds)
    #expect((begin...Timestamp.now.microseconds).contains(instant))
    guard format == "JSON" else {
      #expect(frames[0].type == 0xA55A_001B)
      #expect(frames[0].message.hasPrefix("FATAL RequestId: r-1 Function.Trap: \""))
      return #expect(frames[0].message.hasSuffix("(SIGILL)\"; reported"))
    }
    #expect(frames[0].type == 0xA55A_001A)
    try check(frames[0].message)
    var text: [UInt8] = []
    Timestamp(microseconds: instant).append(to: &text)
    #expect(try Decoded(frames[0].message).timestamp == String(decoding: text, as: UTF8.self))
  }

  @Test func `it is a line where nobody reads the frames any longer`() throws {
    let channel = Channel.packets()
    close(channel.reading)
    defer { close(channel.writing) }
    let run = try Self.trapped(
      ["_LAMBDA_TELEMETRY_LOG_FD": "62"], descriptors: [62: channel.writing])
    #expect(run.child.errors.contains("FATAL RequestId: r-1 Function.Trap: \""))
    #expect(run.child.ending == .signal(SIGILL))
  }
}
