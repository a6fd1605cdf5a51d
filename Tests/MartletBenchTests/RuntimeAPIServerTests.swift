import Testing

@testable import MartletBench

@Suite(.timeLimit(.minutes(5))) struct RuntimeAPIServerTests {
  private let next = "GET /2018-06-01/runtime/invocation/next HTTP/1.1\nHost: x\n\n"

  private func answer(_ stand: Stand, _ fields: String = "", _ kind: String = "response") -> String
  {
    "POST /2018-06-01/runtime/invocation/\(stand.requestID)/\(kind) HTTP/1.1\n"
      + "Content-Length: 2\n\(fields)\n{}"
  }

  @Test func `an event has the headers and the body that Lambda sends`() throws {
    let stand = try Stand(event: #"{"a":1}"#)
    stand.message.setDeadline(1_542_409_706_888)
    let client = stand.client()
    client.send(next)
    try stand.run { stand.server.isAsked }
    _ = try stand.server.deliver()
    let text = try #require(client.received())
    let lines = text.split(separator: "\r\n").map(String.init)
    #expect(lines.first == "HTTP/1.1 200 OK")
    for line in [
      "Lambda-Runtime-Aws-Request-Id: 8476a536-e9f4-11e8-8739-000000000001",
      "Lambda-Runtime-Invocation-Id: 8476a536-e9f4-11e8-8739-000000000001",
      "Lambda-Runtime-Deadline-Ms: 1542409706888", "Lambda-Runtime-Invoked-Function-Arn: arn:test",
      "Content-Type: application/json", "Content-Length: 7",
    ] {
      #expect(lines.contains(line), "\(line)")
    }
    #expect(lines.last == #"{"a":1}"#)
  }

  @Test func `request IDs count up in hexadecimal`() throws {
    let message = EventMessage(event: [], arn: "")
    var ids: [String] = []
    for _ in 1...300 {
      message.advance()
      ids.append(
        String(
          decoding: UnsafeRawBufferPointer(start: message.requestID, count: 36).suffix(4),
          as: UTF8.self))
    }
    #expect(ids[8...10] == ["0009", "000a", "000b"])
    #expect(ids[14...16] == ["000f", "0010", "0011"])
    #expect(ids[254...256] == ["00ff", "0100", "0101"])
    #expect(Set(ids).count == 300)
  }

  @Test func `an answer and the next request may come at once, or byte by byte`() throws {
    let stand = try Stand()
    let client = stand.client()
    client.send(next)
    try stand.run { stand.server.isAsked }
    _ = try stand.server.deliver()
    _ = client.received()
    client.send(answer(stand) + next)
    try stand.run { stand.server.isAsked }
    #expect(stand.server.answeredAt != nil)
    #expect(client.received()?.hasPrefix("HTTP/1.1 202 Accepted\r\n") == true)

    _ = try stand.server.deliver()
    _ = client.received()
    for byte in Array(answer(stand).replacing("\n", with: "\r\n").utf8) {
      #expect(stand.server.answeredAt == nil)
      client.sendRaw([byte])
      try stand.turn()
    }
    try stand.run { stand.server.answeredAt != nil }
  }

  @Test func `an answer may come on another connection than the event went to`() throws {
    let stand = try Stand()
    let asking = stand.client()
    let answering = stand.client()
    asking.send(next)
    try stand.run { stand.server.isAsked }
    _ = try stand.server.deliver()
    answering.send(answer(stand, "Connection: close\n", "error"))
    try stand.run { stand.server.answeredAt != nil }
    #expect(stand.server.errors == 1)
    #expect(stand.server.lastError == Array("{}".utf8))
    #expect(answering.received()?.contains("202 Accepted") == true)
    #expect(answering.received() == nil, "the connection is closed as asked")
  }

  @Test func `who asks again instead of answering gets the same event`() throws {
    let stand = try Stand()
    let first = stand.client()
    first.send(next)
    try stand.run { stand.server.isAsked }
    _ = try stand.server.deliver()
    let event = first.received()
    first.hangUp()
    let second = stand.client()
    second.send(next)
    var again: String?
    try stand.run {
      again = second.received()
      return again?.isEmpty == false
    }
    #expect(again == event)
    #expect(!stand.server.isAsked)
  }

  @Test func `a request whose connection has gone is not waited on`() throws {
    let stand = try Stand()
    let client = stand.client()
    client.send(next)
    try stand.run { stand.server.isAsked }
    client.hangUp()
    try stand.run { !stand.server.isAsked }
  }

  @Test func `a second answer, and one to nothing, is refused`() throws {
    let stand = try Stand()
    let client = stand.client()
    client.send(next)
    try stand.run { stand.server.isAsked }
    client.send(answer(stand))
    var replies = ""
    try stand.run {
      replies += client.received() ?? ""
      return !replies.isEmpty
    }
    #expect(replies.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
    #expect(replies.contains("InvalidRequestID"))
    #expect(stand.server.answeredAt == nil)
  }

  @Test func `a body that waits to be wanted is asked for`() throws {
    let stand = try Stand()
    let client = stand.client()
    client.send(
      "POST /2018-06-01/runtime/init/error HTTP/1.1\nContent-Length: 2\nExpect: 100-continue\n\n")
    var reply = ""
    try stand.run {
      reply += client.received() ?? ""
      return reply.contains("100 Continue")
    }
    client.send("{}")
    try stand.run { stand.server.initError != nil }
  }

  @Test func `an event larger than a socket takes goes out in parts`() throws {
    let event = "\"\(String(repeating: "x", count: 6 << 20))\""
    let stand = try Stand(event: event)
    let client = stand.client()
    client.send(next)
    try stand.run { stand.server.isAsked }
    _ = try stand.server.deliver()
    var count = 0
    try stand.run {
      while let text = client.received(), !text.isEmpty { count += text.utf8.count }
      return count == stand.message.count
    }
  }

  @Test func `who asks again before reading a large event is refused`() throws {
    let stand = try Stand(event: "\"\(String(repeating: "x", count: 32 << 20))\"")
    let client = stand.client()
    client.send(next)
    try stand.run { stand.server.isAsked }
    _ = try stand.server.deliver()
    client.send(next)
    let error = #expect(throws: BenchError.self) { try stand.run { false } }
    #expect(error?.code == .protocolViolation)
    #expect(error?.message == "asks for an event before it has read the last response")
  }

  @Test func `what is not the Runtime API is answered with 404 and remembered`() throws {
    let stand = try Stand()
    let client = stand.client()
    client.send("POST /2020-01-01/extension/register HTTP/1.1\nContent-Length: 0\n\n")
    try stand.run { stand.server.unknownRequest != nil }
    #expect(stand.server.unknownRequest == "POST /2020-01-01/extension/register HTTP/1.1")
    #expect(client.received()?.hasPrefix("HTTP/1.1 404 Not Found\r\n") == true)
    client.send("GET /2018-06-01/ping HTTP/1.1\n\n")
    var reply = ""
    try stand.run {
      reply += client.received() ?? ""
      return reply.hasSuffix("pong")
    }
  }

  @Test func `what is no HTTP is refused with its beginning`() throws {
    let stand = try Stand()
    let client = stand.client()
    client.send("\u{16}\u{3}\u{1} hello\n")
    let error = #expect(throws: BenchError.self) { try stand.run { false } }
    #expect(error?.code == .protocolViolation)
    #expect(error?.message == #"sends what is no HTTP request: "\u{16}\u{03}\u{01} hello\r\n""#)
  }
}
