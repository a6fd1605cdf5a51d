import MartletHTTP
import Testing

@Suite struct HTTPErrorTests {
  @Test func `the answer carries status and reason as text`() {
    let error = HTTPError(status: 431, reason: "too much")
    #expect(error.response.status == 431)
    #expect(error.response.body == Array("too much\n".utf8))
    #expect(error.response.headers["content-type"] == "text/plain; charset=utf-8")
    #expect(error.description == "431: too much")
  }

  @Test func `an offending value is escaped`() {
    let error = Transcript(of: request(fields: ["Content-Length: 1\"\\\u{1F600}2"])).error
    #expect(
      error?.reason == #"Content-Length: "1\"\\\xF0\x9F\x98\x802" is not a number"#)
  }

  @Test func `an offending value is shortened`() {
    let value = String(repeating: "x", count: 1000)
    let error = Transcript(of: request(fields: ["Content-Length: \(value)"])).error
    #expect(
      error?.reason == "Content-Length: \"\(String(repeating: "x", count: 40))…\" is not a number")
  }
}
