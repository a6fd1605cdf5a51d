import Glibc
import MartletCurl
import MartletEmulator
import MartletHTTP
import Testing

/// `InvokeWithResponseStream` with functions that stream, and that do not.
@Suite(.timeLimit(.minutes(5)))
struct StreamingTests {
  /// Sends a request and gives what comes, until it is over.
  private static func read(
    _ steps: String, from stage: Stage, headers: [String] = [],
    until isEnough: (EventStreamReader) -> Bool = { $0.isOver },
    then: (inout EventStreamReader) async throws -> Void = { _ in }
  ) async throws -> EventStreamReader {
    let connection = try stage.connect()
    defer { connection.close() }
    let body = "\"\(steps)\""
    let lines =
      ["POST /2021-11-15/functions/Scripted/response-streaming-invocations HTTP/1.1", "Host: test"]
      + headers + ["Content-Length: \(body.utf8.count)"]
    try await connection.send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
    var reader = EventStreamReader()
    var hasContinued = false
    while !reader.isOver {
      if !hasContinued, isEnough(reader) {
        hasContinued = true
        try await then(&reader)
      }
      let count = try await connection.socket.receive { reader.append(Array($0)) }
      if count == 0 { break }
    }
    return reader
  }

  private static func payload(_ reader: EventStreamReader) -> String {
    reader.messages.filter { $0.type == "PayloadChunk" }.map(\.payload).joined()
  }

  @Test func `each part is sent as the function writes it`() throws {
    let folder = TemporaryFolder()
    try withEmulator(scripted()) { stage in
      let marker = "\(folder.path)/go"
      // The second part is not written before the first one has been read.
      let reader = try await Self.read(
        "stream-begin:text/plain;stream-part:one;await:\(marker);stream-part:two;stream-end",
        from: stage, until: { !$0.messages.isEmpty },
        then: { reader in
          #expect(reader.messages.map(\.payload) == ["one"])
          folder.write("go", "")
        })
      #expect(Self.payload(reader) == "onetwo")
      #expect(reader.messages.last?.type == "InvokeComplete")
      #expect(reader.messages.last?.payload == "{}")
      #expect(reader.head.contains("Content-Type: application/vnd.amazon.eventstream"))
      #expect(reader.head.contains("X-Amz-Executed-Version: $LATEST"))
      _ = await stage.log.line { $0 == #"stream-end: 202 {"status":"OK"}"# }
    }
  }

  @Test func `an error in the middle is the stream's completion`() throws {
    try withEmulator(scripted()) { stage in
      let reader = try await Self.read(
        "stream-begin:text/plain;stream-part:half;stream-fail", from: stage)
      #expect(Self.payload(reader) == "half")
      #expect(
        reader.messages.last?.payload
          == #"{"ErrorCode":"Function.Late","ErrorDetails":"{\"errorMessage\":\"late\"}"}"#)
      _ = await stage.run("echo", wantsLogTail: true)
      #expect(stage.log.reports.first?.outcome == .error("Function.Late"))
    }
  }

  @Test func `a function that answers in one piece is streamed in one`() throws {
    try withEmulator(scripted()) { stage in
      let reader = try await Self.read("echo", from: stage)
      #expect(reader.messages.map(\.payload) == [#""echo""#, "{}"])
      let failed = try await Self.read("error", from: stage)
      #expect(failed.messages.count == 1)
      #expect(
        failed.messages.first?.payload.hasPrefix(
          #"{"ErrorCode":"Function.Scripted","ErrorDetails":"{\"errorMessage\":\"He said"#) == true)
    }
  }

  @Test func `the log's tail comes with the completion`() throws {
    try withEmulator(scripted()) { stage in
      let reader = try await Self.read(
        "say:streaming;stream-begin:text/plain;stream-part:x;stream-end", from: stage,
        headers: ["X-Amz-Log-Type: Tail"])
      let completion = try #require(reader.messages.last?.payload)
      let encoded = completion.dropFirst(#"{"LogResult":""#.count).dropLast(2)
      let tail = String(decoding: try #require(Base64.decode(String(encoded))), as: UTF8.self)
      #expect(tail.contains("\nstreaming\n") && tail.contains("\nREPORT RequestId: "))
    }
  }

  @Test func `what breaks off is told from what ends`() throws {
    try withEmulator(scripted()) { stage in
      for (steps, code) in [
        ("stream-begin:text/plain;stream-part:x;stream-break", "Runtime.TruncatedResponse"),
        ("stream-begin:text/plain;stream-part:x;exit:1", "Runtime.ExitError"),
      ] {
        let reader = try await Self.read(steps, from: stage)
        #expect(Self.payload(reader) == "x")
        #expect(reader.isOver)
        #expect(
          reader.messages.last?.payload.hasPrefix(#"{"ErrorCode":"\#(code)"#) == true, "\(steps)")
      }
    }
  }

  @Test func `a timeout in the middle is the stream's completion`() throws {
    try withEmulator(scripted(timeout: .milliseconds(300))) { stage in
      let reader = try await Self.read(
        "stream-begin:text/plain;stream-part:x;hang", from: stage)
      #expect(
        reader.messages.last?.payload.hasPrefix(#"{"ErrorCode":"Sandbox.Timedout""#) == true)
    }
  }

  @Test func `a large stream comes whole, whoever is slow`() throws {
    try withEmulator(scripted()) { stage in
      let parts = Array(repeating: "stream-bytes:1000000", count: 20).joined(separator: ";")
      let reader = try await Self.read(
        "stream-begin:text/plain;\(parts);stream-end", from: stage)
      #expect(Self.payload(reader).utf8.count == 20_000_000)
      #expect(reader.messages.last?.payload == "{}")
    }
  }

  @Test func `a caller that goes away does not stop the function`() throws {
    let folder = TemporaryFolder()
    try withEmulator(scripted(), maximumEnvironments: 1) { stage in
      let connection = try stage.connect()
      let parts = Array(repeating: "stream-bytes:1000000", count: 20).joined(separator: ";")
      let body =
        "\"stream-begin:text/plain;stream-part:x;await:\(folder.path)/go;\(parts);stream-end\""
      try await connection.send(
        "POST /2021-11-15/functions/Scripted/response-streaming-invocations HTTP/1.1\r\n"
          + "Host: test\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
      _ = try await connection.socket.receive { _ in }
      connection.close()
      folder.write("go", "")
      _ = await stage.log.line { $0 == #"stream-end: 202 {"status":"OK"}"# }
      #expect(await stage.run("echo").text == #""echo""#)
    }
  }

  @Test func `a caller that has finished sending gets all parts`() throws {
    let folder = TemporaryFolder()
    try withEmulator(scripted()) { stage in
      let connection = try stage.connect()
      defer { connection.close() }
      let body = "\"await:\(folder.path)/go;stream-begin:text/plain;stream-part:x;stream-end\""
      try await connection.send(
        "POST /2021-11-15/functions/Scripted/response-streaming-invocations HTTP/1.1\r\n"
          + "Host: test\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
      connection.socket.finishSending()
      _ = await stage.log.line { $0.hasPrefix("START ") }
      folder.write("go", "")
      var reader = EventStreamReader()
      reader.append(try await connection.rest())
      #expect(reader.isOver && Self.payload(reader) == "x")
    }
  }

  @Test func `a caller that wants it whole gets a streamed response whole`() throws {
    try withEmulator(scripted()) { stage in
      let whole = await stage.run(
        "stream-begin:text/plain;stream-part:one;stream-part:two;stream-end")
      #expect(whole.text == "onetwo" && whole.errorType == nil)
    }
  }

  @Test func `a streamed response that is too large for its caller is refused`() throws {
    try withEmulator(scripted(), maximumEnvironments: 1) { stage in
      let large = await stage.run(
        "stream-begin:text/plain;stream-bytes:7000000;stream-end")
      #expect(
        large.text
          == #"{"errorType":"Function.ResponseSizeTooLarge","errorMessage":"Response payload size "#
          + #"(7000000 bytes) exceeded maximum allowed payload size (6291556 bytes)."}"#)
      _ = await stage.log.line {
        $0 == #"stream-end: 413 {"errorMessage":"Exceeded maximum allowed payload size "#
          + #"(6291556 bytes).","errorType":"RequestEntityTooLarge"}"#
      }
      #expect(await stage.run("echo").text == #""echo""#)
      #expect(stage.log.environments == 1)
    }
  }

  @Test func `a stream that announces more than there may be is refused at once`() throws {
    try withEmulator(scripted(), maximumEnvironments: 1) { stage in
      let steps = "stream-begin:text/plain;stream-part:x;stream-endless"
      #expect(await stage.run(steps).errorType == "Function.ResponseSizeTooLarge")
      let reader = try await Self.read(steps, from: stage)
      #expect(
        reader.messages.last?.payload.hasPrefix(#"{"ErrorCode":"Function.ResponseSizeTooLarge""#)
          == true)
      // What comes next comes to a runtime that has said what it was told.
      #expect(await stage.run("echo").text == #""echo""#)
      #expect(stage.log.lines.count { $0.hasPrefix("stream-endless: 413 ") } == 2)
    }
  }

  @Test func `a caller that wants it whole gets an error in the place of what is not`() throws {
    try withEmulator(scripted()) { stage in
      let broken = await stage.run("stream-begin:text/plain;stream-part:x;stream-break")
      #expect(
        broken.text
          == #"{"errorType":"Runtime.TruncatedResponse","#
          + #""errorMessage":"The response ended before its end."}"#)
      let ended = await stage.run("stream-begin:text/plain;stream-part:x;exit:3")
      #expect(ended.errorType == "Runtime.ExitError")
      #expect(ended.text.hasSuffix(#"Error: Runtime exited with error: exit status 3"}"#))
      #expect(stage.log.reports.last?.outcome == .error("Runtime.ExitError"))
    }
  }

  @Test(arguments: ["stream-halt", "stream-garbage"])
  func `a runtime is told that what it streamed is not whole`(step: String) throws {
    try withEmulator(scripted(), maximumEnvironments: 1) { stage in
      let answer = await stage.run("stream-begin:text/plain;stream-part:x;\(step)")
      #expect(answer.errorType == "Runtime.TruncatedResponse")
      #expect(
        stage.log.contains(
          "\(step): 400 "
            + #"{"errorMessage":"HTTP request detected as truncated","#
            + #""errorType":"TruncatedHTTPRequest"}"#))
      #expect(await stage.run("echo").text == #""echo""#)
      #expect(stage.log.environments == 1)
    }
  }

  @Test func `an answer in one piece has the error behind it in the completion`() throws {
    try withEmulator(scripted()) { stage in
      let reader = try await Self.read(
        "answer:1;exit:5", from: stage, headers: ["X-Amz-Log-Type: Tail"])
      #expect(Self.payload(reader) == "1")
      #expect(
        reader.messages.last?.payload.hasPrefix(
          #"{"ErrorCode":"Runtime.ExitError","ErrorDetails":"{\"errorType\":\"Runtime.ExitError\""#)
          == true)
    }
  }

  @Test func `the function that is not there is an error before any stream`() throws {
    try withEmulator(scripted()) { stage in
      let connection = try stage.connect()
      defer { connection.close() }
      let path = "/2021-11-15/functions/Other/response-streaming-invocations"
      let response = try await connection.request("POST \(path)", body: "1")
      #expect(response.status == 404)
      #expect(response["x-amzn-ErrorType"] == "ResourceNotFoundException")
      #expect(try await connection.request("GET \(path)").status == 405)
    }
  }
}
