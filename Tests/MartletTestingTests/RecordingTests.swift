import MartletCurl
import MartletEmulator
import MartletEvents
import MartletHTTP
import Testing

@testable import Countdown
@testable import Hello
@testable import MartletTesting
@testable import Receipts

/// Invocations that the emulator records, and that a test goes through again.
@Suite(.timeLimit(.minutes(5)))
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

  @Test func `an error of the platform's is the recorded one, whatever its request`() async throws {
    let folder = try RecordingsFolder()
    try folder.write(#"{"name":"Ada"}"#, to: "killed.event.json")
    try folder.write(
      #"""
      {"errorType":"Runtime.ExitError","errorMessage":"RequestId: 8476a536-e9f4-11e8-9739-2dfe598c3fcd \#
      Error: Runtime exited with error: signal: killed"}
      """#, to: "killed.error.json")
    let recorded = try RecordedInvocation.all(in: folder.path)[0]
    try await withFunction(Hello.self, on: .emulated) { hello in
      try await hello.inject(.kill(on: .next))
      try await hello.replay(recorded)
    }
  }

  @Test func `what the emulator records can be replayed`() async throws {
    let folder = try RecordingsFolder()
    let message = #"{"Records":[{"messageId":"1","body":"{\"order\":\"A-1\",\"cents\":5}"}]}"#
    try await record(
      [("Hello", #"{"name": "Ada"}"#), ("Nobody", "{}"), ("Receipts", message), ("Hello", "{}")],
      in: folder.path)
    // A second session goes on with the numbers.
    try await record([("Hello", #"{"name":"Bo"}"#)], in: folder.path)

    let all = try RecordedInvocation.all(in: folder.path)
    #expect(all.map { String($0.name.prefix(5)) } == ["0001-", "0002-", "0003-", "0004-"])
    #expect(all.map(\.function) == ["Hello", "Receipts", "Hello", "Hello"])
    #expect(all.map { $0.answer == nil } == [false, false, true, false])
    #expect(String(decoding: all[0].event, as: UTF8.self) == #"{"name": "Ada"}"#)
    try #expect(all[1].event(as: SQSEvent.self).records.map(\.messageID) == ["1"])
    #expect(all[2].error?.type == "Runtime.UnmarshalError")

    for platform in [TestPlatform.inProcess, .emulated] {
      try await withFunction(Hello.self, on: platform) { hello in
        for recorded in try RecordedInvocation.all(in: folder.path, of: "Hello") {
          try await hello.replay(recorded)
        }
      }
    }
    try await withFunction(Receipts.self) { try await $0.replay(all[1]) }
  }

  /// Calls the Invoke API of an emulator that records.
  private func call(
    _ path: String, _ headers: HTTPHeaders, _ event: String, in folder: RecordingsFolder
  ) async throws -> RecordedInvocation {
    let thread = try await LoopThread()
    let emulator = Emulator(
      [
        FunctionConfiguration(
          name: "Countdown", bootstrap: try EmulatedFunction.path("Countdown"),
          timeout: .seconds(60))
      ], on: thread.loop)
    try await emulator.record(in: folder.path)
    let address = try await emulator.listen(host: "127.0.0.1", port: 0)
    let status = try await Task(executorPreference: thread.loop) {
      let client = try Client(
        .init(base: "http://\(address)", userAgent: "test/1"), on: thread.loop)
      defer { client.close() }
      return try await client.post(path, headers: headers, body: Array(event.utf8)).status
    }.value
    #expect(status < 300)
    // An event that nobody waits for is answered some time after.
    while try RecordedInvocation.all(in: folder.path)[0].answer == nil { await Task.yield() }
    await emulator.shutdown()
    await thread.end()
    // By now it is written to its end.
    return try RecordedInvocation.all(in: folder.path)[0]
  }

  @Test(arguments: [
    ("/2021-11-15/functions/Countdown/response-streaming-invocations", "RequestResponse"),
    ("/2015-03-31/functions/Countdown/invocations", "Event"),
  ])
  func `a stream is recorded whole, and an event that nobody waits for too`(
    path: String, type: String
  ) async throws {
    let folder = try RecordingsFolder()
    let recorded = try await call(
      path, ["X-Amz-Invocation-Type": type], #"{"from": 2}"#, in: folder)
    #expect(recorded.answer.map { String(decoding: $0, as: UTF8.self) } == "2\n1\nLift-off\n")
    try await withFunction(Countdown.self) { try await $0.replay(recorded) }
  }

  @Test func `a recorded answer that the function does not give any more is shown`() async throws {
    let folder = try RecordingsFolder()
    try folder.write(#"{"name":"Ada"}"#, to: "greeting.event.json")
    try folder.write(#"{"message":"Hi Ada"}"#, to: "greeting.answer.json")
    try folder.write(#"{"name":"Ada"}"#, to: "none.event.json")
    try folder.write(#"{"errorType":"NoName","errorMessage":"who?"}"#, to: "none.error.json")
    let recorded = try RecordedInvocation.all(in: folder.path, of: "Hello")
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
    let folder = try RecordingsFolder()
    let error = #expect(throws: InvocationError.self) {
      try RecordedInvocation.all(in: folder.path, of: "Hello")
    }
    #expect(
      error?.message == "there is no recorded event of Hello in \(folder.path); "
        + "martlet dev --record \(folder.path) makes some")
    let missing = #expect(throws: InvocationError.self) {
      try RecordedInvocation.all(in: "nowhere")
    }
    let reason = "/nowhere cannot be read: No such file or directory"
    #expect(missing?.message.hasSuffix(reason) == true)
  }
}
