/// Whether a bootstrap will run where it is meant to, as far as its files tell.
struct ArtifactCheck {
  let link: LinkMode
  let format: ArtifactFormat
  let image = TargetImage.amazonLinux2023

  /// Lambda's limits, in bytes.
  static let zipLimit = 50 << 20
  static let unzippedLimit = 250 << 20

  /// Refuses what cannot run; returns what may fail, as sentences.
  func warnings(
    _ name: String, _ bootstrap: ELFFile, _ libraries: [SharedLibraries.Library]
  ) throws(CommandError) -> [String] {
    if case .other = bootstrap.machine {
      throw CommandError(
        .buildFailed, "\(name) is for \(bootstrap.machine), but Lambda has x86_64 and arm64")
    }
    if link == .static, !bootstrap.isStatic {
      let loaded =
        bootstrap.needed.isEmpty
        ? bootstrap.interpreter ?? "" : bootstrap.needed.joined(separator: ", ")
      throw CommandError(
        .buildFailed,
        "\(name) is not static: it loads \(loaded); do the package's linker settings say so?")
    }
    guard let problem = glibcProblem(name, bootstrap, libraries) else { return [] }
    // A folder may be meant for an image of any system.
    guard format == .directory else { throw CommandError(.buildFailed, problem) }
    return [problem]
  }

  /// Refuses what Lambda would; returns what takes another way to get there, as sentences.
  func warnings(
    _ name: String, zipSize: Int, unzippedSize: Int
  ) throws(CommandError) -> [String] {
    guard unzippedSize <= Self.unzippedLimit else {
      throw CommandError(
        .buildFailed,
        """
        \(name) takes \(Megabytes.text(unzippedSize)) unzipped, and Lambda takes 250 MiB; put it \
        into an image: --format directory and runtime/Dockerfile
        """)
    }
    guard zipSize > Self.zipLimit else { return [] }
    return [
      "\(name) takes \(Megabytes.text(zipSize)), and Lambda takes 50 MiB in a call: upload it to S3"
    ]
  }

  private func glibcProblem(
    _ name: String, _ bootstrap: ELFFile, _ libraries: [SharedLibraries.Library]
  ) -> String? {
    let files = [(name, bootstrap)] + libraries.map { ($0.name, $0.file) }
    let users = files.filter { !image.lacks($0.1.versions).isEmpty }
    guard !users.isEmpty else { return nil }
    let versions = image.lacks(files.flatMap(\.1.versions)).joined(separator: ", ")
    return """
      \(image.name) has glibc \(image.glibc.major).\(image.glibc.minor), too old for \(versions) \
      in \(users.map(\.0).joined(separator: ", ")); choose --link static, or build on Amazon \
      Linux: runtime/build.Dockerfile
      """
  }
}

/// Sizes as the summary spells them.
enum Megabytes {
  /// Millions of bytes with two decimals.
  static func text(_ bytes: Int) -> String {
    let hundredths = (bytes + 5_000) / 10_000
    let fraction = hundredths % 100
    return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction) MB"
  }
}
