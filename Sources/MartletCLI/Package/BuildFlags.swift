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
  /// The folder of the compiler's static resources; nil for the compiler's own.
  var staticResources: String?
  /// The file that lists which symbols lie side by side.
  var symbolOrder: String?

  var arguments: [String] {
    ["--configuration", "release", "--scratch-path", scratchPath]
      + (swiftSDK.map { ["--swift-sdk", $0] } ?? [])
      + linkage + libcurlFolders + Self.typesByAddress
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
      staticStdlib + Self.swift("-static-executable") + layout
    case .staticStdlib:
      staticStdlib + Self.ownLibraries + layout
    case .dynamic:
      ["--no-static-swift-stdlib"] + Self.swift("-no-toolchain-stdlib-rpath") + Self.ownLibraries
    }
  }

  private var staticStdlib: [String] {
    ["--static-swift-stdlib"] + Self.c("-DMARTLET_STATIC_EXECUTABLE")
      + (staticResources.map { Self.swift("-resource-dir", $0) } ?? [])
  }

  /// How the executable is laid out: without what nothing refers to, with what a cold start touches
  /// side by side, and in few segments. Each page that a start touches is a fault, and on Lambda
  /// often a read of the disk. LLD, which every toolchain has, because only it does all of these.
  private var layout: [String] {
    Self.swift("-use-ld=lld") + Self.linker("--gc-sections", "--no-rosegment")
      + (symbolOrder.map {
        Self.linker("--symbol-ordering-file=\($0)", "--no-warn-symbol-ordering")
      } ?? [])
  }

  /// How a function gets at a generic type of its own, such as the container of its event's members:
  /// from the type and the conformances that it knows, in place of a name that the runtime parses, and
  /// then looks through all conformances of the process. That takes 45,000 instructions for each such
  /// type that a cold start makes, most of what the first event would cost.
  private static let typesByAddress = swift(
    "-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors")

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
