/// A failed build as it is shown between the lines of what is served: the first errors, and that
/// the last good build goes on.
struct BuildFailure {
  private static let longest = 24
  let text: String

  init(_ error: CommandError) {
    let details = TerminalText.visible(error.details)
    var lines = details.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    // What was compiled before the first error says nothing about it.
    if let first = lines.firstIndex(where: { $0.contains("error: ") }) { lines.removeFirst(first) }
    let count = lines.count
    if count > Self.longest {
      lines = Array(lines.prefix(Self.longest)) + ["… and \(count - Self.longest) lines more"]
    }
    lines.append(
      "\(StandardStream.errors.styled("error:", .red)) \(error.message); "
        + "the last good version is served")
    text = lines.drop { $0.isEmpty }.joined(separator: "\n")
  }
}
