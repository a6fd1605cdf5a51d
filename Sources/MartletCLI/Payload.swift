internal import Glibc
internal import MartletHTTP

/// The event that a command line gives: the JSON itself, `@FILE`, or `-` for standard input.
enum Payload {
  /// Reads the event; without one it is `{}`, as on Lambda.
  static func read(_ argument: String?) throws(CommandError) -> [UInt8] {
    let (bytes, source) = try bytes(argument ?? "{}", called: "the payload")
    guard let error = JSONText.validate(bytes) else { return bytes }
    throw CommandError(
      .usage,
      "\(source) is not JSON: \(error); Lambda takes nothing else, so text wants quotes: '\"text\"'"
    )
  }

  /// The bytes that an argument stands for, and where they came from.
  static func bytes(
    _ argument: String, called name: String
  ) throws(CommandError) -> (bytes: [UInt8], source: String) {
    if argument == "-" { return (try readAll(STDIN_FILENO, "standard input"), "standard input") }
    guard argument.hasPrefix("@") else { return (Array(argument.utf8), name) }
    let path = String(argument.dropFirst())
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw unreadable(path) }
    defer { close(file) }
    return (try readAll(file, path), path)
  }

  private static func readAll(
    _ descriptor: Int32, _ name: String
  ) throws(CommandError) -> [UInt8] {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = Glibc.read(descriptor, &part, part.count)
      if count == 0 { return bytes }
      if count > 0 {
        bytes += part[..<count]
      } else if errno != EINTR {
        throw unreadable(name)
      }
    }
  }

  private static func unreadable(_ name: String) -> CommandError {
    CommandError(.usage, "cannot read \(name): \(String(cString: strerror(errno)))")
  }
}
