internal import Glibc

/// Writes one sentence to standard error, for whoever started the process by hand; what happens on a
/// platform goes to its log instead.
func logError(_ sentence: String) {
  var bytes = Array(sentence.utf8)
  // A value that somebody else chose must not write a line of its own.
  bytes.replaceControls(from: 0, lineEnd: .space)
  bytes.append(UInt8(ascii: "\n"))
  _ = writeAll(bytes, to: STDERR_FILENO)
}
