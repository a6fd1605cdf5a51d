/// A file of environment variables, one `NAME=value` a line; empty lines and lines that begin with
/// `#` say nothing. A value may stand between quotes, which are taken off. The file is UTF-8, and may
/// begin with a mark that says so.
enum EnvironmentFile {
  static func read(_ path: String) throws(CommandError) -> [String: String] {
    let bytes: [UInt8]
    do throws(CommandError) {
      bytes = try FileTree.read(path, atMost: 1 << 20)
    } catch {
      throw CommandError(.usage, "the environment file: \(error.message)")
    }
    var variables: [String: String] = [:]
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let lines = bytes.dropFirst(bytes.starts(with: mark) ? mark.count : 0)
      .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      guard let line = String(validating: line, as: UTF8.self), !line.utf8.contains(0) else {
        throw CommandError(
          .usage, "\(path):\(index + 1): this is no text; the file must be UTF-8, without NUL")
      }
      let text = line.trimmingPrefix { $0 == " " || $0 == "\t" }.trimmingSuffix { $0 == "\r" }
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
