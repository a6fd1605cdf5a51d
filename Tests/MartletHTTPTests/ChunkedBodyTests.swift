import MartletHTTP
import Testing

@Suite struct ChunkedBodyTests {
  private func read(
    _ body: String, limits: HTTPRequestParser.Limits = .init()
  ) -> Transcript {
    let text = request("POST / HTTP/1.1", fields: ["Transfer-Encoding: chunked"], body: body)
    return Transcript(of: text, limits: limits)
  }

  @Test(arguments: [
    ("0\r\n\r\n", ""), ("3\r\nabc\r\n0\r\n\r\n", "abc"), ("1\r\na\r\n2\r\nbc\r\n00\r\n\r\n", "abc"),
    ("A\r\n0123456789\r\n0\r\n\r\n", "0123456789"), ("a\r\n0123456789\r\n0\r\n\r\n", "0123456789"),
    ("0000000000000003\r\nabc\r\n0\r\n\r\n", "abc"), ("2\r\n\r\n\r\n0\r\n\r\n", "\r\n"),
    ("3;a\r\nabc\r\n0;b=\"c;d\"\r\n\r\n", "abc"), ("3 \t; a = b\r\nabc\r\n0\r\n\r\n", "abc"),
    ("3;é\tx\r\nabc\r\n0\r\n\r\n", "abc"),
  ])
  func `chunks make up the body`(text: String, body: String) {
    let read = read(text + request("GET /2 HTTP/1.1"))
    #expect(read.error == nil)
    #expect(read.bodies.joined() == body)
    #expect(read.heads.count == 2)
  }

  @Test(arguments: [
    "", ";a", " 3", "3 ", "\t3", "x", "g3", "0x3", "+3", "-3", "3 3", "3a;\0", "3;a\u{1}",
    "3;a\u{7F}",
    "3\ra", "3;\rx", "3;a\r", "3,", "3.0", "00000000000000003", "8000000000000000",
    "FFFFFFFFFFFFFFFF", "FFFFFFFFFFFFFFFFF", "3g",
  ])
  func `a malformed size is refused`(line: String) {
    let read = read("\(line)\r\nabc\r\n0\r\n\r\n")
    #expect(read.error?.status == 400)
    #expect(read.bodies.isEmpty)
  }

  @Test func `what is announced is known before it comes`() throws {
    var parser = HTTPRequestParser()
    let fields = ["Transfer-Encoding: chunked"]
    parser.append(
      Array((request("POST / HTTP/1.1", fields: fields) + "3\r\nabc\r\n7fff\r\n").utf8))
    while try parser.next() != nil {}
    #expect(parser.announcedBytes == 3 + 0x7FFF)
    var other = HTTPRequestParser()
    other.append(Array(request("POST / HTTP/1.1", fields: ["Content-Length: 70000"]).utf8))
    while try other.next() != nil {}
    #expect(other.announcedBytes == 70_000)
    other.append([UInt8](repeating: 97, count: 70_000) + Array(request("GET / HTTP/1.1").utf8))
    while try other.next() != nil {}
    #expect(other.announcedBytes == 0)
  }

  @Test(arguments: ["3\nabc\r\n0\r\n\r\n", "3;a\nabc\r\n", "3\r\nabc\r\n0\n\r\n", "0\r\n\n"])
  func `a bare LF is refused`(text: String) {
    #expect(read(text).error?.reason.contains("bare LF") == true)
  }

  @Test(arguments: ["abcd", "abc\n", "abc\r\r", "abcx\r\n", "abc0\r\n\r\n"])
  func `data must be followed by CRLF`(data: String) {
    let read = read("3\r\n\(data)")
    #expect(
      read.error
        == HTTPError(status: 400, reason: "the data of a chunk is not followed by CRLF"))
    #expect(read.bodies == ["abc"])
  }

  @Test func `extensions are bounded`() {
    let fits = "3;" + String(repeating: "x", count: 510)
    #expect(read("\(fits)\r\nabc\r\n0\r\n\r\n").error == nil)
    #expect(read("\(fits)x\r\nabc\r\n0\r\n\r\n").error?.status == 400)
    #expect(read("3;" + String(repeating: "x", count: 10_000)).error?.status == 400)
  }

  @Test func `a body beyond the limit is too large as soon as it is announced`() {
    let limits = HTTPRequestParser.Limits(body: 5)
    #expect(read("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", limits: limits).error == nil)
    let tooLarge = read("3\r\nabc\r\n3\r\n", limits: limits)
    #expect(tooLarge.error?.status == 413)
    #expect(tooLarge.bodies == ["abc"])
  }

  @Test func `sizes that add up beyond any integer are too large`() {
    #expect(read("1\r\na\r\n7FFFFFFFFFFFFFFF\r\n").error?.status == 413)
    #expect(read("7FFFFFFFFFFFFFFF\r\nabc").error == nil)
  }

  @Test func `the limit applies to each body alone`() {
    let text = request(fields: ["Transfer-Encoding: chunked"], body: "3\r\nabc\r\n0\r\n\r\n")
    #expect(Transcript(of: text + text, limits: .init(body: 3)).bodies == ["abc", "abc"])
  }

  @Test func `trailers come with the end`() {
    let read = read("1\r\na\r\n0\r\nLambda-Runtime-Function-Error-Type: X\r\nB: \t2 \r\n\r\n")
    #expect(read.trailers == [["Lambda-Runtime-Function-Error-Type": "X", "B": "2"]])
    #expect(read.heads.first?.headers["B"] == nil)
  }

  @Test(arguments: [
    "Content-Length: 1", "transfer-encoding: chunked", "HOST: h", "Trailer: x",
    "Authorization: x", "Content-Type: x", "Connection: close",
  ])
  func `a trailer that acts before the body is refused`(field: String) {
    let error = read("0\r\n\(field)\r\n\r\n").error
    #expect(error?.status == 400)
    #expect(error?.reason.hasSuffix("is not allowed in a trailer section") == true)
  }

  @Test(arguments: ["X : 1", " X: 1", "X", ": 1", "X: \0", "X: a\rb"])
  func `a malformed trailer is refused`(field: String) {
    #expect(read("0\r\n\(field)\r\n\r\n").error?.status == 400)
  }

  @Test func `trailers have the limits of a header section`() {
    let fields = (0..<3).map { "X-\($0): y\r\n" }.joined()
    #expect(read("0\r\n\(fields)\r\n", limits: .init(headerCount: 2)).error?.status == 431)
    #expect(read("0\r\n\(fields)\r\n", limits: .init(headerCount: 3)).error == nil)
    // The header section takes 47 bytes of its own limit and leaves that of the trailers alone.
    let trailer = "0\r\nX: \(String(repeating: "x", count: 30))\r\n\r\n"
    #expect(read(trailer, limits: .init(headerBytes: 64)).error == nil)
    let bytes = "0\r\nX: " + String(repeating: "x", count: 100)
    #expect(read(bytes, limits: .init(headerBytes: 64)).error?.status == 431)
  }
}
