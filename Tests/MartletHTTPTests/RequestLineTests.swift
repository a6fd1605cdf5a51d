import MartletHTTP
import Testing

@Suite struct RequestLineTests {
  @Test(arguments: [
    "GET", "GET /", "GET / ", "GET /  HTTP/1.1", "GET  / HTTP/1.1", " GET / HTTP/1.1",
    "GET\t/ HTTP/1.1", "GET / HTTP/1.1 ", "GET / a HTTP/1.1", "GET HTTP/1.1", "GET  HTTP/1.1",
    "G@T / HTTP/1.1", "GET: / HTTP/1.1", "GÉT / HTTP/1.1", "GET /é HTTP/1.1",
    "GET /\u{7F} HTTP/1.1",
    "GET /\0 HTTP/1.1", "GET / http/1.1", "GET / HTTP/1", "GET / HTTP/1.10", "GET / HTTP/11",
    "GET / HTTP/1,1", "GET / HTTP/a.1", "GET / HTTPS/1.1", "GET /\rx HTTP/1.1", "\r/ HTTP/1.1",
    "{}",
  ])
  func `anything but method, target and version is malformed`(line: String) {
    let error = Transcript(of: request(line)).error
    #expect(error?.status == 400)
  }

  @Test(arguments: [
    "http://user:pw@x/", "http://user@x/", "http:///p", "http://", "http://:80/", "http://?q",
    "http://x:99999/", "http://x:65536/", "http://x:8a/", "http://x:+1/", "http://x:1:2/",
    "http://x:000080/", "http://[::1/", "http://[]/", "http://[::1]x/", "http://[g]/",
    "http://a,b/", "http://a#b/", "HTTPS://@x", "http://a\\b/",
  ])
  func `an absolute target without a host, or with more than host and port, is malformed`(
    target: String
  ) {
    let error = Transcript(of: request("GET \(target) HTTP/1.1")).error
    #expect(error?.status == 400)
    #expect(error?.reason.contains("a host and a port") == true)
  }

  @Test(arguments: [
    "http://x", "http://x/", "HTTP://x:80/p?q@r", "https://x:/", "http://x:65535",
    "http://[::1]:80/",
    "http://[::ffff:1.2.3.4]", "http://a-b.c_d~%20/", "ftp://user@x/", "/http://@", "*",
  ])
  func `an absolute target with a host is read`(target: String) {
    #expect(Transcript(of: request("GET \(target) HTTP/1.1")).heads.first?.target == target)
  }

  @Test(arguments: ["HTTP/0.9", "HTTP/1.2", "HTTP/1.9", "HTTP/2.0", "HTTP/3.0", "HTTP/9.9"])
  func `other versions are not supported`(version: String) {
    let error = Transcript(of: request("GET / \(version)")).error
    #expect(error == HTTPError(status: 505, reason: "\"\(version)\" is not HTTP/1.0 or HTTP/1.1"))
  }

  @Test func `the preface of HTTP 2 is told that its version is not supported`() {
    #expect(Transcript(of: "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").error?.status == 505)
  }

  @Test func `a method of more than 32 bytes is not implemented`() {
    let method = String(repeating: "M", count: 32)
    #expect(Transcript(of: request("\(method) / HTTP/1.1")).heads.first?.method == method)
    #expect(Transcript(of: request("\(method)M / HTTP/1.1")).error?.status == 501)
  }

  @Test(arguments: [0, 1, 4])
  func `up to four empty lines before a request are skipped`(count: Int) {
    let text = String(repeating: "\r\n", count: count) + request()
    let read = Transcript(of: text + text)
    #expect(read.error == nil)
    #expect(read.heads.count == 2)
  }

  @Test func `a fifth empty line before a request is refused`() {
    let read = Transcript(of: String(repeating: "\r\n", count: 5))
    #expect(
      read.error == HTTPError(status: 400, reason: "more than 4 empty lines before a request"))
  }

  @Test(arguments: ["GET / HTTP/1.1\nHost: h\r\n\r\n", "\n", "\r\n\nGET / HTTP/1.1\r\n"])
  func `a bare LF is refused`(text: String) {
    let error = Transcript(of: text).error
    #expect(error?.status == 400)
    #expect(error?.reason.contains("bare LF") == true)
  }

  @Test func `a line longer than the limit is too long, complete or not`() {
    let limits = HTTPRequestParser.Limits(requestLine: 20)
    let fits = "GET /" + String(repeating: "a", count: 6) + " HTTP/1.1"
    #expect(fits.utf8.count == 20)
    #expect(Transcript(of: request(fits), limits: limits).heads.count == 1)
    #expect(Transcript(of: request("A" + fits), limits: limits).error?.status == 414)
    #expect(Transcript(of: String(repeating: "a", count: 21), limits: limits).error == nil)
    #expect(Transcript(of: String(repeating: "a", count: 22), limits: limits).error?.status == 414)
  }

  @Test func `the default limit is 16 KiB`() {
    let target = "/" + String(repeating: "a", count: 16 * 1024)
    #expect(Transcript(of: request("GET \(target) HTTP/1.1")).error?.status == 414)
    #expect(Transcript(of: request("GET \(target.dropLast(14)) HTTP/1.1")).error == nil)
  }
}
