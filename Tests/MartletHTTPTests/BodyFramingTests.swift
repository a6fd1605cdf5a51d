import MartletHTTP
import Testing

@Suite struct BodyFramingTests {
  @Test func `HTTP 1.1 demands a Host`() {
    let error = Transcript(of: request(host: false)).error
    #expect(error == HTTPError(status: 400, reason: "no Host header field"))
    #expect(Transcript(of: request("GET / HTTP/1.0", host: false)).error == nil)
  }

  @Test(arguments: ["HTTP/1.0", "HTTP/1.1"])
  func `more than one Host is refused`(version: String) {
    let error = Transcript(of: request("GET / \(version)", fields: ["HOST: localhost"])).error
    #expect(error == HTTPError(status: 400, reason: "more than one Host header field"))
  }

  @Test(arguments: ["", "a", "a:80", "127.0.0.1:9001", "[::1]:80", "a_b.c-d~", "%41"])
  func `a Host is a name or address with an optional port`(host: String) {
    #expect(Transcript(of: request(fields: ["Host: \(host)"], host: false)).error == nil)
  }

  @Test(arguments: ["a b", "a/b", "a, b", "u@h", "a?b", "a#b", "é", "a\\b"])
  func `a Host that is none is refused`(host: String) {
    let error = Transcript(of: request(fields: ["Host: \(host)"], host: false)).error
    #expect(error?.status == 400)
  }

  @Test(arguments: [
    (["0"], 0), (["3"], 3), (["003"], 3), (["3", "3"], 3), (["3, 3"], 3), (["3 ,\t3", "03"], 3),
    (["00000000000000000000000000000003"], 3),
  ])
  func `equal lengths are one length`(values: [String], length: Int) {
    let body = String(repeating: "x", count: length)
    let fields = values.map { "Content-Length: \($0)" }
    let read = Transcript(of: request(fields: fields, body: body) + request("GET /2 HTTP/1.1"))
    #expect(read.error == nil)
    #expect(read.bodies.joined() == body)
    #expect(read.heads.count == 2)
  }

  @Test(arguments: [
    [""], ["+1"], ["-1"], ["1 1"], ["1,"], [",1"], ["0x1"], ["1.0"], ["1e3"], ["12a"], ["１"], ["٣"],
    ["9223372036854775808"], ["18446744073709551617"], ["99999999999999999999999999999999"],
    ["1", "2"], ["1, 2"], ["1", "1, 1, 2"], ["1;1"],
  ])
  func `anything but one decimal number is refused`(values: [String]) {
    let fields = values.map { "Content-Length: \($0)" }
    let error = Transcript(of: request(fields: fields, body: "x")).error
    #expect(error?.status == 400)
    #expect(error?.reason.hasPrefix("Content-Length: ") == true)
  }

  @Test func `the largest length there is waits for its body`() {
    let read = Transcript(of: request(fields: ["Content-Length: \(Int.max)"], body: "x"))
    #expect(read.error == nil)
    #expect(read.bodies == ["x"])
    #expect(read.isInsideMessage)
  }

  @Test func `a length beyond the limit is too large`() {
    let limits = HTTPRequestParser.Limits(body: 3)
    let fits = request(fields: ["Content-Length: 3"], body: "abc")
    #expect(Transcript(of: fits, limits: limits).bodies == ["abc"])
    let read = Transcript(of: request(fields: ["Content-Length: 4"]), limits: limits)
    #expect(read.error?.status == 413)
    #expect(read.heads.isEmpty)
  }

  @Test func `Transfer-Encoding together with Content-Length is refused`() {
    let fields = ["Transfer-Encoding: chunked", "Content-Length: 3"]
    for fields in [fields, fields.reversed()] {
      #expect(Transcript(of: request(fields: fields)).error?.status == 400)
    }
  }

  @Test(arguments: [
    ["gzip"], ["gzip, chunked"], ["chunked, chunked"], ["chunked", "chunked"], ["identity"], [""],
    ["xchunked"], ["chunked;a=b"], ["\"chunked\""], ["chunked,"], ["chunked", "identity"],
  ])
  func `other transfer codings are not implemented`(values: [String]) {
    let fields = values.map { "Transfer-Encoding: \($0)" }
    let read = Transcript(of: request(fields: fields, body: "0\r\n\r\n"))
    #expect(read.error?.status == 501)
  }

  @Test func `Transfer-Encoding in HTTP 1.0 is refused`() {
    let read = Transcript(of: request("POST / HTTP/1.0", fields: ["Transfer-Encoding: chunked"]))
    #expect(read.error?.status == 400)
  }

  @Test(arguments: ["100-continue", "100-CONTINUE", ""])
  func `the expectation of 100 Continue is accepted`(value: String) {
    #expect(Transcript(of: request(fields: ["Expect: \(value)"])).error == nil)
  }

  @Test(arguments: ["200-ok", "100-continue, x", "100"])
  func `other expectations fail`(value: String) {
    #expect(Transcript(of: request(fields: ["Expect: \(value)"])).error?.status == 417)
  }
}
