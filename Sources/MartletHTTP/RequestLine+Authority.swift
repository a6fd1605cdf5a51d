extension RequestLine {
  /// Refuses a target in absolute form (`http://host:port/path`) that names no host, or more than a
  /// host and a port: RFC 9110 §4.2.1 has an empty host rejected, §4.2.4 a user's name and password
  /// taken for an error, as they are there to disguise who is meant.
  static func checkAuthority(of target: String) throws(HTTPError) {
    // Almost always a path.
    guard target.utf8.first != UInt8(ascii: "/"),
      let scheme = ["http://", "https://"].first(where: {
        target.prefix($0.count).equalsIgnoringASCIICase($0)
      })
    else { return }
    let authority = target.utf8.dropFirst(scheme.utf8.count)
      .prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
    guard isHostAndPort(authority) else {
      throw .malformed(
        "target \(Excerpt.quote(target)) has no host, or more than a host and a port")
    }
  }

  private static func isHostAndPort(_ authority: Substring.UTF8View) -> Bool {
    var rest: Substring.UTF8View
    if authority.first == UInt8(ascii: "[") {
      guard let end = authority.firstIndex(of: UInt8(ascii: "]")) else { return false }
      let address = authority[..<end].dropFirst()
      guard !address.isEmpty,
        address.allSatisfy({
          $0.hexValue != nil || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".")
        })
      else { return false }
      rest = authority[authority.index(after: end)...]
    } else {
      let host = authority.prefix { $0 != UInt8(ascii: ":") }
      guard !host.isEmpty, host.allSatisfy({ isHostByte($0) }) else { return false }
      rest = authority.dropFirst(host.count)
    }
    guard let colon = rest.popFirst() else { return true }
    // A colon without a number stands for the scheme's own port.
    return colon == UInt8(ascii: ":") && rest.count <= 5 && rest.allSatisfy(\.isDigit)
      && (rest.isEmpty || UInt16(Substring(rest)) != nil)
  }

  /// Letters, digits, and what RFC 3986 §3.2.2 has beside them in a name; a comma would be a list.
  private static func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: "-._~%!$&'()*+;=".utf8.contains(byte)
    }
  }
}
