import MartletHTTP
import Testing

@Suite struct HTTPHeadersTests {
  @Test func `names are found in any case and keep their spelling`() {
    let headers: HTTPHeaders = ["Content-Type": "text/plain"]
    #expect(headers["content-type"] == "text/plain")
    #expect(headers["CONTENT-TYPE"] == "text/plain")
    #expect(headers["content-typ"] == nil)
    #expect(headers.map(\.name) == ["Content-Type"])
  }

  @Test func `only ASCII letters are folded`() {
    let headers: HTTPHeaders = ["x[": "1", "é": "2"]
    #expect(headers["X{"] == nil)
    #expect(headers["É"] == nil)
  }

  @Test func `order and repetitions are kept`() {
    var headers: HTTPHeaders = ["B": "1", "A": "2"]
    headers.append("b", "3")
    #expect(headers.map(\.value) == ["1", "2", "3"])
    #expect(headers["b"] == "1")
    #expect(headers.values(for: "b") == ["1", "3"])
    #expect(headers.values(for: "c").isEmpty)
    #expect(headers.count == 3)
  }

  @Test func `set replaces all fields of the name in the place of the first`() {
    var headers: HTTPHeaders = ["A": "1", "B": "2", "a": "3", "C": "4", "A": "5"]
    headers.set("a", "6")
    #expect(headers == ["a": "6", "B": "2", "C": "4"])
    headers.set("D", "7")
    #expect(headers.map(\.name) == ["a", "B", "C", "D"])
  }

  @Test func `remove takes all fields of the name`() {
    var headers: HTTPHeaders = ["A": "1", "B": "2", "a": "3"]
    headers.remove("A")
    headers.remove("Z")
    #expect(headers == ["B": "2"])
    headers.remove("b")
    #expect(headers.isEmpty)
  }

  @Test func `equality ignores the case of names and respects order`() {
    let headers: HTTPHeaders = ["A": "1", "B": "2"]
    #expect(headers == ["a": "1", "b": "2"])
    #expect(headers.hashValue == (["a": "1", "b": "2"] as HTTPHeaders).hashValue)
    #expect(headers != ["B": "2", "A": "1"])
    #expect(headers != ["A": "1", "B": "x"])
  }

  @Test func `fields that come as bytes are what they say, whatever came before`() {
    func headers(_ fields: [(String, String)], like previous: HTTPHeaders) -> HTTPHeaders {
      var headers = HTTPHeaders()
      for (name, value) in fields {
        Array(name.utf8).withUnsafeBytes { name in
          Array(value.utf8).withUnsafeBytes { value in
            headers.append(name, value, like: previous)
          }
        }
      }
      return headers
    }
    let fields = [("A-Name-Of-Some-Length", "the value of it, not short"), ("B", ""), ("", "é")]
    let first = headers(fields, like: [:])
    #expect(first.elementsEqual(fields, by: ==))
    #expect(headers(fields, like: first).elementsEqual(fields, by: ==))
    let others = [
      ("A-Name-Of-Some-Lengtj", "the value of it, not shor"), ("b", "B"), ("", ""), ("C", ""),
    ]
    #expect(headers(others, like: first).elementsEqual(others, by: ==))
    #expect(headers(fields, like: ["X": "1"]).elementsEqual(fields, by: ==))
  }

  @Test func `bytes that are no UTF-8 are repaired, each time`() {
    var headers = HTTPHeaders()
    let previous: HTTPHeaders = ["A": "\u{FFFD}"]
    [UInt8(0x41)].withUnsafeBytes { name in
      [UInt8(0xFF)].withUnsafeBytes { value in headers.append(name, value, like: previous) }
    }
    #expect(headers["A"] == "\u{FFFD}")
  }
}
