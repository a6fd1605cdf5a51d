internal import MartletHTTP
internal import MartletJSON

/// A JSON value that knows its line, for messages about files that people write.
struct JSONNode {
  enum Value {
    case object([(key: String, line: Int, value: JSONNode)])
    case array([JSONNode])
    case string(String)
    case number(Double)
    case other(String)
  }

  let line: Int
  let value: Value

  /// Reads a text.
  ///
  /// - Throws: `CommandError` with the line where the text is no JSON.
  static func read(_ bytes: [UInt8], path: String) throws(CommandError) -> JSONNode {
    if let error = JSONText.validate(bytes) {
      let line = bytes.prefix(error.offset).count { $0 == UInt8(ascii: "\n") } + 1
      throw CommandError(.usage, "\(path):\(line): this is no JSON: \(error.reason)")
    }
    var reader = Reader(bytes: bytes)
    let node = reader.node()
    if let line = reader.brokenLine {
      throw CommandError(.usage, "\(path):\(line): a \\u stands for half of a character")
    }
    return node
  }

  /// Walks a text that is known to be JSON.
  private struct Reader {
    let bytes: [UInt8]
    var index = 0
    var line = 1
    /// Where the first string is that is no text: one that escapes half of a surrogate pair.
    private(set) var brokenLine: Int?

    private mutating func skipSpace() {
      while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) {
        if bytes[index] == 0x0A { line += 1 }
        index += 1
      }
    }

    mutating func node() -> JSONNode {
      skipSpace()
      let start = line
      switch bytes[index] {
      case UInt8(ascii: "{"): return JSONNode(line: start, value: .object(members()))
      case UInt8(ascii: "["): return JSONNode(line: start, value: .array(elements()))
      case UInt8(ascii: "\""): return JSONNode(line: start, value: .string(string()))
      default:
        let text = word()
        return JSONNode(line: start, value: Double(text).map { .number($0) } ?? .other(text))
      }
    }

    private mutating func members() -> [(key: String, line: Int, value: JSONNode)] {
      var members: [(key: String, line: Int, value: JSONNode)] = []
      index += 1
      skipSpace()
      while bytes[index] != UInt8(ascii: "}") {
        if bytes[index] == UInt8(ascii: ",") { index += 1 }
        skipSpace()
        let start = line
        let key = string()
        skipSpace()
        // The colon.
        index += 1
        members.append((key, start, node()))
        skipSpace()
      }
      index += 1
      return members
    }

    private mutating func elements() -> [JSONNode] {
      var elements: [JSONNode] = []
      index += 1
      skipSpace()
      while bytes[index] != UInt8(ascii: "]") {
        if bytes[index] == UInt8(ascii: ",") { index += 1 }
        elements.append(node())
        skipSpace()
      }
      index += 1
      return elements
    }

    private mutating func string() -> String {
      let start = index
      index += 1
      while bytes[index] != UInt8(ascii: "\"") {
        index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
      }
      index += 1
      let literal = Array(bytes[start..<index])
      if let text = try? JSON.decode(String.self, from: literal) { return text }
      brokenLine = brokenLine ?? line
      return ""
    }

    private mutating func word() -> String {
      let start = index
      while index < bytes.count, !Array(",]} \t\r\n".utf8).contains(bytes[index]) { index += 1 }
      return String(decoding: bytes[start..<index], as: UTF8.self)
    }
  }
}
