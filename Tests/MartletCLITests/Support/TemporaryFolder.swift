import Glibc

/// A folder that goes away with its last user.
final class TemporaryFolder: Sendable {
  let path: String

  init() {
    var template = Array("/tmp/martlet cli XXXXXX".utf8CString)
    precondition(mkdtemp(&template) != nil, "no temporary folder")
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { remove() }

  /// Another process does it, and need not be waited for.
  func remove() { _ = RunningCommand("/bin/rm", ["-rf", path]) }

  /// Writes a file, with the folders above it; returns its path.
  @discardableResult
  func write(_ name: String, _ text: String) -> String {
    let parts = name.split(separator: "/")
    for count in 1..<max(1, parts.count) {
      mkdir("\(path)/\(parts.prefix(count).joined(separator: "/"))", 0o755)
    }
    let file = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    precondition(file >= 0, "cannot write \(path)/\(name)")
    precondition(Glibc.write(file, text, text.utf8.count) == text.utf8.count)
    close(file)
    return "\(path)/\(name)"
  }

  /// Writes a script that can be executed; returns its path.
  ///
  /// Another process does it: one that is started while this one has the file open for writing
  /// would hold it open too, and what is being written cannot be executed.
  @discardableResult
  func install(_ name: String, _ script: String) async -> String {
    let path = write(name, "")
    let text = Array("#!/bin/sh\n\(script)\n".utf8)
    _ = await RunningCommand(
      "/bin/sh", ["-c", "rm \"$0\"; cat > \"$0\"; chmod 755 \"$0\"", path], input: text
    ).outcome()
    return path
  }
}
