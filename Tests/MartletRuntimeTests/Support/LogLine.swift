import Testing

/// A record of the text format, taken apart.
struct LogLine: Sendable {
  let timestamp: String
  let requestID: String
  let level: String
  let message: String
  /// What stands behind the message, empty where there is nothing.
  let fields: String

  /// All lines of a log, each of which has to be a record.
  static func all(of log: String) throws -> [LogLine] {
    try #require(log.isEmpty || log.utf8.last == UInt8(ascii: "\n"), "the last line has no end")
    return try log.utf8.split(separator: UInt8(ascii: "\n")).map { line in
      let parts = Substring(line).split(separator: "\t", omittingEmptySubsequences: false)
        .map(String.init)
      try #require(parts.count == 4 || parts.count == 5, "\(line)")
      try #require(
        parts[0].wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil, "\(parts[0])")
      return LogLine(
        timestamp: parts[0], requestID: parts[1], level: parts[2], message: parts[3],
        fields: parts.count == 5 ? parts[4] : "")
    }
  }
}
