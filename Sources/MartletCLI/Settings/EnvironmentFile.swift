/// A file of environment variables, one `NAME=value` a line; empty lines and lines that begin with
/// `#` say nothing. A value may stand between quotes, which are taken off.
enum EnvironmentFile {
  static func read(_ path: String) throws(CommandError) -> [String: String] {
    let bytes: [UInt8]
    do throws(CommandError) {
      bytes = try FileTree.read(path, atMost: 1 << 20)
    } catch {
      throw CommandError(.usage, "the environment file: \(error.message)")
    }
    var variables: [String: String] = [:]
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      let text = line.trimmingPrefix { $0 == " " || $0 == "\t" }
      guard !text.isEmpty, !text.hasPrefix("#") else { continue }
      let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(sides[0])
      guard sides.count == 2 else {
        throw CommandError(
          .usage, "\(path):\(index + 1): \"\(text)\" is no variable; write NAME=value")
      }
      if let problem = FunctionSettings.problem(withVariable: name) {
        throw CommandError(.usage, "\(path):\(index + 1): \"\(name)\": \(problem)")
      }
      variables[name] = unquoted(String(sides[1]))
    }
    return variables
  }

  private static func unquoted(_ value: String) -> String {
    for quote in ["\"", "'"] where value.count >= 2 && value.hasPrefix(quote) {
      if value.hasSuffix(quote) { return String(value.dropFirst().dropLast()) }
    }
    return value
  }
}
