internal import Glibc
internal import MartletCurl
internal import MartletEmulator

/// Copies of executables that are served: each lies next to its original, where it finds the same
/// libraries and resources, and stays one whole build, whatever is built later.
///
/// A linker removes its output before it writes it, or writes over what is there; so neither the
/// original nor a second name of the same file would do. A file system that can lets both share what
/// neither has written to since; elsewhere a copy takes a few hundredths of the time of a build.
///
/// Sharing is safe: all of it is made and used on the loop's thread.
final class ServedCopies: @unchecked Sendable {
  private static let mark = ".served-"
  private static let patience = Duration.seconds(10)

  private let session: Session
  /// All that there are, each open and locked. A lock ends with its process, however that ends: who
  /// finds a copy without one knows that nobody serves it any more.
  private var locks: [String: Int32] = [:]
  private var lastNumber = 0

  init(in session: Session) {
    self.session = session
    session.onEnd { [self] in remove(except: []) }
  }

  /// Makes a copy of an executable as it is now, or will be once nobody writes it any more.
  func add(_ original: String) async throws(CommandError) -> String {
    let path = try begin(original)
    let end = ContinuousClock.now + Self.patience
    repeat {
      if let before = FileIdentity(of: original), !FileLease.isWritten(original) {
        let failure = try await copy(original, to: path)
        // Another build may have begun meanwhile.
        if FileIdentity(of: original) == before, !FileLease.isWritten(original) {
          guard let failure else { return path }
          remove(path)
          throw failure
        }
      }
      try? await session.loop.sleep(for: .milliseconds(50))
      await session.stopIfOver()
    } while .now < end
    remove(path)
    throw CommandError(
      .unavailable,
      "\(WorkingDirectory.relative(original)) is being written; wait for whoever else builds it")
  }

  /// Another process copies, because the loop has others to serve.
  private func copy(
    _ original: String, to path: String
  ) async throws(CommandError) -> CommandError? {
    var output: [UInt8] = []
    let exit = try await Tool.run(
      .init(
        path: Tool.path(of: "cp") ?? "/bin/cp", arguments: ["--reflink=auto", original, path],
        errors: .merged), in: session
    ) { output.append(contentsOf: $0) }
    guard exit != .status(0) else { return nil }
    return CommandError(.unavailable, "cannot copy \(original)", details: output)
  }

  /// Makes the file, empty and locked, before anything is in it: another `martlet dev` removes what it
  /// finds without a lock.
  private func begin(_ original: String) throws(CommandError) -> String {
    if lastNumber == 0 { Self.removeAbandoned(nextTo: original) }
    while true {
      lastNumber += 1
      let path = "\(original)\(Self.mark)\(getpid())-\(lastNumber)"
      let file = open(path, O_RDONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o700)
      if file >= 0 {
        flock(file, LOCK_SH)
        // Another one that starts now may have found it before it was locked.
        var info = stat()
        guard fstat(file, &info) == 0, info.st_nlink > 0 else {
          close(file)
          continue
        }
        fchmod(file, 0o755)
        locks[path] = file
        return path
      }
      guard errno == EEXIST else {
        throw CommandError(
          .unavailable, "cannot write \(path): \(String(cString: strerror(errno)))")
      }
    }
  }

  /// Removes what a process left that could not end as it should.
  private static func removeAbandoned(nextTo original: String) {
    let folder = original[..<(original.lastIndex(of: "/") ?? original.startIndex)]
    for name in Folder.names(in: String(folder)) ?? [] where name.contains(mark) {
      let path = "\(folder)/\(name)"
      let file = open(path, O_RDONLY | O_CLOEXEC)
      guard file >= 0 else { continue }
      if flock(file, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
      close(file)
    }
  }

  /// Removes all but some. Processes that run one still have it.
  func remove(except kept: Set<String>) {
    for path in locks.keys where !kept.contains(path) { remove(path) }
  }

  private func remove(_ path: String) {
    unlink(path)
    if let lock = locks.removeValue(forKey: path) { close(lock) }
  }

  /// The executable that a path is a copy of; the path itself for any other.
  static func original(of path: String) -> String {
    path.firstRange(of: "\(mark)\(getpid())-").map { String(path[..<$0.lowerBound]) } ?? path
  }
}
