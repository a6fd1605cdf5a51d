import Glibc
import MartletCurl
import MartletEmulator
import MartletHTTP
import Testing

/// Asynchronous invocations by way of the Invoke API, with real processes.
@Suite(.timeLimit(.minutes(5)))
struct AsynchronousTests {
  private static func send(
    _ event: String, to stage: Stage, function: String = "Scripted"
  ) async throws -> HTTPResponse {
    try await stage.client().post(
      "/2015-03-31/functions/\(function)/invocations",
      headers: ["X-Amz-Invocation-Type": "Event"], body: Array(event.utf8))
  }

  private static func text(_ path: String) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(file, &bytes, bytes.count)
    return String(decoding: bytes[..<max(0, count)], as: UTF8.self)
  }

  private static func untilLines(_ count: Int, in path: String) async -> [String] {
    while true {
      let lines = text(path).split(separator: "\n").map(String.init)
      if lines.count >= count { return lines }
      await Task.yield()
    }
  }

  @Test func `an event is accepted, and its record goes to a file`() throws {
    let folder = TemporaryFolder()
    var function = scripted("script")
    function.asynchronous.onSuccess = .file("\(folder.path)/done")
    try withEmulator(function) { stage in
      let response = try await Self.send(#""answer:7""#, to: stage)
      #expect(response.status == 202 && response.body.isEmpty)
      let requestID = try #require(response.headers["x-amzn-RequestId"])
      let record = await Self.untilLines(1, in: "\(folder.path)/done")[0]
      #expect(JSONText.validate(Array(record.utf8)) == nil)
      #expect(record.hasPrefix(#"{"version":"1.0","timestamp":"20"#))
      #expect(
        record.hasSuffix(
          #""requestContext":{"requestId":"\#(requestID)","functionArn":"#
            + #""arn:aws:lambda:us-east-1:123456789012:function:Scripted:$LATEST","#
            + #""condition":"Success","approximateInvokeCount":1},"requestPayload":"answer:7","#
            + #""responseContext":{"statusCode":200,"executedVersion":"$LATEST"},"responsePayload":7}"#
        ))
    }
  }

  @Test(arguments: ["", "/"])
  func `InvokeAsync accepts an event too`(end: String) throws {
    let folder = TemporaryFolder()
    var function = scripted("script")
    function.asynchronous.onSuccess = .file("\(folder.path)/done")
    try withEmulator(function) { stage in
      let response = try await stage.client().post(
        "/2014-11-13/functions/Scripted/invoke-async\(end)", body: Array(#""answer:8""#.utf8))
      #expect(response.status == 202 && response.body.isEmpty)
      let record = await Self.untilLines(1, in: "\(folder.path)/done")[0]
      #expect(record.hasSuffix(#""responsePayload":8}"#))
    }
  }

  @Test func `an event that fails for good goes to both of its targets`() throws {
    let folder = TemporaryFolder()
    var function = scripted("script", name: "Scripted")
    function.asynchronous = .init(
      retryDelays: [.milliseconds(1)], onFailure: .function("Failures"),
      deadLetter: .file("\(folder.path)/dead"))
    var failures = scripted("echo", name: "Failures")
    failures.asynchronous.onSuccess = .file("\(folder.path)/failures")
    try withEmulator(function, failures) { stage in
      let response = try await Self.send(#""exit:3""#, to: stage)
      let requestID = try #require(response.headers["x-amzn-RequestId"])
      let record = await Self.untilLines(1, in: "\(folder.path)/failures")[0]
      #expect(record.contains(#""condition":"RetriesExhausted","approximateInvokeCount":3"#))
      #expect(record.contains(#""functionError":"Unhandled""#))
      let message = await Self.untilLines(1, in: "\(folder.path)/dead")[0]
      #expect(JSONText.validate(Array(message.utf8)) == nil)
      #expect(message.contains(#""body":"\"exit:3\"""#))
      #expect(
        message.contains(#""RequestID":{"stringValue":"\#(requestID)","dataType":"String"}"#))
      let starts = stage.log.lines.filter { $0.hasPrefix("START RequestId: \(requestID)") }
      #expect(starts.count == 3)
    }
  }

  @Test(arguments: [true, false])
  func `a record that cannot be delivered is told and dropped, and its event is done`(
    toFunction: Bool
  ) throws {
    let folder = TemporaryFolder()
    var function = scripted("script")
    function.asynchronous = .init(
      maximumRetries: 0,
      onFailure: toFunction ? .function("Nobody") : .file("\(folder.path)/missing/file"),
      deadLetter: .file("\(folder.path)/dead"))
    let reason =
      toFunction
      ? "the destination of Scripted is the function Nobody, which is not served; served are: Scripted"
      : "a record cannot be written to \(folder.path)/missing/file: No such file or directory"
    try withEmulator(function, state: folder.path) { stage in
      let response = try await Self.send("\"exit:1\"", to: stage)
      let requestID = try #require(response.headers["x-amzn-RequestId"])
      let told = "the record of the event \(requestID) is dropped: \(reason)"
      _ = await stage.log.line { $0 == told }
      #expect(Self.text("\(folder.path)/events.journal").isEmpty)
      let dead = await Self.untilLines(1, in: "\(folder.path)/dead")
      #expect(dead.count == 1, "the other one has its own")
    }
    try withEmulator(function, state: folder.path) { stage in
      let count = try await stage.emulator.resumeEvents()
      #expect(count == 0)
    }
  }

  @Test func `a function that is gone while it handles an event does not take its record along`()
    throws
  {
    let folder = TemporaryFolder()
    var function = scripted()
    function.asynchronous.onSuccess = .file("\(folder.path)/done")
    try withEmulator(function) { stage in
      _ = try await Self.send(Self.held(7, folder), to: stage)
      _ = await stage.log.line { $0.hasPrefix("START ") }
      await stage.emulator.remove("Scripted")
      folder.write("go", "")
      let record = await Self.untilLines(1, in: "\(folder.path)/done")[0]
      #expect(record.hasSuffix(#""responsePayload":7}"#))
    }
  }

  @Test func `an event that is too large, and one for nobody, are refused`() throws {
    try withEmulator(scripted("echo")) { stage in
      let large = try await Self.send("\"\(String(repeating: "x", count: 1 << 20))\"", to: stage)
      #expect(large.status == 413)
      #expect(large.headers["x-amzn-ErrorType"] == "RequestTooLargeException")
      #expect(try await Self.send("1", to: stage, function: "Other").status == 404)
    }
  }

  @Test func `a function that is its own destination is stopped after sixteen invocations`()
    throws
  {
    let folder = TemporaryFolder()
    var function = scripted("answer:7")
    function.asynchronous = .init(
      onSuccess: .function("Scripted"), onFailure: .function("Scripted"),
      deadLetter: .file("\(folder.path)/dead"))
    try withEmulator(function, state: folder.path) { stage in
      _ = try await Self.send("{}", to: stage)
      let dead = await Self.untilLines(1, in: "\(folder.path)/dead")
      #expect(dead.count == 1)
      while !Self.text("\(folder.path)/events.journal").isEmpty { await Task.yield() }
      let stop = "Scripted was invoked 16 times in a chain of events"
      // The record of the one that was stopped is for the function too, and is the last.
      while stage.log.lines.count(where: { $0.hasPrefix(stop) }) < 2 { await Task.yield() }
      #expect(stage.log.lines.count { $0.hasPrefix(stop) } == 2)
      #expect(stage.log.lines.count { $0.hasPrefix("START ") } == 16)
    }
  }

  @Test func `a record that is larger than an event may be is dropped`() throws {
    var function = scripted("echo")
    function.asynchronous.onSuccess = .function("Other")
    try withEmulator(function, scripted("echo", name: "Other")) { stage in
      // Twice in the record.
      _ = try await Self.send("\"\(String(repeating: "x", count: 600_000))\"", to: stage)
      let line = await stage.log.line { $0.hasPrefix("the record of the event ") }
      #expect(line.hasSuffix("and an event has no more than 1048576"))
      #expect(stage.log.lines.count { $0.hasPrefix("START ") } == 1)
    }
  }

  // MARK: Restarts

  @Test func `what one emulator has accepted the next one handles, each event once`() throws {
    let folder = TemporaryFolder()
    let hanging = scripted("hang")
    try withEmulator(hanging, state: folder.path) { stage in
      for number in 0..<20 {
        let response = try await Self.send("\(number)", to: stage)
        #expect(response.status == 202)
      }
    }
    var function = scripted("echo")
    function.asynchronous.onSuccess = .file("\(folder.path)/done")
    try withEmulator(function, state: folder.path) { stage in
      let count = try await stage.emulator.resumeEvents()
      #expect(count == 20)
      let lines = await Self.untilLines(20, in: "\(folder.path)/done")
      let payloads = Set(lines.compactMap { $0.split(separator: #""responsePayload":"#).last })
      #expect(lines.count == 20 && payloads.count == 20)
    }
    try withEmulator(function, state: folder.path) { stage in
      let count = try await stage.emulator.resumeEvents()
      #expect(count == 0)
    }
  }

  @Test func `what was accepted before kill -9 is handled after it`() async throws {
    let folder = TemporaryFolder()
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.path as String] in
      var function = scripted("echo")
      // Accepted and not begun, so that no process is left behind.
      function.reservedConcurrency = 0
      try withEmulator(function, state: path) { stage in
        for number in 0..<50 {
          let response = try await Self.send("\(number)", to: stage)
          precondition(response.status == 202)
        }
        kill(getpid(), SIGKILL)
      }
    }
    var function = scripted("echo")
    function.asynchronous.onSuccess = .file("\(folder.path)/done")
    try withEmulator(function, state: folder.path) { stage in
      let count = try await stage.emulator.resumeEvents()
      #expect(count == 50)
      let lines = await Self.untilLines(50, in: "\(folder.path)/done")
      #expect(Set(lines.compactMap { $0.split(separator: ":").last }).count == 50)
    }
  }

  @Test func `a line that was cut off, or is nobody's, is told and kept aside`() throws {
    let folder = TemporaryFolder()
    try withEmulator(scripted("hang"), state: folder.path) { stage in
      _ = try await Self.send("1", to: stage)
    }
    let whole = Self.text("\(folder.path)/events.journal")
    let cut = whole.dropLast(20)
    // One by hand, two bytes, a beginning that swallows the next line, one that says nothing, an end.
    folder.write(
      "events.journal", "garbage\n\u{0}\u{1}\n\(whole)\n\(cut)\(whole){\"other\":1}\n\(cut)")
    try withEmulator(scripted("hang"), state: folder.path) { stage in
      let count = try await stage.emulator.resumeEvents()
      #expect(count == 1)
      let journal = "\(folder.path)/events.journal"
      _ = await stage.log.line {
        $0 == "5 lines of \(journal) cannot be read, and an event in there is not handled; see "
          + "\(journal).unreadable, where all of that is kept"
      }
      let aside = Self.text("\(journal).unreadable")
      #expect(aside == "garbage\n\u{0}\u{1}\n\(cut)\(whole){\"other\":1}\n\(cut)\n")
      _ = try await Self.send("2", to: stage)
    }
    try withEmulator(scripted("hang"), state: folder.path) { stage in
      let count = try await stage.emulator.resumeEvents()
      #expect(count == 2)
      _ = await stage.log.line { $0.hasPrefix("START ") }
      #expect(!stage.log.lines.contains { $0.contains("cannot be read") }, "it is told once")
    }
  }

  @Test func `what was accepted before the events of the restart are resumed is handled once`()
    throws
  {
    let folder = TemporaryFolder()
    try withEmulator(scripted("hang"), state: folder.path) { stage in
      _ = try await Self.send("1", to: stage)
    }
    try withEmulator(scripted("hang"), state: folder.path) { stage in
      _ = try await Self.send("2", to: stage)
      let count = try await stage.emulator.resumeEvents()
      #expect(count == 1, "the second one is under way")
    }
  }

  @Test func `events of a function that is not served wait for it, and are handled once`() throws {
    let folder = TemporaryFolder()
    try withEmulator(scripted("hang"), state: folder.path) { stage in
      for number in 0..<3 { _ = try await Self.send(Self.held(number, folder), to: stage) }
    }
    var function = scripted()
    function.asynchronous.onSuccess = .file("\(folder.path)/done")
    try withEmulator(
      scripted(name: "Other"), maximumEnvironments: 1, state: folder.path
    ) { [function] stage in
      let count = try await stage.emulator.resumeEvents()
      #expect(count == 0, "nobody serves it")
      await stage.emulator.replace(function)
      _ = await stage.log.line { $0.hasPrefix("START ") }
      // One is under way now, and two wait.
      await stage.emulator.remove("Scripted")
      await stage.emulator.replace(function)
      // Whatever were to be handled twice would be before this one.
      _ = try await Self.send(Self.held(3, folder), to: stage)
      folder.write("go", "")
      let lines = await Self.untilLines(4, in: "\(folder.path)/done")
      let payloads = lines.compactMap { $0.split(separator: #""responsePayload":"#).last }
      #expect(payloads.sorted() == ["0}", "1}", "2}", "3}"])
      #expect(Self.text("\(folder.path)/events.journal").isEmpty)
    }
  }

  @Test func `an event whose place in the file is overwritten is told, and others go on`() throws {
    let folder = TemporaryFolder()
    var function = scripted()
    function.asynchronous.onSuccess = .file("\(folder.path)/done")
    try withEmulator(function, maximumEnvironments: 1, state: folder.path) { stage in
      for number in 0..<2 { _ = try await Self.send(Self.held(number, folder), to: stage) }
      let size = Self.text("\(folder.path)/events.journal").utf8.count
      // The second one's last bytes; it waits, and the first one's are needed for its record.
      truncate("\(folder.path)/events.journal", size - 10)
      folder.write("go", "")
      _ = await stage.log.line { $0.contains("where it was kept; it is given up") }
      _ = try await Self.send(Self.held(2, folder), to: stage)
      let lines = await Self.untilLines(2, in: "\(folder.path)/done")
      #expect(lines.map { $0.suffix(2) } == ["0}", "2}"])
    }
  }

  @Test func `without a folder for them, events beyond 64 MB are refused`() throws {
    try withEmulator(scripted("hang"), maximumEnvironments: 1) { stage in
      let event = "\"\(String(repeating: "x", count: 1_000_000))\""
      // 67 times with what belongs to them.
      for _ in 0..<67 {
        let accepted = try await Self.send(event, to: stage)
        #expect(accepted.status == 202)
      }
      let refused = try await Self.send(event, to: stage)
      #expect(refused.status == 500)
      #expect(String(decoding: refused.body, as: UTF8.self).contains("no more than 64 MB"))
    }
  }

  /// An event that its function answers with the number as soon as it may.
  private static func held(_ number: Int, _ folder: TemporaryFolder) -> String {
    #""await:\#(folder.path)/go;answer:\#(number)""#
  }

  @Test func `two emulators do not share a folder`() throws {
    let folder = TemporaryFolder()
    try withEmulator(scripted("echo"), state: folder.path) { stage in
      _ = try await Self.send("1", to: stage)
      let other = Emulator([scripted("echo")], state: folder.path, on: stage.loop)
      await #expect(throws: TransportError.self) { try await other.resumeEvents() }
      await other.shutdown()
    }
  }
}
