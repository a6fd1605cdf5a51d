/// A URI reference in its five parts (RFC 3986 §4.1).
struct URLReference {
  private var scheme: Substring?
  private var authority: Substring?
  private var path: Substring
  private var query: Substring?
  private var fragment: Substring?

  /// Takes a reference apart (RFC 3986, appendix B); there is none that has no parts.
  init(_ text: String) {
    var rest = text[...]
    if let end = rest.firstIndex(of: "#") {
      fragment = rest[rest.index(after: end)...]
      rest = rest[..<end]
    }
    if let end = rest.firstIndex(of: "?") {
      query = rest[rest.index(after: end)...]
      rest = rest[..<end]
    }
    if let end = rest.firstIndex(where: { ":/".contains($0) }), rest[end] == ":",
      end > rest.startIndex
    {
      scheme = rest[..<end]
      rest = rest[rest.index(after: end)...]
    }
    if rest.hasPrefix("//") {
      rest = rest.dropFirst(2)
      let end = rest.firstIndex(of: "/") ?? rest.endIndex
      authority = rest[..<end]
      rest = rest[end...]
    }
    path = rest
  }

  /// What the reference means from where a base is (RFC 3986 §5.2.2).
  func resolved(against base: URLReference) -> URLReference {
    var target = self
    if scheme != nil {
      target.path = Self.withoutDots(path)
      return target
    }
    target.scheme = base.scheme
    if authority != nil {
      target.path = Self.withoutDots(path)
      return target
    }
    target.authority = base.authority
    if path.isEmpty {
      target.path = base.path
      if query == nil { target.query = base.query }
    } else if path.hasPrefix("/") {
      target.path = Self.withoutDots(path)
    } else {
      target.path = Self.withoutDots(base.merged(with: path))
    }
    return target
  }

  /// The parts put together (RFC 3986 §5.3).
  var text: String {
    (scheme.map { "\($0):" } ?? "") + (authority.map { "//\($0)" } ?? "") + path
      + (query.map { "?\($0)" } ?? "") + (fragment.map { "#\($0)" } ?? "")
  }

  /// RFC 3986 §5.2.3.
  private func merged(with relative: Substring) -> Substring {
    if authority != nil && path.isEmpty { return "/" + relative }
    guard let slash = path.lastIndex(of: "/") else { return relative }
    return path[...slash] + relative
  }

  /// RFC 3986 §5.2.4.
  private static func withoutDots(_ path: Substring) -> Substring {
    let isAbsolute = path.hasPrefix("/")
    var segments: [Substring] = []
    let parts = path.dropFirst(isAbsolute ? 1 : 0).split(
      separator: "/", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      switch part {
      case ".", "..":
        if part == "..", !segments.isEmpty { segments.removeLast() }
        if index == parts.count - 1 { segments.append("") }
      default: segments.append(part)
      }
    }
    return (isAbsolute ? "/" : "") + segments.joined(separator: "/")[...]
  }
}
