import MartletHTTP
import Testing

@Suite struct FieldLineTests {
  @Test func `whitespace around a value is not part of it`() {
    let fields = ["A:1", "B: \t 2 3\t ", "C:", "D: \t "]
    let headers = Transcript(of: request(fields: fields)).heads.first?.headers
    #expect(headers == ["Host": "localhost", "A": "1", "B": "2 3", "C": "", "D": ""])
  }

  @Test func `a value may hold colons, quotes and tabs`() {
    let headers = Transcript(of: request(fields: ["A: x:\"y\"\tz,"])).heads.first?.headers
    #expect(headers?["A"] == "x:\"y\"\tz,")
  }

  @Test(arguments: [
    ("X : 1", "whitespace before its colon"), ("X\t: 1", "whitespace before its colon"),
    ("X y", "no colon"), ("X", "no colon"), (": 1", "empty name"),
    (" folded", "folding is not accepted"), ("\tfolded", "folding is not accepted"),
    ("X@Y: 1", "not a token"), ("Xé: 1", "not a token"), ("X\0: 1", "not a token"),
    ("X\r: 1", "not a token"), ("X: a\0b", "control character"), ("X: a\rb", "control character"),
    ("X: a\u{1}", "control character"), ("X: \u{7F}", "control character"),
    ("X: a\r", "control character"), ("X: a\nY: b", "bare LF"),
  ])
  func `a malformed field is refused`(field: String, reason: String) {
    for fields in [[field], ["A: b", field]] {
      let error = Transcript(of: request(fields: fields)).error
      #expect(error?.status == 400)
      #expect(error?.reason.contains(reason) == true, "\(error?.reason ?? "accepted")")
    }
  }

  @Test func `a field in front of all others may not be folded either`() {
    let error = Transcript(of: "GET / HTTP/1.1\r\n Host: h\r\n\r\n").error
    #expect(error?.status == 400)
  }

  @Test func `a value in UTF-8 is read as such`() {
    let read = Transcript(of: request(fields: ["X: grüß 🐦"]))
    #expect(read.heads.first?.headers["X"] == "grüß 🐦")
  }

  @Test func `a value that is not UTF-8 is read as Latin-1`() {
    let bytes = Array("GET / HTTP/1.0\r\nX: a".utf8) + [0xE9, 0x80, 0xFF] + Array("\r\n\r\n".utf8)
    let read = Transcript(of: [bytes])
    #expect(read.heads.first?.headers["X"] == "a\u{E9}\u{80}\u{FF}")
  }

  @Test func `a header section beyond the limit is too large, complete or not`() {
    // The request line is not counted, every line end is, and so is the empty line.
    let section = "Host: h\r\nA: b\r\n\r\n".utf8.count
    let text = "GET / HTTP/1.1\r\nHost: h\r\nA: b\r\n\r\n"
    #expect(Transcript(of: text, limits: .init(headerBytes: section)).heads.count == 1)
    #expect(Transcript(of: text, limits: .init(headerBytes: section - 1)).error?.status == 431)
    let endless = "GET / HTTP/1.1\r\nHost: h\r\nA: " + String(repeating: "a", count: 20)
    #expect(Transcript(of: endless, limits: .init(headerBytes: section)).error?.status == 431)
  }

  @Test(arguments: [0, -1, Int.min])
  func `limits without any room refuse every header section`(limit: Int) {
    let limits = HTTPRequestParser.Limits(headerBytes: limit)
    #expect(Transcript(of: request("GET / HTTP/1.0", host: false), limits: limits).error != nil)
  }

  @Test func `the default limits take 1 MiB and 200 fields`() {
    let value = String(repeating: "a", count: 1024 * 1024 - 100)
    #expect(Transcript(of: request(fields: ["X: \(value)"])).error == nil)
    #expect(Transcript(of: request(fields: ["X: \(value)\(value)"])).error?.status == 431)
    let fields = (0..<199).map { "X-\($0): y" }
    #expect(Transcript(of: request(fields: fields)).heads.first?.headers.count == 200)
    let error = Transcript(of: request(fields: fields + ["One: more"])).error
    #expect(error == HTTPError(status: 431, reason: "more than 200 header fields"))
  }
}
