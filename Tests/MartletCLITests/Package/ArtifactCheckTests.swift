import Testing

@testable import MartletCLI

@Suite struct ArtifactCheckTests {
  private func file(_ builder: ELFBuilder) throws -> ELFFile { try ELFFile(builder.bytes) }

  @Test func `a static executable passes`() throws {
    let check = ArtifactCheck(link: .static, format: .zip)
    #expect(try check.warnings("Hello", file(.static), []) == [])
  }

  @Test func `one that was meant to be static and is not is refused with what it loads`() throws {
    let check = ArtifactCheck(link: .static, format: .zip)
    let dynamic = try file(.dynamic)
    let error = #expect(throws: CommandError.self) { try check.warnings("Hello", dynamic, []) }
    #expect(
      error?.message.hasPrefix("Hello is not static: it loads libcurl.so.4, libc.so.6;") == true)
  }

  @Test func `another machine than Lambda's is refused`() throws {
    let check = ArtifactCheck(link: .static, format: .directory)
    let riscv = try file(ELFBuilder(machine: 243, kind: 2, interpreter: nil))
    #expect(throws: CommandError.self) { try check.warnings("Hello", riscv, []) }
  }

  @Test func `a zip that asks for a newer glibc is refused with who does and what helps`() throws {
    let check = ArtifactCheck(link: .dynamic, format: .zip)
    let library = SharedLibraries.Library(
      name: "libx.so", path: "",
      file: try file(ELFBuilder(versions: ["libc.so.6": ["GLIBC_2.38", "GLIBC_2.34"]])))
    let dynamic = try file(.dynamic)
    let error = #expect(throws: CommandError.self) {
      try check.warnings("Hello", dynamic, [library])
    }
    #expect(
      error?.message
        == "provided.al2023 has glibc 2.34, too old for GLIBC_2.35, GLIBC_2.38 in Hello, libx.so; "
        + "choose --link static, or build on Amazon Linux: runtime/build.Dockerfile")
  }

  @Test func `a folder may be meant for another image, so there it is a warning`() throws {
    let check = ArtifactCheck(link: .dynamic, format: .directory)
    #expect(try check.warnings("Hello", file(.dynamic), []).count == 1)
  }

  @Test func `Lambda's limits are those of the artifact`() throws {
    let check = ArtifactCheck(link: .static, format: .zip)
    let limit = 50 << 20
    #expect(try check.warnings("Hello", zipSize: limit, unzippedSize: 5 * limit) == [])
    #expect(
      try check.warnings("Hello", zipSize: limit + 1, unzippedSize: 5 * limit)
        == ["Hello takes 52.43 MB, and Lambda takes 50 MiB in a call: upload it to S3"])
    #expect(throws: CommandError.self) {
      try check.warnings("Hello", zipSize: 1, unzippedSize: 5 * limit + 1)
    }
  }

  @Test(arguments: [
    ("GLIBC_2.34", []), ("GLIBC_2.2.5", []), ("GLIBC_2.35", ["GLIBC_2.35"]),
    ("GLIBC_3.0", ["GLIBC_3.0"]), ("GLIBC_ABI_DT_RELR", ["GLIBC_ABI_DT_RELR"]),
    ("GLIBC_PRIVATE", []), ("GLIBCXX_3.4.30", []), ("CURL_OPENSSL_4", []),
  ])
  func `a version is compared by its numbers`(name: String, lacking: [String]) {
    let version = ELFFile.Version(library: "libc.so.6", name: name)
    #expect(TargetImage.amazonLinux2023.lacks([version]) == lacking)
  }

  @Test func `the C library belongs to the image, all else is brought along`() {
    let image = TargetImage.amazonLinux2023
    for name in ["libc.so.6", "libm.so.6", "ld-linux-aarch64.so.1", "libgcc_s.so.1"] {
      #expect(image.has(name))
    }
    for name in ["libcurl.so.4", "libstdc++.so.6", "libswiftCore.so", "libcrypt.so.1"] {
      #expect(!image.has(name))
    }
  }
}
