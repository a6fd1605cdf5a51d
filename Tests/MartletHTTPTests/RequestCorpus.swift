/// Valid input for the fuzz tests; each entry is one connection's bytes.
enum RequestCorpus {
  static let connections: [[UInt8]] = texts.map { Array($0.utf8) } + [latin1]

  /// All of them pipelined on one connection.
  static let pipelined: [UInt8] = connections.flatMap(\.self)

  private static let texts = [
    request("GET /2018-06-01/runtime/invocation/next HTTP/1.1"),
    "\r\n\r\n" + request("HEAD /a?b=c HTTP/1.0", host: false),
    request(
      "POST /2015-03-31/functions/f/invocations?Qualifier=%24LATEST HTTP/1.1",
      fields: ["Content-Length: 11", "Expect: 100-continue"], body: "hello\r\n\nend"),
    request(
      "POST /x HTTP/1.1",
      fields: ["Transfer-Encoding: Chunked", "X-Empty:", "X-Space: \t a b \t "],
      body: "5;ext=\"1\"\r\nhello\r\n001\r\n\n\r\na \t; b\r\n0123456789\r\n0\r\n\r\n"),
    request(
      "PUT http://other:80/p?q HTTP/1.1",
      fields: ["TRANSFER-ENCODING: chunked", "Trailer: Lambda-Runtime-Function-Error-Type"],
      body:
        "4\r\n{\"é\r\n2\r\n\"}\r\n0;last\r\nLambda-Runtime-Function-Error-Type: Oops\r\nT: 2\r\n\r\n"
    ),
    request("OPTIONS * HTTP/1.1", fields: ["Connection: close, x", "content-length: 0"]),
    request("M!#$%&'*+-.^_`|~ /\"<>[]{} HTTP/1.1", fields: ["Content-Length: 2, 2"], body: "ab"),
    request("GET / HTTP/1.1", fields: ["X: é", "x: 2", "X:3"]),
  ]

  private static let latin1 =
    Array("GET /latin HTTP/1.1\r\nHost: h\r\nX: ".utf8) + [0xE9, 0xFF] + Array("\r\n\r\n".utf8)
}
