internal import Glibc

/// Writes one line to standard error, in one write, so that lines of concurrent processes do not
/// mix.
func logError(_ line: String) {
  let bytes = Array((line + "\n").utf8)
  var written = 0
  while written < bytes.count {
    let count = bytes.withUnsafeBytes {
      write(STDERR_FILENO, $0.baseAddress! + written, $0.count - written)
    }
    if count > 0 {
      written += count
    } else if errno != EINTR {
      return
    }
  }
}
