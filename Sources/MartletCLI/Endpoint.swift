/// Where a server of the Invoke API is, as a command line gives it.
struct Endpoint {
  /// Scheme, host and port.
  let base: String
  /// What stands in front of the API's own paths, without a slash at its end.
  let prefix: String

  init(_ text: String) throws(CommandError) {
    let scheme = ["http://", "https://"].first { text.lowercased().hasPrefix($0) }
    let authority = text.dropFirst(scheme?.count ?? 0).prefix { !"/?#".contains($0) }
    guard let scheme, !authority.isEmpty, !text.contains(where: { "?# ".contains($0) }) else {
      throw CommandError(
        .usage, "--endpoint is \"\(text)\"; give a URL such as http://127.0.0.1:9000")
    }
    let path = text.dropFirst(scheme.count + authority.count)
    guard !path.contains("/2015-03-31") else {
      throw CommandError(
        .usage, "--endpoint is \"\(text)\"; leave /2015-03-31 and what comes after it out")
    }
    base = scheme + authority
    prefix = path.trimmingSuffix { $0 == "/" }
  }
}
