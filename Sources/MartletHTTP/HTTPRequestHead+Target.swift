internal import Glibc

extension HTTPRequestHead {
  /// The target up to its `?`, percent-escapes left in place.
  ///
  /// Of an absolute-form target (`http://host/path`), which every server must accept (RFC 9112
  /// §3.2.2) and which a client sends when it takes the server for a proxy, this is the path alone;
  /// an empty one reads as `/`.
  public var path: String {
    // Almost always all of the target.
    if target.utf8.first == UInt8(ascii: "/"), !hasQuery { return target }
    let path = origin.prefix { $0 != UInt8(ascii: "?") }
    return path.isEmpty ? "/" : String(Substring(path))
  }

  /// The target after its first `?`, or `nil` when it has none; ``QueryItems`` takes it apart.
  public var query: String? {
    guard hasQuery, let mark = origin.firstIndex(of: UInt8(ascii: "?")) else { return nil }
    return String(Substring(origin[origin.index(after: mark)...]))
  }

  private var hasQuery: Bool { target.utf8.contains(UInt8(ascii: "?")) }

  /// The target without the scheme and authority of the absolute form.
  private var origin: Substring.UTF8View {
    let whole = target[...].utf8
    guard whole.first != UInt8(ascii: "/"),
      let scheme = ["http://", "https://"].first(where: {
        target.prefix($0.count).equalsIgnoringASCIICase($0)
      })
    else { return whole }
    return whole.dropFirst(scheme.utf8.count)
      .drop { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
  }
}

extension String {
  /// The one segment of a path that stands between two fixed parts of it, percent-escapes left in
  /// place; `nil` for any other path.
  package func segment(between prefix: String, and suffix: String) -> Substring? {
    let length = utf8.count - prefix.utf8.count - suffix.utf8.count
    guard length >= 0, isFramed(by: prefix, and: suffix) else { return nil }
    let segment = utf8.dropFirst(prefix.utf8.count).prefix(length)
    return Substring(segment)
  }

  /// Whether it begins and ends with two texts, which do not overlap, and has no slash in between.
  private func isFramed(by prefix: String, and suffix: String) -> Bool {
    // As blocks: comparing views byte by byte, and as Unicode, took longer than all else that a
    // route does.
    var (path, prefix, suffix) = (self, prefix, suffix)
    return path.withUTF8 { path in
      prefix.withUTF8 { prefix in
        suffix.withUTF8 { suffix in
          let end = path.count - suffix.count
          return memcmp(path.baseAddress!, prefix.baseAddress!, prefix.count) == 0
            && memcmp(path.baseAddress! + end, suffix.baseAddress!, suffix.count) == 0
            && memchr(path.baseAddress! + prefix.count, 0x2F, end - prefix.count) == nil
        }
      }
    }
  }
}
