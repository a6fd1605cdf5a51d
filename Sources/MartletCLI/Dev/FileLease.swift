internal import CMartlet
internal import Glibc

/// Whether a file is finished.
enum FileLease {
  /// Whether somebody has a file open for writing, as a linker or a copy does until it is whole: a
  /// lease for reading is not given then. A file system without leases says no.
  static func isWritten(_ path: String) -> Bool {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    // F_SETLEASE, which the platform's module leaves out; closing the file gives the lease back.
    return fcntl(file, 1024, F_RDLCK) != 0 && errno == EAGAIN
  }
}
