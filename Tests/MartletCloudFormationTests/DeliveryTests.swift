import Glibc
import MartletJSON
import TestSupport
import Testing

@testable import MartletCloudFormation

/// Responses on their way to CloudFormation: a server on the loopback takes its place, and the `curl`
/// program makes the calls.
@Suite(.timeLimit(.minutes(5)))
struct DeliveryTests {
  private let event = CustomResourceEvent.sample

  private func event(for url: String?) -> CustomResourceEvent {
    var event = event
    event.responseURL = url
    return event
  }

  @Test func `a response is put, with its length and without a content type`() async throws {
    try await withServer(.status(200)) { server in
      let response = event.success(data: ["quote": #"a "b" \c é @d"#, "line": "1\n2\u{0}"])
      try await response.deliver(to: event(for: server.url), within: .seconds(200))
      let request = try #require(server.requests.first)
      #expect(request.hasPrefix("PUT /answer HTTP/1.1\r\n"))
      #expect(!request.lowercased().contains("\r\ncontent-type:"))
      #expect(!request.lowercased().contains("\r\nexpect:"))
      let (length, body) = try #require(PutServer.parts(of: request))
      #expect(length == body.utf8.count)
      #expect(try body == String(decoding: response.body(), as: UTF8.self))
      #expect(server.requests.count == 1)
    }
  }

  /// Quotes, braces and backslashes mean something to `curl`; a presigned URL has percent signs.
  @Test func `a URL arrives as it is`() async throws {
    try await withServer(.status(200)) { server in
      let query = #"?X-Amz-Signature=%2Fa%3D&b={1,2}[3-4]&c="d"\e"#
      let url = server.url + query + "\\"
      try await event.success().deliver(to: event(for: url), within: .seconds(200))
      #expect(server.requests.first?.hasPrefix("PUT /answer\(query)\\ HTTP/1.1\r\n") == true)
    }
  }

  @Test(arguments: [
    "file:///etc/passwd", "ftp://127.0.0.1/", "", "-o", "https://a\nurl = \"file:///etc/passwd\"",
    "http://a b/", "http://a\u{0}", "@/etc/passwd",
  ])
  func `what is no URL of the web is not called`(url: String) async throws {
    let error = await #expect(throws: DeliveryError.self) {
      try await event.success().deliver(to: event(for: url), within: .seconds(200))
    }
    #expect(error?.code == .address)
    #expect(error?.message.contains("passwd") == false)
  }

  @Test func `an event without a URL has nowhere to deliver to`() async throws {
    let error = await #expect(throws: DeliveryError.self) {
      try await event.success().deliver(to: event(for: nil), within: .seconds(200))
    }
    #expect(error?.code == .address)
  }

  @Test func `what passes is tried again`() async throws {
    try await withServer(.close, .status(503), .status(200)) { server in
      try await event.success().deliver(to: event(for: server.url), within: .seconds(200))
      #expect(server.requests.count == 3)
      #expect(Set(server.requests).count == 1)
    }
  }

  @Test func `a URL that has expired is refused at once`() async throws {
    await withServer(.status(403)) { server in
      let error = await #expect(throws: DeliveryError.self) {
        try await event.success().deliver(to: event(for: server.url), within: .seconds(200))
      }
      #expect(error?.code == .refused)
      #expect(error?.message.contains("status 403: its ResponseURL has expired") == true)
      #expect(error?.message.contains(server.url) == false)
      #expect(server.requests.count == 1)
    }
  }

  @Test func `a server that stays in trouble is given up`() async throws {
    await withServer(.status(500)) { server in
      let error = await #expect(throws: DeliveryError.self) {
        try await event.success().deliver(to: event(for: server.url), within: .seconds(1))
      }
      #expect(error?.code == .refused || error?.code == .timeout)
      #expect(!server.requests.isEmpty)
    }
  }

  @Test func `nobody at the address is told with curl's own words`() throws {
    let server = PutServer([.close])
    server.stop()
    let error = #expect(throws: DeliveryError.self) {
      try event.success().send(to: "http://no-such-host.invalid/", within: .milliseconds(90))
    }
    #expect([.transfer, .timeout].contains(error?.code))
  }

  @Test func `a server that says nothing is left when the time is up`() async throws {
    await withServer(.silence) { server in
      let start = ContinuousClock.now
      let error = await #expect(throws: DeliveryError.self) {
        try await event.success().deliver(to: event(for: server.url), within: .milliseconds(700))
      }
      #expect([.transfer, .timeout].contains(error?.code))
      #expect(ContinuousClock.now - start >= .milliseconds(600))
    }
  }

  @Test func `no time is told before anything is sent`() async throws {
    await withServer(.status(200)) { server in
      let error = await #expect(throws: DeliveryError.self) {
        try await event.success().deliver(to: event(for: server.url), within: .zero)
      }
      #expect(error?.code == .timeout)
      #expect(server.requests.isEmpty)
    }
  }

  @Test func `a machine without curl is told what to do`() throws {
    let error = #expect(throws: DeliveryError.self) {
      try event.success().send(
        to: "http://127.0.0.1/", within: .seconds(200), by: "martlet-has-no-such-program")
    }
    #expect(error?.code == .system)
    #expect(
      error?.message == """
        there is no program martlet-has-no-such-program: the images of provided.al2023 have it; in \
        an image of your own, install it
        """)
  }

  @Test func `a reason is shortened until CloudFormation takes it, and data is not`() throws {
    let long = event.failure(String(repeating: "\u{1}é", count: 5000))
    let body = try long.fittingBody()
    #expect(body.count <= 4096 && body.count > 1500)
    let sent = try JSON.decode(CustomResourceResponse.self, from: body)
    #expect(long.reason?.hasPrefix(sent.reason ?? "?") == true)
    let fat = event.success(data: ["a": .string(String(repeating: "x", count: 5000))])
    let error = #expect(throws: DeliveryError.self) { try fat.fittingBody() }
    #expect(error?.code == .response)
    #expect(error?.message.contains("of which CloudFormation takes 4096") == true)
  }

  @Test func `data that JSON has no words for is no response`() throws {
    let error = #expect(throws: DeliveryError.self) {
      try event.success(data: ["a": .number(.nan)]).fittingBody()
    }
    #expect(error?.code == .response)
  }
}
