import MartletHTTP
import Testing

@Suite struct HTTPResponseTests {
  private func text(
    _ response: HTTPResponse, method: String = "GET", minorVersion: Int = 1, keepAlive: Bool = true
  ) -> String {
    var buffer: [UInt8] = []
    let head = HTTPRequestHead(method: method, target: "/", minorVersion: minorVersion)
    response.serialize(into: &buffer, answering: head, keepAlive: keepAlive)
    return String(decoding: buffer, as: UTF8.self)
  }

  @Test func `head and body share one buffer`() {
    let response = HTTPResponse(status: 200, headers: ["A": "1", "b": "2"], body: Array("hi".utf8))
    #expect(text(response) == "HTTP/1.1 200 OK\r\nA: 1\r\nb: 2\r\nContent-Length: 2\r\n\r\nhi")
  }

  @Test func `a body that is longer than may be copied is left, with its length announced`() {
    let response = HTTPResponse(status: 200, body: Array("body".utf8))
    for (method, most, isLeft, end) in [
      ("GET", 3, true, "\r\n\r\n"), ("GET", 4, false, "\r\n\r\nbody"),
      ("HEAD", 3, false, "\r\n\r\n"),
    ] {
      var buffer: [UInt8] = []
      let head = HTTPRequestHead(method: method, target: "/", minorVersion: 1)
      #expect(
        response.serialize(into: &buffer, answering: head, keepAlive: true, mostCopied: most)
          == isLeft)
      let text = String(decoding: buffer, as: UTF8.self)
      #expect(text.hasPrefix("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n") && text.hasSuffix(end))
    }
  }

  @Test func `what the buffer holds stays`() {
    var buffer = Array("before".utf8)
    HTTPResponse(status: 204).serialize(into: &buffer, answering: nil, keepAlive: true)
    #expect(String(decoding: buffer, as: UTF8.self) == "beforeHTTP/1.1 204 No Content\r\n\r\n")
  }

  @Test func `an empty body has a length`() {
    #expect(text(HTTPResponse(status: 202)) == "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")
  }

  @Test(arguments: [100, 101, 204, 304])
  func `answers without a body have neither body nor length`(status: Int) {
    let written = text(HTTPResponse(status: status, body: [1, 2, 3]))
    #expect(written.hasSuffix("\r\n\r\n"))
    #expect(!written.contains("Content-Length"))
  }

  @Test func `an interim response says nothing about the connection`() {
    #expect(text(HTTPResponse(status: 100), keepAlive: false) == "HTTP/1.1 100 Continue\r\n\r\n")
  }

  @Test func `the answer to HEAD has the length but not the body`() {
    let written = text(HTTPResponse(status: 200, body: [1, 2, 3]), method: "HEAD")
    #expect(written == "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n")
  }

  @Test(
    arguments: [
      (1, true, nil), (1, false, "close"), (0, true, "keep-alive"), (0, false, "close"),
    ] as [(Int, Bool, String?)])
  func `what becomes of the connection is announced where it is not the default`(
    minorVersion: Int, keepAlive: Bool, expected: String?
  ) {
    let written = text(HTTPResponse(status: 200), minorVersion: minorVersion, keepAlive: keepAlive)
    let line = written.split(separator: "\r\n").first { $0.hasPrefix("Connection") }
    #expect(line.map(String.init) == expected.map { "Connection: \($0)" })
  }

  @Test func `a request that could not be parsed is answered`() {
    var buffer: [UInt8] = []
    HTTPError(status: 400, reason: "no").response
      .serialize(into: &buffer, answering: nil, keepAlive: false)
    let written = String(decoding: buffer, as: UTF8.self)
    #expect(written.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
    #expect(written.hasSuffix("Content-Length: 3\r\nConnection: close\r\n\r\nno\n"))
  }

  @Test func `framing fields of the caller are not written`() {
    let response = HTTPResponse(
      status: 200,
      headers: ["content-length": "9", "Transfer-encoding": "chunked", "CONNECTION": "x"])
    #expect(text(response) == "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
  }

  @Test func `a value cannot split the response`() {
    let response = HTTPResponse(
      status: 200, headers: ["Location": "/a\r\nSet-Cookie: x\n\0\u{7F}\u{1}\ty"])
    #expect(text(response).contains("Location: /a  Set-Cookie: x    \ty\r\nContent"))
  }

  @Test(arguments: ["", "a b", "a:", "a\r\nb", "é", "a\0"])
  func `a field whose name is no token is dropped`(name: String) {
    let response = HTTPResponse(status: 200, headers: [name: "v", "Ok": "é"])
    #expect(text(response) == "HTTP/1.1 200 OK\r\nOk: é\r\nContent-Length: 0\r\n\r\n")
  }

  @Test(arguments: [Int.min, -1, 0, 99, 1000, Int.max])
  func `a status that is not three digits becomes 500`(status: Int) {
    let written = text(HTTPResponse(status: status, body: [0x61]))
    #expect(
      written == "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 1\r\n\r\na")
  }

  @Test(arguments: [
    (200, "OK"), (103, "Early Hints"), (308, "Permanent Redirect"), (413, "Content Too Large"),
    (505, "HTTP Version Not Supported"), (299, ""), (599, ""), (0, ""), (-100, ""), (700, ""),
  ])
  func `reason phrases are the registered ones`(status: Int, phrase: String) {
    #expect(HTTPResponse.reasonPhrase(for: status) == phrase)
  }
}
