import Testing

@testable import MartletCLI

@Suite struct BuildFlagsTests {
  private func flags(
    _ link: LinkMode, _ libcurl: LibcurlSource = .minimal, prefix: String? = "/curl",
    sdk: String? = nil
  ) -> String {
    let flags = BuildFlags(
      root: "/shop", link: link, libcurl: libcurl, libcurlPrefix: prefix, swiftSDK: sdk)
    return " \(flags.arguments.joined(separator: " ")) "
  }

  @Test func `a static executable is linked with the libcurl that was built`() {
    let flags = flags(.static)
    #expect(flags.contains(" --static-swift-stdlib "))
    #expect(flags.contains(" -Xswiftc -static-executable "))
    #expect(flags.contains(" -Xlinker -L/curl/lib -Xcc -I/curl/include "))
    #expect(!flags.contains("rpath"))
  }

  @Test func `what Swift's static libraries come into is laid out for a quick start`() {
    for link in [LinkMode.static, .staticStdlib] {
      var flags = BuildFlags(root: "/shop", link: link, libcurl: .minimal)
      flags.staticResources = "/lean"
      flags.symbolOrder = "/order"
      let words = flags.arguments.joined(separator: " ")
      #expect(words.contains("-Xswiftc -resource-dir -Xswiftc /lean"))
      #expect(words.contains("-Xswiftc -use-ld=lld -Xlinker --gc-sections"))
      #expect(words.contains("-Xlinker --symbol-ordering-file=/order"))
    }
    #expect(!flags(.dynamic).contains("lld"))
    #expect(!flags(.static, sdk: "al2023").contains("-resource-dir"))
  }

  @Test func `what loads libraries finds them in its own folder, and nowhere in the toolchain`() {
    for link in [LinkMode.staticStdlib, .dynamic] {
      let flags = flags(link)
      #expect(flags.contains(" -Xlinker -rpath -Xlinker $ORIGIN/lib "))
      #expect(!flags.contains("static-executable "))
    }
    #expect(flags(.dynamic).contains(" -no-toolchain-stdlib-rpath "))
  }

  @Test func `the system's libcurl needs no folder`() {
    #expect(!flags(.dynamic, .system, prefix: nil).contains("-L"))
  }

  @Test func `nothing of the package's folder goes into what is built`() {
    for link in LinkMode.allCases {
      let flags = flags(link)
      #expect(flags.contains(" -Xswiftc -file-prefix-map -Xswiftc /shop=. "))
      #expect(flags.contains(" -Xcc -ffile-prefix-map=/shop=. "))
      #expect(flags.contains(" -Xlinker --build-id=none "))
    }
  }

  @Test func `types are made without a look at all conformances`() {
    for link in LinkMode.allCases {
      #expect(
        flags(link).contains(
          " -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors "))
    }
  }

  @Test func `each way to build has a folder of its own`() {
    var paths: Set<String> = []
    for link in LinkMode.allCases {
      for libcurl in LibcurlSource.allCases {
        for sdk in [nil, "a/b"] {
          let flags = BuildFlags(root: "/shop", link: link, libcurl: libcurl, swiftSDK: sdk)
          #expect(flags.arguments.contains(flags.scratchPath))
          #expect(flags.scratchPath.split(separator: "/").count == 4)
          paths.insert(flags.scratchPath)
        }
      }
    }
    #expect(paths.count == 18)
    #expect(paths.contains("/shop/.build/martlet/static-minimal"))
  }

  @Test func `a Swift SDK is passed on`() {
    #expect(flags(.static, sdk: "al2023").contains(" --swift-sdk al2023 "))
  }
}
