internal import Glibc

/// Writes one line to standard error, in one write, so that lines of concurrent processes do not
/// mix.
func logError(_ line: String) {
  let bytes = Array((oneLine(line) + "\n").utf8)
  var written = 0
  while written < bytes.count {
    let count = bytes.withUnsafeBytes {
      write(STDERR_FILENO, $0.baseAddress! + written, $0.count - written)
    }
    if count > 0 {
      written += count
    } else if count == 0 || errno != EINTR {
      return
    }
  }
}

/// With a space for each control character and line end: a value that somebody else chose must not
/// write a log line of its own.
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
