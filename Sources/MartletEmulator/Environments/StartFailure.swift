internal import Glibc
internal import MartletCurl

/// Why an environment could not be started.
struct StartFailure: Error {
  let message: String
  /// Whether it is an extension that could not be started.
  var isOfExtension = false
  /// Whether this process or the machine has run out of something, which is no fault of the function.
  let isShortage: Bool

  init(_ error: TransportError, isOfExtension: Bool = false) {
    self.isOfExtension = isOfExtension
    let remedy = error.systemError.flatMap(Self.remedy)
    isShortage = remedy != nil
    message = error.message + (remedy.map { "; \($0)" } ?? "")
  }

  /// What helps against a shortage; nil for errors of another kind.
  private static func remedy(_ number: Int32) -> String? {
    switch number {
    case EMFILE:
      """
      this emulator may open \(OpenFiles.limit) files: allow it more (ulimit -n), or let fewer \
      environments run at a time (--reserved-concurrency)
      """
    case ENFILE: "the system's limit of open files is reached (sysctl fs.file-max)"
    case EAGAIN:
      """
      the limit of processes is reached: allow more (ulimit -u, or the container's limit of \
      processes), or let fewer environments run at a time (--reserved-concurrency)
      """
    case ENOMEM: "the machine has no memory left: let fewer environments run at a time"
    default: nil
    }
  }
}
