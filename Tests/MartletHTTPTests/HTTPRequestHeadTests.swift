import MartletHTTP
import Testing

@Suite struct HTTPRequestHeadTests {
  @Test(
    arguments: [
      ("/", "/", nil), ("/a/b?c=d?e", "/a/b", "c=d?e"), ("/a?", "/a", ""), ("*", "*", nil),
      ("http://h:80/p?q", "/p", "q"), ("HTTPS://h", "/", nil), ("http://h?q=/", "/", "q=/"),
      ("/http://h/p", "/http://h/p", nil), ("h:443", "h:443", nil), ("?q", "/", "q"),
    ] as [(String, String, String?)])
  func `path and query come from any form of target`(
    target: String, path: String, query: String?
  ) {
    let head = HTTPRequestHead(method: "GET", target: target)
    #expect(head.path == path)
    #expect(head.query == query)
  }

  @Test(
    arguments: [
      (1, [], true), (0, [], false), (1, ["close"], false), (1, ["CLOSE"], false),
      (1, ["keep-alive"], true), (0, ["Keep-Alive"], true), (0, ["keep-alive, close"], false),
      (1, ["x, \tclose ,"], false), (1, ["x", "close"], false), (1, ["closed"], true),
      (0, [","], false),
    ] as [(Int, [String], Bool)])
  func `a connection persists by version and options`(
    minorVersion: Int, connection: [String], keepsAlive: Bool
  ) {
    var head = HTTPRequestHead(method: "GET", target: "/", minorVersion: minorVersion)
    for value in connection { head.headers.append("connection", value) }
    #expect(head.keepsAlive == keepsAlive)
  }

  @Test(arguments: [
    (1, "100-continue", true), (1, "100-Continue", true), (0, "100-continue", false),
    (1, "", false),
  ])
  func `a client that waits for 100 Continue is known`(
    minorVersion: Int, expect: String, expected: Bool
  ) {
    let head = HTTPRequestHead(
      method: "POST", target: "/", minorVersion: minorVersion, headers: ["Expect": expect])
    #expect(head.expectsContinue == expected)
  }
}
