internal import MartletEmulator

/// Shows the timeline to a person: Lambda's log lines dimmed, what the function wrote as it is.
enum TimelinePrinter {
  static func print(_ entry: Timeline.Entry, _ line: [UInt8]?) {
    switch entry.kind {
    case .log(let line):
      Console.status(line)
    case .coldStart(let coldStart):
      Console.status(Console.styled(coldStart.line, .green))
    case .timeout, .exit, .initFailed:
      if let line { Console.status(Console.styled(String(decoding: line, as: UTF8.self), .red)) }
    default:
      if let line { Console.status(Console.styled(String(decoding: line, as: UTF8.self), .dim)) }
    }
  }
}
