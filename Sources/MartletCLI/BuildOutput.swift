/// What `swift build` prints, as it comes: progress for now, and what is worth reading afterwards.
struct BuildOutput {
  /// The line that says what is being done now.
  private(set) var progress = ""
  private var partial: [UInt8] = []
  private var lines: [(text: String, isWarning: Bool)] = []
  private var isInWarning = false

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    partial.append(contentsOf: bytes)
    guard let end = partial.lastIndex(of: UInt8(ascii: "\n")) else { return }
    let whole = String(decoding: partial[..<end], as: UTF8.self)
    partial.removeSubrange(...end)
    for line in whole.split(separator: "\n", omittingEmptySubsequences: false) { read(line) }
  }

  /// Everything but the progress: why a build failed.
  var reasons: [UInt8] {
    Self.bytes(lines.map(\.text) + [String(decoding: partial, as: UTF8.self)])
  }

  /// What the compiler warned of. It does so only when it compiles, so this is the one time to see
  /// it; SwiftPM's own warnings come with each build and are left out.
  var warnings: [UInt8] { Self.bytes(lines.filter(\.isWarning).map(\.text)) }

  private mutating func read(_ line: Substring) {
    if line.hasPrefix("[") || line.hasPrefix("Build") {
      progress = String(line)
      isInWarning = false
      return
    }
    // A diagnostic begins with its place and goes on with the lines that explain it.
    if line.hasPrefix("/") {
      isInWarning = line.contains(": warning: ") && !isOfStaticLinkage(line)
    }
    if line.hasPrefix("warning: ") || line.hasPrefix("error: ") { isInWarning = false }
    lines.append((String(line), isInWarning))
  }

  /// What GNU linkers say of each static executable that looks up names or users, which glibc does
  /// by itself unless the machine tells it to ask services, and of functions that archives of the
  /// toolchain use: nothing that the package's author could change.
  private func isOfStaticLinkage(_ line: Substring) -> Bool {
    line.contains("in statically linked applications requires at runtime")
      || line.prefix { $0 != " " }.contains(".a(")
  }

  private static func bytes(_ lines: [String]) -> [UInt8] {
    Array(lines.joined(separator: "\n").trimmingSuffix(while: \.isWhitespace).utf8)
  }
}
