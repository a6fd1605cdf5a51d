extension BodyFraming {
  /// Refuses a Host that is no `uri-host [":" port]` (RFC 9112 §3.2), by its characters; an empty
  /// one is valid.
  static func checkHost(_ value: String) throws(HTTPError) {
    let isHost = value.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "@"),
        UInt8(ascii: "\\"), UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "<"),
        UInt8(ascii: ">"):
        false
      default: byte.isVisible
      }
    }
    if !isHost { throw .malformed("Host: \(Excerpt.quote(value)) is not a host and port") }
  }

  /// Refuses expectations other than `100-continue`, the only one there is (RFC 9110 §10.1.1).
  static func checkExpect(_ value: String) throws(HTTPError) {
    for expectation in HTTPHeaders.members(in: value)
    where !expectation.equalsIgnoringASCIICase("100-continue") {
      throw HTTPError(
        status: 417, reason: "Expect: \(Excerpt.quote(expectation)) is not \"100-continue\"")
    }
  }
}
