internal import MartletCurl
internal import MartletEmulator

/// The libcurl that Martlet builds from source for a bootstrap.
struct LibcurlBuild {
  let package: SwiftPackage
  let martlet: MartletSources
  let session: Session

  /// Builds it unless that was done before, and returns the folder that holds its `lib` and
  /// `include`.
  func prefix(_ source: LibcurlSource) async throws(CommandError) -> String {
    var printed: [UInt8] = []
    let arguments = ["--profile", source.rawValue, "--cache", "\(package.root)/.build/libcurl"]
    Console.progress("libcurl: building")
    let exit = try await Tool.run(
      .init(path: martlet.libcurlScript, arguments: arguments, errors: .passedOn), in: session
    ) { printed.append(contentsOf: $0) }
    Console.progress("")
    let folder = String(decoding: printed, as: UTF8.self).split(separator: "\n").last
    guard exit == .status(0), let folder, FileTree.exists("\(folder)/lib/libcurl.a") else {
      throw CommandError(
        .buildFailed,
        """
        the \(source.rawValue) libcurl does not build, see above; to use the system's: \
        --libcurl system --link static-stdlib
        """)
    }
    return String(folder)
  }
}
