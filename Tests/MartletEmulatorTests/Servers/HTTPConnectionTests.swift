import MartletCurl
import MartletEmulator
import Testing

/// One connection to the Invoke API, byte by byte.
@Suite(.timeLimit(.minutes(5)))
struct HTTPConnectionTests {
  private static let line =
    "POST /2015-03-31/functions/Scripted/invocations HTTP/1.1\r\nHost: a\r\n"

  @Test func `a connection serves one request after the other`() throws {
    try withEmulator(scripted("echo")) { stage in
      let connection = try stage.connect()
      for number in 1...3 {
        try await connection.send("\(Self.line)Content-Length: 1\r\n\r\n\(number)")
        let response = try await connection.response()
        #expect(response.text == "\(number)")
        #expect(response["Connection"] == nil)
        #expect(response["Date"]?.hasSuffix(" GMT") == true)
      }
    }
  }

  @Test func `pipelined requests are answered in their order`() throws {
    try withEmulator(scripted("echo")) { stage in
      let connection = try stage.connect()
      try await connection.send(
        (1...5).map { "\(Self.line)Content-Length: 1\r\n\r\n\($0)" }.joined())
      for number in 1...5 { #expect(try await connection.response().text == "\(number)") }
    }
  }

  @Test func `a request may come one byte at a time`() throws {
    try withEmulator(scripted("echo")) { stage in
      let connection = try stage.connect()
      for byte in "\(Self.line)Content-Length: 2\r\n\r\n42".utf8 {
        try await connection.send([byte])
        await Task.yield()
      }
      #expect(try await connection.response().text == "42")
    }
  }

  @Test func `a body in chunks is read whole`() throws {
    try withEmulator(scripted("echo")) { stage in
      let connection = try stage.connect()
      try await connection.send(
        "\(Self.line)Transfer-Encoding: chunked\r\n\r\n1\r\n\"\r\n3;x=y\r\nabc\r\n1\r\n\"\r\n0\r\n\r\n"
      )
      #expect(try await connection.response().text == #""abc""#)
      #expect(try await connection.request("GET /").status == 404)
    }
  }

  @Test func `a client that waits to be asked for its body is asked`() throws {
    try withEmulator(scripted("echo")) { stage in
      let connection = try stage.connect()
      try await connection.send(
        "\(Self.line)Expect: 100-continue\r\nContent-Length: 3\r\n\r\n")
      #expect(try await connection.response().status == 100)
      try await connection.send("123")
      let response = try await connection.response()
      #expect(response.status == 200)
      #expect(response.text == "123")
      #expect(try await connection.request("GET /").status == 404)
    }
  }

  @Test func `a client that did not wait to be asked is not asked`() throws {
    try withEmulator(scripted("echo")) { stage in
      let connection = try stage.connect()
      try await connection.send(
        "\(Self.line)Expect: 100-continue\r\nContent-Length: 3\r\n\r\n123")
      #expect(try await connection.response().status == 200)
    }
  }

  @Test func `a client that waits with a body that is too large is refused without it`() throws {
    try withEmulator(scripted("echo")) { stage in
      let connection = try stage.connect()
      try await connection.send(
        "\(Self.line)Expect: 100-continue\r\nContent-Length: 6291557\r\n\r\n")
      let response = try await connection.response()
      #expect(response.status == 413)
      #expect(response["Connection"] == "close")
      #expect(try await connection.rest() == [])
    }
  }

  @Test func `a body far beyond the limit is refused before its end`() throws {
    try withEmulator(scripted("echo")) { stage in
      let connection = try stage.connect()
      try await connection.send("\(Self.line)Transfer-Encoding: chunked\r\n\r\n")
      let chunk = Array("100000\r\n".utf8) + [UInt8](repeating: 97, count: 1 << 20) + [13, 10]
      // The emulator stops reading, answers and closes; sending fails then or later.
      for _ in 0..<80 { guard (try? await connection.send(chunk)) != nil else { break } }
      #expect(try await connection.response().status == 413)
    }
  }

  @Test(arguments: [
    "Transfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\nxyz",
    "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n10000000\r\n",
    "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n7fffffffffffffff\r\n",
    "Content-Length: 9223372036854775807\r\n\r\nx",
  ])
  func `more than can be read is refused as soon as it is announced`(text: String) throws {
    try withEmulator(scripted("echo")) { stage in
      let connection = try stage.connect()
      try await connection.send("\(Self.line)\(text)")
      let response = try await connection.response()
      #expect(response.status == 413)
      #expect(response["x-amzn-ErrorType"] == "RequestTooLargeException")
      #expect(try await connection.rest() == [])
    }
  }

  @Test func `a body that ends early is refused`() throws {
    try withEmulator(scripted("echo")) { stage in
      let connection = try stage.connect()
      try await connection.send("\(Self.line)Content-Length: 10\r\n\r\n123")
      connection.socket.finishSending()
      #expect(try await connection.response().status == 400)
      #expect(try await connection.rest() == [])
      #expect(stage.log.starts == 0)
    }
  }

  @Test func `a client that has finished sending still gets its answer`() throws {
    try withEmulator(scripted("echo")) { stage in
      let connection = try stage.connect()
      try await connection.send("\(Self.line)Content-Length: 2\r\n\r\n12")
      connection.socket.finishSending()
      #expect(try await connection.response().text == "12")
      #expect(try await connection.rest() == [])
    }
  }

  @Test(arguments: [
    "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n",
    "Content-Length: 1\r\nContent-Length: 2\r\n",
    "Content-Length: +1\r\n", "Content-Length : 1\r\n", "A: b\nContent-Length: 1\r\n",
    " folded: line\r\n",
  ])
  func `an ambiguous request is refused and the connection closed`(headers: String) throws {
    try withEmulator(scripted("echo")) { stage in
      let connection = try stage.connect()
      try await connection.send("\(Self.line)\(headers)\r\n1\(Self.line)\r\n")
      let response = try await connection.response()
      #expect(response.status == 400)
      #expect(response["Connection"] == "close")
      #expect(try await connection.rest() == [])
      #expect(stage.log.starts == 0)
    }
  }

  @Test func `chunks that cannot be read are refused and the connection closed`() throws {
    try withEmulator(scripted("echo")) { stage in
      let connection = try stage.connect()
      try await connection.send("\(Self.line)Transfer-Encoding: chunked\r\n\r\nzz\r\n")
      #expect(try await connection.response().status == 400)
      #expect(try await connection.rest() == [])
    }
  }

  @Test func `a client that asks for it is left after its answer`() throws {
    try withEmulator(scripted("echo")) { stage in
      let connection = try stage.connect()
      try await connection.send("\(Self.line)Connection: close\r\nContent-Length: 1\r\n\r\n1")
      let response = try await connection.response()
      #expect(response.text == "1")
      #expect(response["Connection"] == "close")
      #expect(try await connection.rest() == [])
    }
  }

  @Test func `a client of HTTP 1.0 is served`() throws {
    try withEmulator(scripted("echo")) { stage in
      let connection = try stage.connect()
      try await connection.send(
        "POST /2015-03-31/functions/Scripted/invocations HTTP/1.0\r\nContent-Length: 1\r\n\r\n1")
      #expect(try await connection.response().text == "1")
      #expect(try await connection.rest() == [])
    }
  }

  @Test func `the body of a request that is refused is not the next request`() throws {
    try withEmulator(scripted("echo")) { stage in
      let connection = try stage.connect()
      let inner = "\(Self.line)Content-Length: 1\r\n\r\n9"
      try await connection.send(
        "PUT /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: \(inner.utf8.count)\r\n\r\n\(inner)")
      #expect(try await connection.response().status == 404)
      try await connection.send("\(Self.line)Content-Length: 1\r\n\r\n1")
      #expect(try await connection.response().text == "1")
    }
  }

  @Test func `connections that are open do not hold up the end`() throws {
    try withEmulator(scripted("echo")) { stage in
      let idle = try stage.connect()
      #expect(try await idle.request("GET /").status == 404)
      let halfway = try stage.connect()
      try await halfway.send("\(Self.line)Content-Length: 10\r\n\r\n1")
      let silent = try stage.connect()
      #expect(try await idle.request("GET /").status == 404)
      await stage.emulator.shutdown()
      #expect(try await idle.rest() == [])
      _ = (halfway, silent)
    }
  }
}
