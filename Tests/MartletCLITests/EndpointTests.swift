import Testing

@testable import MartletCLI

@Suite struct EndpointTests {
  @Test(arguments: [
    ("http://127.0.0.1:9000", "http://127.0.0.1:9000", ""),
    ("http://127.0.0.1:9000/", "http://127.0.0.1:9000", ""),
    ("https://example.org/a/b//", "https://example.org", "/a/b"),
    ("http://[::1]:9000", "http://[::1]:9000", ""),
    ("HTTP://host", "http://host", ""),
  ])
  func `a URL has a server and may have a path`(text: String, base: String, prefix: String) throws {
    let endpoint = try Endpoint(text)
    #expect(endpoint.base == base)
    #expect(endpoint.prefix == prefix)
  }

  @Test(arguments: [
    "", "127.0.0.1:9000", "ftp://host", "http://", "http:///path", "http://host?a", "http://a b",
    "http://host/2015-03-31/functions/Hello/invocations",
  ])
  func `anything else is refused with its value`(text: String) {
    let error = #expect(throws: CommandError.self) { try Endpoint(text) }
    #expect(error?.status == .usage)
    #expect(error?.message.hasPrefix("--endpoint is \"\(text)\"; ") == true)
  }
}
