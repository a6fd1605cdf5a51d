/// What `swift build` is told for an artifact.
///
/// The same sources must give the same bytes wherever they lie, so the package's own folder stays
/// out of what is compiled, and no build ID is made of debug information that names it.
struct BuildFlags {
  /// The package's folder.
  let root: String
  let link: LinkMode
  let libcurl: LibcurlSource
  /// The folder that holds the `lib` and `include` of a libcurl built from source.
  var libcurlPrefix: String?
  var swiftSDK: String?

  var arguments: [String] {
    ["--configuration", "release", "--scratch-path", scratchPath]
      + (swiftSDK.map { ["--swift-sdk", $0] } ?? [])
      + linkage + libcurlFolders
      + Self.swift("-file-prefix-map", "\(root)=.") + Self.c("-ffile-prefix-map=\(root)=.")
      + Self.linker("--build-id=none")
  }

  /// Apart for each way to build, so that no build, the user's own included, undoes another's work.
  var scratchPath: String {
    let parts = [link.rawValue, libcurl.rawValue] + (swiftSDK.map { [$0] } ?? [])
    let name = parts.joined(separator: "-").map { $0 == "/" ? "_" : $0 }
    return "\(root)/.build/martlet/\(String(name))"
  }

  private var linkage: [String] {
    switch link {
    case .static:
      Self.staticStdlib + Self.swift("-static-executable")
    case .staticStdlib:
      Self.staticStdlib + Self.ownLibraries
    case .dynamic:
      ["--no-static-swift-stdlib"] + Self.swift("-no-toolchain-stdlib-rpath") + Self.ownLibraries
    }
  }

  private static let staticStdlib =
    ["--static-swift-stdlib"] + c("-DMARTLET_STATIC_EXECUTABLE")

  /// What is loaded comes from the artifact's own folder `lib`, also what its libraries load: that
  /// is where the older of the two kinds of search path differs.
  private static let ownLibraries = linker("-rpath", "$ORIGIN/lib", "--disable-new-dtags")

  private var libcurlFolders: [String] {
    guard let libcurlPrefix else { return [] }
    return Self.linker("-L\(libcurlPrefix)/lib") + Self.c("-I\(libcurlPrefix)/include")
  }

  private static func swift(_ words: String...) -> [String] { words.flatMap { ["-Xswiftc", $0] } }
  private static func c(_ words: String...) -> [String] { words.flatMap { ["-Xcc", $0] } }
  private static func linker(_ words: String...) -> [String] {
    words.flatMap { ["-Xlinker", $0] }
  }
}
