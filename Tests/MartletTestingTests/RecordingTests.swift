import Glibc
import MartletEmulator
import MartletEvents
import Testing

@testable import Hello
@testable import MartletTesting
@testable import Receipts

/// Invocations that the emulator records, and that a test goes through again.
@Suite(.timeLimit(.minutes(1)))
struct RecordingTests {
  /// Records invocations of the executables beside the tests.
  private func record(_ invocations: [(function: String, event: String)], in folder: String)
    async throws
  {
    let thread = try await LoopThread()
    let functions = try ["Hello", "Receipts"].map {
      FunctionConfiguration(
        name: $0, bootstrap: try EmulatedFunction.path($0), timeout: .seconds(60))
    }
    let emulator = Emulator(functions, on: thread.loop)
    try await emulator.record(in: folder)
    for (function, event) in invocations {
      _ = await emulator.invoke(InvocationRequest(function: function, event: Array(event.utf8)))
    }
    await emulator.shutdown()
    await thread.end()
  }

  private func temporaryFolder() throws -> String {
    var template = Array("/tmp/martlet recordings XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  @Test func `what the emulator records can be replayed`() async throws {
    let folder = try temporaryFolder()
    let message = #"{"Records":[{"messageId":"1","body":"{\"order\":\"A-1\",\"cents\":5}"}]}"#
    try await record(
      [("Hello", #"{"name": "Ada"}"#), ("Nobody", "{}"), ("Receipts", message), ("Hello", "{}")],
      in: folder)
    // A second session goes on with the numbers.
    try await record([("Hello", #"{"name":"Bo"}"#)], in: folder)

    let all = try RecordedInvocation.all(in: folder)
    #expect(all.map { String($0.name.prefix(5)) } == ["0001-", "0002-", "0003-", "0004-"])
    #expect(all.map(\.function) == ["Hello", "Receipts", "Hello", "Hello"])
    #expect(all.map { $0.answer == nil } == [false, false, true, false])
    #expect(String(decoding: all[0].event, as: UTF8.self) == #"{"name": "Ada"}"#)
    try #expect(all[1].event(as: SQSEvent.self).records.map(\.messageID) == ["1"])
    #expect(all[2].error?.type == "Runtime.UnmarshalError")

    for platform in [TestPlatform.inProcess, .emulated] {
      try await withFunction(Hello.self, on: platform) { hello in
        for recorded in try RecordedInvocation.all(in: folder, of: "Hello") {
          try await hello.replay(recorded)
        }
      }
    }
    try await withFunction(Receipts.self) { try await $0.replay(all[1]) }
  }

  private func write(_ text: String, to path: String) throws {
    let file = try #require(fopen(path, "w"))
    defer { fclose(file) }
    #expect(fputs(text, file) >= 0)
  }

  @Test func `a recorded answer that the function does not give any more is shown`() async throws {
    let folder = try temporaryFolder()
    try write(#"{"name":"Ada"}"#, to: "\(folder)/greeting.event.json")
    try write(#"{"message":"Hi Ada"}"#, to: "\(folder)/greeting.answer.json")
    try write(#"{"name":"Ada"}"#, to: "\(folder)/none.event.json")
    try write(#"{"errorType":"NoName","errorMessage":"who?"}"#, to: "\(folder)/none.error.json")
    let recorded = try RecordedInvocation.all(in: folder, of: "Hello")
    #expect(recorded.map(\.name) == ["greeting", "none"])
    try await withFunction(Hello.self) { hello in
      try await withKnownIssue {
        try await hello.replay(recorded[0])
      } matching: { issue in
        issue.comments.first?.rawValue.hasPrefix(
          """
          the answer to greeting is not the expected one
            event: {"name":"Ada"}
            message: "Hi Ada" → "Hello Ada"
          """) == true
      }
      try await withKnownIssue {
        try await hello.replay(recorded[1])
      } matching: { issue in
        issue.comments.first?.rawValue.hasPrefix("the recorded error of none did not come") == true
      }
    }
  }

  @Test func `a folder without events is named`() throws {
    let folder = try temporaryFolder()
    let error = #expect(throws: InvocationError.self) {
      try RecordedInvocation.all(in: folder, of: "Hello")
    }
    #expect(
      error?.message == "there is no recorded event of Hello in \(folder); "
        + "martlet dev --record \(folder) makes some")
    let missing = #expect(throws: InvocationError.self) {
      try RecordedInvocation.all(in: "nowhere")
    }
    let reason = "/nowhere cannot be read: No such file or directory"
    #expect(missing?.message.hasSuffix(reason) == true)
  }
}
