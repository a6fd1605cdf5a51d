import MartletHTTP
import Testing

@Suite struct HTTPRequestParserTests {
  @Test func `a request without a body is a head and an end`() {
    let read = Transcript(of: "GET /a?b HTTP/1.1\r\nHost: h\r\nX-Y: z\r\n\r\n")
    let head = HTTPRequestHead(
      method: "GET", target: "/a?b", minorVersion: 1, headers: ["Host": "h", "X-Y": "z"])
    #expect(read.events == [.head(head), .end(trailers: [:])])
    #expect(read.error == nil)
  }

  @Test func `pipelined requests come out in order`() {
    let one = request("POST /1 HTTP/1.1", fields: ["Content-Length: 3"], body: "abc")
    let read = Transcript(of: one + request("GET /2 HTTP/1.0") + request("GET /3 HTTP/1.1"))
    #expect(read.heads.map(\.target) == ["/1", "/2", "/3"])
    #expect(read.heads.map(\.minorVersion) == [1, 0, 1])
    #expect(read.bodies == ["abc"])
    #expect(read.trailers.count == 3)
  }

  @Test func `a body comes in pieces as large as what is buffered`() throws {
    var parser = HTTPRequestParser()
    parser.append(Array(request(fields: ["Content-Length: 9"], body: "abc").utf8))
    var events = [try parser.next(), try parser.next(), try parser.next()]
    parser.append(Array("defghiGET".utf8))
    events += [try parser.next(), try parser.next(), try parser.next()]
    let pieces = ["abc", "defghi"].map { HTTPRequestParser.Event.body(Array($0.utf8)) }
    #expect(events.dropFirst() == [pieces[0], nil, pieces[1], .end(trailers: [:]), nil])
    let bufferedBytes = parser.bufferedBytes
    #expect(bufferedBytes == 3)
  }

  @Test func `bytes can be appended from a raw buffer`() throws {
    var parser = HTTPRequestParser()
    let bytes = Array("GET / HTTP/1.0\r\n\r\n".utf8)
    bytes.withUnsafeBytes { parser.append($0) }
    let event = try parser.next()
    #expect(event == .head(HTTPRequestHead(method: "GET", target: "/", minorVersion: 0)))
  }

  @Test(arguments: [
    ("", false), ("\r\n", false), ("\r", false), ("G", true), ("\r\nG", true),
    ("GET / HTTP/1.1\r\nHost: h\r\n", true), ("GET / HTTP/1.1\r\nHost: h\r\n\r\n", false),
    ("GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\na", true),
    ("GET / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", true),
    ("bad\r\n", false),
  ])
  func `it knows whether a message is cut short`(text: String, isInside: Bool) {
    #expect(Transcript(of: text).isInsideMessage == isInside)
  }

  @Test func `a message is not over before its end was handed out`() throws {
    var parser = HTTPRequestParser()
    parser.append(Array(request().utf8))
    // Collected first: `#expect` cannot look into a value that is not copyable.
    var answers = [parser.isInsideMessage]
    while try parser.next() != nil { answers.append(parser.isInsideMessage) }
    #expect(answers == [true, true, false])
  }

  @Test func `after an error everything else is ignored`() {
    var parser = HTTPRequestParser()
    parser.append(Array("bad\r\n\r\n".utf8))
    let first = #expect(throws: HTTPError.self) { try parser.next() }
    parser.append(Array(request().utf8))
    let second = #expect(throws: HTTPError.self) { try parser.next() }
    #expect(first == second)
    let bufferedBytes = parser.bufferedBytes
    #expect(bufferedBytes == 0)
  }

  @Test func `requests before a bad one are still read`() {
    let read = Transcript(of: request("GET /1 HTTP/1.1") + "bad\r\n")
    #expect(read.heads.map(\.target) == ["/1"])
    #expect(read.error?.status == 400)
  }

  @Test func `a large body arrives intact`() {
    let body = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    let bytes = Array(request(fields: ["Content-Length: \(body.count)"]).utf8) + body
    let pieces = stride(from: 0, to: bytes.count, by: 65_521).map {
      Array(bytes[$0..<min($0 + 65_521, bytes.count)])
    }
    #expect(Transcript(of: pieces).events.contains(.body(body)))
  }

  @Test func `lines that arrive byte by byte take linear time`() {
    // A quadratic search of these 200,000 bytes would not end within the suite's patience.
    let value = String(repeating: "v", count: 200_000)
    let bytes = Array(request(fields: ["X: \(value)"]).utf8)
    #expect(Transcript(of: bytes.map { [$0] }).heads.first?.headers["x"] == value)
  }
}
