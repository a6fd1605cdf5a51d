/// Which fields may not come after the body (RFC 9110 §6.5.1).
enum TrailerRules {
  /// Fields that frame, route, authenticate or modify a message, or say how to read its content.
  ///
  /// All of them act before the body is read, so honouring a late one would change what has already
  /// happened; merging one into the header section is a known way to smuggle requests.
  private static let forbidden = [
    "content-length", "transfer-encoding", "host", "trailer", "connection", "te", "upgrade",
    "expect", "authorization", "cookie", "content-type", "content-encoding", "content-range",
    "range", "max-forwards", "cache-control",
  ]

  static func forbids(_ name: String) -> Bool {
    forbidden.contains { $0.equalsIgnoringASCIICase(name) }
  }
}
