import MartletHTTP
import Testing

@Suite struct HTTPBodyWriterTests {
  private func stream(
    status: Int = 200, method: String = "GET", minorVersion: Int = 1, keepAlive: Bool = true,
    trailers: HTTPHeaders = [:]
  ) -> (text: String, keepsAlive: Bool) {
    var buffer: [UInt8] = []
    let head = HTTPRequestHead(method: method, target: "/", minorVersion: minorVersion)
    let writer = HTTPResponse(status: status, headers: ["Content-Length": "1"])
      .serializeHead(into: &buffer, answering: head, keepAlive: keepAlive)
    writer.write(Array("hello".utf8), into: &buffer)
    writer.write([], into: &buffer)
    writer.write(Array("0123456789abcdefg".utf8), into: &buffer)
    writer.finish(trailers: trailers, into: &buffer)
    return (String(decoding: buffer, as: UTF8.self), writer.keepsAlive)
  }

  @Test func `pieces become chunks and empty pieces nothing`() {
    let (text, keepsAlive) = stream()
    #expect(
      text == "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "5\r\nhello\r\n11\r\n0123456789abcdefg\r\n0\r\n\r\n")
    #expect(keepsAlive)
  }

  @Test func `trailers follow the last chunk unless they are forbidden there`() {
    let (text, _) = stream(trailers: ["Error-Type": "a\r\nb", "content-length": "1", "x y": "1"])
    #expect(text.hasSuffix("\r\n0\r\nError-Type: a  b\r\n\r\n"))
  }

  @Test func `for HTTP 1.0 the body ends with the connection`() {
    let (text, keepsAlive) = stream(minorVersion: 0)
    #expect(text == "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello0123456789abcdefg")
    #expect(!keepsAlive)
  }

  @Test func `the answer to HEAD has the head only`() {
    let (text, keepsAlive) = stream(method: "HEAD")
    #expect(text == "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    #expect(keepsAlive)
  }

  @Test func `a status without a body is not framed`() {
    let (text, keepsAlive) = stream(status: 204, keepAlive: false)
    #expect(text == "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
    #expect(!keepsAlive)
  }

  @Test func `what is written in chunks is read back by the parser`() {
    let (text, _) = stream(trailers: ["T": "1"])
    let body = text.split(separator: "\r\n\r\n", maxSplits: 1)[1]
    let read = Transcript(of: request(fields: ["Transfer-Encoding: chunked"], body: String(body)))
    #expect(read.error == nil)
    #expect(read.bodies == ["hello0123456789abcdefg"])
    #expect(read.trailers == [["T": "1"]])
  }
}
