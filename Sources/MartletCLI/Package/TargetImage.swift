/// What the system that a bootstrap runs on brings along.
struct TargetImage {
  let name: String
  /// The version of the C library.
  let glibc: GlibcVersion

  /// Lambda's OS-only runtime of today. (`provided.al2`, with glibc 2.26, has had its time.)
  static let amazonLinux2023 = TargetImage(
    name: "provided.al2023", glibc: GlibcVersion(major: 2, minor: 34))

  /// The C library's own parts and the compiler's, which belong to the loader and must not be
  /// brought along. All else is: it may be missing, or of another version.
  func has(_ library: String) -> Bool {
    let parts: Set = [
      "libc", "libm", "libdl", "libpthread", "librt", "libresolv", "libutil", "libanl",
      "libnsl", "libmvec", "libgcc_s", "ld-linux-x86-64", "ld-linux-aarch64",
    ]
    return parts.contains(String(library.prefix { $0 != "." }))
  }

  /// The versions of the C library that it does not have.
  func lacks(_ versions: [ELFFile.Version]) -> [String] {
    Set(versions.map(\.name)).filter { name in
      // Written by newer linkers, and known to glibc 2.36 and later alone.
      if name == "GLIBC_ABI_DT_RELR" { return glibc < GlibcVersion(major: 2, minor: 36) }
      return GlibcVersion(name).map { glibc < $0 } ?? false
    }.sorted { (GlibcVersion($0) ?? .newest) < (GlibcVersion($1) ?? .newest) }
  }
}

/// A version of glibc.
struct GlibcVersion: Comparable {
  let major: Int
  let minor: Int

  static let newest = GlibcVersion(major: .max, minor: 0)

  init(major: Int, minor: Int) {
    self.major = major
    self.minor = minor
  }

  /// Reads the name of a symbol's version, such as `GLIBC_2.34`.
  init?(_ name: String) {
    guard name.hasPrefix("GLIBC_") else { return nil }
    let numbers = name.dropFirst("GLIBC_".count).split(separator: ".").map { Int($0) }
    guard numbers.count >= 2, let major = numbers[0], let minor = numbers[1] else { return nil }
    self.init(major: major, minor: minor)
  }

  static func < (one: GlibcVersion, other: GlibcVersion) -> Bool {
    (one.major, one.minor) < (other.major, other.minor)
  }
}
