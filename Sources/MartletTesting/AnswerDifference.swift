internal import MartletEvents
internal import MartletJSON

/// In which places an answer is not the expected one.
struct AnswerDifference {
  /// One line for each: `items[2].price: 3 → 4`.
  let lines: [String]

  var isEmpty: Bool { lines.isEmpty }

  /// Of JSON, the values that differ, wherever a member's place or a number's spelling says nothing;
  /// of anything else, the whole.
  init(expected: [UInt8], actual: [UInt8]) {
    let (expectedText, actualText) = (Self.shown(expected), Self.shown(actual))
    guard let expectedValue = Self.parse(expected), let actualValue = Self.parse(actual) else {
      lines = expected == actual ? [] : ["\(expectedText) → \(actualText)"]
      return
    }
    var lines: [String] = []
    Self.compare(expectedValue, actualValue, at: "", &lines)
    self.lines = lines
  }

  /// The answer as text, cut where a failure would be lost behind it.
  static func shown(_ bytes: [UInt8]) -> String {
    bytes.isEmpty ? "nothing" : InvocationError.shown(bytes)
  }

  private static func parse(_ bytes: [UInt8]) -> JSONValue? {
    try? JSON.decode(JSONValue.self, from: bytes)
  }

  private static func compare(
    _ expected: JSONValue, _ actual: JSONValue, at path: String, _ lines: inout [String]
  ) {
    switch (expected, actual) {
    case (.object(let a), .object(let b)):
      for name in Set(a.keys).union(b.keys).sorted() {
        compare(a[name], b[name], at: path.isEmpty ? name : "\(path).\(name)", &lines)
      }
    case (.array(let a), .array(let b)):
      for index in 0..<max(a.count, b.count) {
        compare(
          a.indices.contains(index) ? a[index] : nil, b.indices.contains(index) ? b[index] : nil,
          at: "\(path)[\(index)]", &lines)
      }
    case (.integer, .number), (.number, .integer):
      // `2` and `2.0`. Of two integers a `Double` would make the same one.
      if expected.number == actual.number { return }
      fallthrough
    default:
      if expected == actual { return }
      let place = path.isEmpty ? "" : "\(path): "
      lines.append("\(place)\(text(expected)) → \(text(actual))")
    }
  }

  private static func compare(
    _ expected: JSONValue?, _ actual: JSONValue?, at path: String, _ lines: inout [String]
  ) {
    if let expected, let actual { return compare(expected, actual, at: path, &lines) }
    lines.append("\(path): \(text(expected)) → \(text(actual))")
  }

  private static func text(_ value: JSONValue?) -> String {
    value.flatMap { try? shown(JSON.encode($0)) } ?? "nothing"
  }
}
