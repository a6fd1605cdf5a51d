internal import MartletCurl
internal import MartletEmulator

/// The system's `gzip`, as the compressor of zip files.
struct Gzip {
  let path: String
  let session: Session

  init(session: Session) throws(CommandError) {
    guard let path = Tool.path(of: "gzip") else {
      throw CommandError(
        .unavailable, "gzip is not on the PATH; install gzip, or choose --format directory")
    }
    self.path = path
    self.session = session
  }

  /// Compresses a file as far as it can.
  func compress(_ file: String) async throws(CommandError) -> GzipMember {
    var output: [UInt8] = []
    let arguments = ["--best", "--no-name", "--stdout", "--", file]
    let exit = try await Tool.run(
      .init(path: path, arguments: arguments, errors: .passedOn), in: session
    ) { output.append(contentsOf: $0) }
    guard exit == .status(0), let member = GzipMember(output) else {
      throw CommandError(.unavailable, "\(path) does not compress \(file) as GNU gzip does")
    }
    return member
  }
}
