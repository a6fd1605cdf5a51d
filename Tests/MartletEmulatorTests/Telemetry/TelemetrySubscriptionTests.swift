import Testing

@testable import MartletEmulator

struct TelemetrySubscriptionTests {
  private static func body(
    schema: String = "2022-12-13", types: String = #""platform","function""#,
    destination: String = #""protocol":"HTTP","URI":"http://sandbox.localdomain:8080""#,
    buffering: String? = nil
  ) -> [UInt8] {
    let tail = buffering.map { #","buffering":{\#($0)}"# } ?? ""
    return Array(
      #"{"schemaVersion":"\#(schema)","types":[\#(types)],"destination":{\#(destination)}\#(tail)}"#
        .utf8)
  }

  private static func refusal(
    _ body: [UInt8], isManaged: Bool = false
  ) -> TelemetrySubscription.Refusal? {
    do throws(TelemetrySubscription.Refusal) {
      _ = try TelemetrySubscription(body, isManaged: isManaged)
      return nil
    } catch {
      return error
    }
  }

  @Test func `a subscription has the documented defaults`() throws {
    let subscription = try TelemetrySubscription(Self.body(), isManaged: false)
    #expect(subscription.destination == .http(port: 8080, path: "/"))
    #expect(subscription.types == ["platform", "function"])
    #expect(subscription.mostItems == 1000 && subscription.mostBytes == 262_144)
    #expect(subscription.timeout == .seconds(1))
  }

  @Test(arguments: [
    ("", "/"), ("/", "/"), ("/lambda/logs", "/lambda/logs"), ("/a?b=c", "/a?b=c"),
  ])
  func `a destination has the path that its URI has`(text: String, path: String) throws {
    let destination = #""protocol":"HTTP","URI":"http://sandbox:8124\#(text)""#
    let subscription = try TelemetrySubscription(
      Self.body(destination: destination), isManaged: false)
    #expect(subscription.destination == .http(port: 8124, path: path))
  }

  @Test func `a destination without HTTP is a port`() throws {
    let subscription = try TelemetrySubscription(
      Self.body(destination: #""protocol":"TCP","port":8124"#), isManaged: false)
    #expect(subscription.destination == .tcp(port: 8124))
  }

  @Test func `buffering is taken within its bounds`() throws {
    let limits = #""maxItems":2000,"maxBytes":300000,"timeoutMs":25"#
    let subscription = try TelemetrySubscription(Self.body(buffering: limits), isManaged: false)
    #expect(subscription.mostItems == 2000 && subscription.mostBytes == 300_000)
    #expect(subscription.timeout == .milliseconds(25))
    #expect(
      Self.refusal(Self.body(buffering: #""timeoutMs":24"#))
        == .init("timeoutMs is 24; give a number from 25 to 30000"))
    #expect(
      Self.refusal(Self.body(buffering: #""maxItems":10001"#))
        == .init("maxItems is 10001; give a number from 1000 to 10000"))
  }

  @Test func `what there is not is refused with the choices`() {
    #expect(
      Self.refusal(Self.body(schema: "2020-01-01"))
        == .init(
          "schemaVersion is 2020-01-01; give one of 2022-07-01, 2022-12-13, 2025-01-29"))
    #expect(
      Self.refusal(Self.body(), isManaged: true)
        == .init("schemaVersion is 2022-12-13; give one of 2025-01-29"))
    #expect(
      Self.refusal(Self.body(types: #""all""#))
        == .init("all is no type; give some of platform, function, extension"))
    #expect(Self.refusal(Self.body(types: "")) == .init("types is empty"))
    #expect(
      Self.refusal(Self.body(destination: #""protocol":"TCP","URI":"http://sandbox:80""#))
        == .init("a TCP destination has no port; give one from 1 to 65535"))
    #expect(
      Self.refusal(Self.body(destination: #""protocol":"TCP","port":65536"#))
        == .init("port is 65536; give a number from 1 to 65535"))
    #expect(
      Self.refusal(Self.body(destination: #""protocol":"UDP","port":1"#))
        == .init("the protocol is UDP; give HTTP or TCP"))
    for uri in [
      "http://example.com:80", "http://sandbox:0", "http://sandbox:x", "sandbox:80",
      "http://sandbox:1/a b",
    ] {
      #expect(
        Self.refusal(Self.body(destination: #""protocol":"HTTP","URI":"\#(uri)""#))
          == .init("the URI is \(uri); give http://sandbox.localdomain:PORT"))
    }
  }

  @Test(arguments: ["", "{}", "[]", "{\"schemaVersion\":1}", "\u{0}"])
  func `what is no subscription is refused`(text: String) {
    let refusal = Self.refusal(Array(text.utf8))
    #expect(refusal?.reason.hasPrefix("the body is no subscription: ") == true)
  }
}
