internal import Glibc

/// Writes one sentence to standard error, for whoever started the process by hand; what happens on a
/// platform goes to its log instead.
func logError(_ sentence: String) {
  _ = writeAll(Array((oneLine(sentence) + "\n").utf8), to: STDERR_FILENO)
}

/// With a space for each control character and line end: a value that somebody else chose must not
/// write a line of its own.
private func oneLine(_ line: String) -> String {
  func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    // By number: asking for a scalar's category would link all of Unicode's tables.
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029: true
    default: false
    }
  }
  guard line.unicodeScalars.contains(where: isBreak) else { return line }
  return String(String.UnicodeScalarView(line.unicodeScalars.map { isBreak($0) ? " " : $0 }))
}
