internal import MartletCurl
internal import MartletEmulator

/// The libcurl that Martlet builds from source for a bootstrap.
struct LibcurlBuild {
  let package: SwiftPackage
  let martlet: MartletSources
  /// The variable that names another compiler than the script's own choice, or nothing.
  let compiler: [String]
  let session: Session

  /// Builds it unless that was done before, and returns the folder that holds its `lib` and
  /// `include`.
  func prefix(_ source: LibcurlSource) async throws(CommandError) -> String {
    var printed: [UInt8] = []
    let arguments = [
      martlet.libcurlScript, "--profile", source.rawValue, "--cache",
      "\(package.root)/.build/libcurl",
    ]
    Console.progress("libcurl: building")
    let exit = try await Tool.run(
      .init(path: "/usr/bin/env", arguments: compiler + arguments, errors: .passedOn), in: session
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

  /// The compiler that builds it for a system; nil is this one.
  static func compiler(for swiftSDK: SwiftSDK?) throws(CommandError) -> [String] {
    guard let swiftSDK else { return [] }
    guard swiftSDK.isNative else {
      throw CommandError(
        .usage,
        """
        libcurl is not built for \(swiftSDK.triple) on this machine; choose --libcurl system \
        --link static-stdlib with an SDK that holds libcurl, or build on such a machine, as \
        runtime/build.Dockerfile does with --platform
        """)
    }
    guard let clang = SwiftTool.neighbour("clang") else {
      throw CommandError(.unavailable, "there is no clang beside swift to build libcurl with")
    }
    return ["CC=\(clang) --target=\(swiftSDK.triple) --sysroot=\(swiftSDK.root)"]
  }
}
