extension HTTPRequestHead {
  /// Whether the client lets the connection persist after the answer (RFC 9112 §9.3).
  ///
  /// HTTP/1.1 persists unless `close` is among the connection options, HTTP/1.0 only with
  /// `keep-alive`; `close` wins over `keep-alive`.
  public var keepsAlive: Bool {
    guard headers["Connection"] != nil else { return minorVersion >= 1 }
    let options = headers.members(of: "Connection")
    if options.contains(where: { $0.equalsIgnoringASCIICase("close") }) { return false }
    return minorVersion >= 1 || options.contains { $0.equalsIgnoringASCIICase("keep-alive") }
  }

  /// Whether the client waits for `100 Continue` before it sends the body (RFC 9110 §10.1.1).
  ///
  /// Never so for HTTP/1.0, whose clients would take the interim response for the final one. The
  /// interim response is due when ``HTTPRequestParser/next()`` has returned this head and then
  /// `nil`; a client that has already sent its body, or has none, does not need it.
  public var expectsContinue: Bool {
    minorVersion >= 1 && headers["Expect"] != nil
      && headers.members(of: "Expect").contains { $0.equalsIgnoringASCIICase("100-continue") }
  }
}
