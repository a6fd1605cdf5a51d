import Glibc
import Testing

@testable import MartletBench

@Suite struct RequestTests {
  private let id = "8476a536-e9f4-11e8-8739-00000000002a"

  private func read(_ text: String) -> RequestHead.Result {
    let bytes = Array(text.replacing("\n", with: "\r\n").utf8)
    return bytes.withUnsafeBytes { bytes in
      Array(id.utf8).withUnsafeBytes { RequestHead.read(bytes, requestID: $0.baseAddress!) }
    }
  }

  private func head(_ text: String) -> RequestHead? {
    if case .head(let head) = read(text) { head } else { nil }
  }

  @Test(arguments: [
    ("GET /2018-06-01/runtime/invocation/next HTTP/1.1", "next"),
    (
      "POST /2018-06-01/runtime/invocation/8476a536-e9f4-11e8-8739-00000000002a/response HTTP/1.1",
      "answer(isError: false, isCurrent: true)"
    ),
    (
      "POST /2018-06-01/runtime/invocation/8476a536-e9f4-11e8-8739-00000000002a/error HTTP/1.1",
      "answer(isError: true, isCurrent: true)"
    ),
    (
      "POST /2018-06-01/runtime/invocation/another/response HTTP/1.1",
      "answer(isError: false, isCurrent: false)"
    ),
    ("POST /2018-06-01/runtime/init/error HTTP/1.0", "initError"),
    ("GET /2018-06-01/ping HTTP/1.1", "ping"),
    ("GET /2018-06-01/runtime/restore/next HTTP/1.1", "unknown"),
    ("POST /2018-06-01/runtime/invocation/x HTTP/1.1", "unknown"),
    ("GET / HTTP/1.1", "unknown"),
  ])
  func `the calls of the Runtime API are told apart`(line: String, call: String) throws {
    #expect("\(try #require(head("\(line)\n\n")).call)" == call)
  }

  @Test func `fields are read whatever their case`() throws {
    let head = try #require(
      self.head("POST / HTTP/1.1\nHost: x\nCONTENT-Length:  12 \nexpect: 100-Continue\n\n"))
    #expect(head.length == 12)
    #expect(head.expectsContinue && !head.isChunked && !head.isLast)
    #expect(self.head("POST / HTTP/1.1\ntransfer-encoding: chunked\n\n")?.isChunked == true)
    #expect(self.head("GET / HTTP/1.1\nConnection: TE, close\n\n")?.isLast == true)
    #expect(self.head("GET / HTTP/1.0\n\n")?.isLast == true)
  }

  @Test func `a line end before the request is passed over, and counted`() throws {
    let head = try #require(self.head("\n\nGET / HTTP/1.1\n\nrest"))
    #expect(head.count == 22)
  }

  @Test(arguments: ["", "GET", "GET / HTTP/1.1\n", "GET / HTTP/1.1\nHost: x\n"])
  func `a head that has not come whole is waited for`(text: String) {
    guard case .incomplete = read(text) else {
      Issue.record("\(text)")
      return
    }
  }

  @Test(arguments: [
    "nonsense\n\n", "GET /\n\n", "GET / SMTP/1.1\n\n", "GET / HTTP/1.1\nContent-Length: x\n\n",
    "GET / HTTP/1.1\nContent-Length: 99999999999999999999\n\n",
  ])
  func `what is no request is refused`(text: String) {
    guard case .malformed = read(text) else {
      Issue.record("\(text)")
      return
    }
  }

  // MARK: Bodies

  private func body(_ text: String, isChunked: Bool = true, length: Int = 0) -> RequestBody {
    var head = RequestHead()
    head.isChunked = isChunked
    head.length = length
    head.call = .initError
    return RequestBody(head)
  }

  @Test(arguments: 1...7)
  func `chunks are read however they are split`(step: Int) throws {
    let text = "4;a=b\r\nWiki\r\nA\r\n0123456789\r\n0\r\nLambda-X: y\r\n\r\n"
    let bytes = Array((text + "GET").utf8)
    var body = body(text)
    var start = 0
    while start < bytes.count, !body.isComplete {
      let piece = Array(bytes[start..<min(start + step, bytes.count)])
      start += try #require(piece.withUnsafeBytes { body.take($0) })
    }
    #expect(body.isComplete)
    #expect(start == text.utf8.count)
    #expect(body.beginning == Array("Wiki0123456789".utf8))
  }

  @Test(arguments: ["x\r\n", "4\r\nWikipedia", "fffffffffffffffff\r\n"])
  func `malformed chunks are refused`(text: String) {
    var body = body(text)
    #expect(Array(text.utf8).withUnsafeBytes { body.take($0) } == nil)
  }

  @Test func `of a long error the beginning is kept`() {
    var body = body("", isChunked: false, length: 5000)
    let bytes = [UInt8](repeating: 97, count: 6000)
    #expect(bytes.withUnsafeBytes { body.take($0) } == 5000)
    #expect(body.isComplete && body.beginning.count == 2048)
  }
}
