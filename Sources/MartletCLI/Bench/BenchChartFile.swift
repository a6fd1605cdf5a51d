internal import Glibc

/// Where a chart is written to.
enum BenchChartFile {
  static func write(_ text: String, to path: String) throws(CommandError) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw failure(path) }
    defer { close(file) }
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(file, $0.baseAddress! + written, $0.count - written)
      }
      guard count >= 0 || errno == EINTR else { throw failure(path) }
      written += max(0, count)
    }
  }

  private static func failure(_ path: String) -> CommandError {
    CommandError(
      .unavailable, "cannot write \(path): \(String(cString: strerror(errno))); choose another")
  }
}
