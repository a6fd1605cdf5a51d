import Testing

@testable import MartletCLI

struct WatchedPathsTests {
  private let paths = WatchedPaths(
    folders: ["/p/Sources/Fn"], files: ["/p/Package.swift", "/q/target/bootstrap"])

  @Test(arguments: [
    "/p/Sources/Fn/Fn.swift", "/p/Sources/Fn/New/A.swift", "/p/Package.swift",
    "/q/target/bootstrap",
  ])
  func `sources, the manifest and bootstraps matter`(path: String) {
    #expect(paths.matters(path))
  }

  @Test(arguments: [
    "/p/README.md", "/p/Sources/Fnord/A.swift", "/p/Sources/Fn/.Fn.swift.swp",
    "/p/Sources/Fn/Fn.swift~", "/p/Sources/Fn/4913", "/p/Sources/Fn/.#Fn.swift",
    "/p/Sources/Fn/#Fn.swift#", "/p/Sources/Fn/.build/x.swift", "/q/target/bootstrap.d",
  ])
  func `what editors and tools leave, and what is elsewhere, does not`(path: String) {
    #expect(!paths.matters(path))
  }

  @Test func `only what lies in sources or on the way to them is looked into`() {
    for folder in ["", "/p", "/p/Sources", "/p/Sources/Fn", "/p/Sources/Fn/New", "/q/target"] {
      #expect(paths.leads(through: folder), "\(folder)")
    }
    for folder in ["/r", "/p/.build", "/p/Tests", "/p/Sources/Fn/.git", "/q/target/deps"] {
      #expect(!paths.leads(through: folder), "\(folder)")
    }
  }
}
