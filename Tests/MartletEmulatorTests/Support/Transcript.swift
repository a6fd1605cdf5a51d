import Glibc

/// A recorded conversation with AWS's own emulator; see the head of the files in `Tests/Wire`.
struct Transcript {
  enum Part {
    case invoke(String)
    case answer(String)
    case exchange(sent: [String], received: [String])
  }

  let parts: [Part]

  init(named name: String) throws {
    let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    parts = Self.parse(Self.read("/\(folder)/Wire/\(name).txt"))
  }

  private static func parse(_ text: String) -> [Part] {
    var parts: [Part] = []
    var sent: [String] = []
    var received: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let content = String(line.dropFirst(2))
      switch line.first {
      case ">": sent.append(content)
      case "<": received.append(content)
      case "!":
        let words = content.split(separator: " ", maxSplits: 1).map(String.init)
        parts.append(words[0] == "invoke" ? .invoke(words[1]) : .answer(words[1]))
      case nil:
        if !sent.isEmpty { parts.append(.exchange(sent: sent, received: received)) }
        sent = []
        received = []
      default: break
      }
    }
    return parts
  }

  private static func read(_ path: String) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    precondition(file >= 0, "no transcript \(path)")
    defer { close(file) }
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      guard count > 0 else { break }
      text += buffer[..<count]
    }
    return String(decoding: text, as: UTF8.self)
  }
}
