internal import MartletEmulator

/// Shows the timeline to a person: Lambda's log lines dimmed, what the function wrote as it is.
struct TimelinePrinter: Sendable {
  /// Whether a cold start is shown as a chart; among the lines of many invocations one line is
  /// easier to read.
  var showsChart = false
  /// Whether an invocation is one line, beside what its function writes.
  var isCompact = false
  /// How wide the function's name in front of each line is, for a terminal that shows several
  /// functions; nil for no name. Log lines in a file or a pipe stay as Lambda writes them.
  var nameWidth: Int?

  func print(_ entry: Timeline.Entry, _ line: [UInt8]?) {
    switch entry.kind {
    case .start, .end, .coldStart, .timeout:
      if isCompact { return }
    case .report(let report):
      if isCompact { return Console.status(prefix(entry.function) + summary(report, entry)) }
    default: break
    }
    switch entry.kind {
    case .log(let line): print(line, nil, entry)
    case .coldStart(let coldStart):
      let isChart = showsChart && StandardStream.errors.isTerminal
      for line in isChart ? ColdStartChart(coldStart: coldStart).lines : [coldStart.line] {
        print(Array(line.utf8), .green, entry)
      }
    // Where programs read it. It tells a person nothing.
    case .initStart, .restoreStart:
      if let line, !StandardStream.errors.isTerminal { print(line, nil, entry) }
    case .held(let process):
      // Both have breakpoints set and then continue. gdb would stop at once for the signal by which
      // the process goes on; lldb does not.
      Console.status(
        """
        \(entry.function) waits in process \(process) for a debugger; no timeout counts:
          lldb -p \(process)
          gdb -p \(process) -ex 'handle SIGCONT nostop'
        """, .bold)
    case .timeout, .exit, .initFailed, .problem: if let line { print(line, .red, entry) }
    default: if let line { print(line, .dim, entry) }
    }
  }

  private func print(
    _ line: [UInt8], _ style: StandardStream.Style?, _ entry: Timeline.Entry
  ) {
    guard StandardStream.errors.isTerminal else { return Console.status(line) }
    // The tabs of Lambda's lines would leave gaps of any width.
    let text = TerminalText.visible(line).trimmingSuffix { $0 == "\t" }
    let shown = if case .log = entry.kind { text } else { text.replacing("\t", with: "  ") }
    let styled = style.map { StandardStream.errors.styled(shown, $0) } ?? shown
    Console.status(prefix(entry.function) + styled)
  }

  /// An invocation on one line: how it ended, which it was, and its figures.
  private func summary(_ report: Report, _ entry: Timeline.Entry) -> String {
    let errors = StandardStream.errors
    let (status, style): (String, StandardStream.Style) =
      switch report.outcome {
      case .success: ("ok", .green)
      case .timeout: ("timeout", .red)
      case .error(let type): (TerminalText.visible(Array(type.utf8)), .red)
      }
    var parts = [
      errors.styled(status, style), errors.styled(String(entry.requestID?.prefix(8) ?? ""), .dim),
      "\(Milliseconds.text(report.duration)) ms", "billed \(report.billedMilliseconds) ms",
      "\(report.maxMemoryUsed.map { "\($0)/" } ?? "")\(report.memorySize) MB",
    ]
    if let start = report.initDuration {
      parts.append(errors.styled("cold start \(Milliseconds.text(start)) ms", .bold))
    }
    return parts.joined(separator: "  ")
  }

  private func prefix(_ name: String) -> String {
    guard let nameWidth else { return "" }
    let space = String(repeating: " ", count: max(0, nameWidth - name.count))
    return StandardStream.errors.styled("\(name)\(space) │ ", .dim)
  }
}

extension StringProtocol {
  func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> String {
    String(self[..<(lastIndex { !isTrimmed($0) }.map(index(after:)) ?? startIndex)])
  }
}
