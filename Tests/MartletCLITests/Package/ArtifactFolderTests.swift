import Testing

@testable import MartletCLI

@Suite struct ArtifactFolderTests {
  private let folder = TemporaryFolder()
  private var artifact: ArtifactFolder { ArtifactFolder(path: "\(folder.path)/artifact") }

  @Test(arguments: [
    ("b", "a", true), ("../b", "x/a", true), ("../x/./b", "x/a", true), ("y/../../b", "x/a", true),
    ("../b", "a", false), ("../../b", "x/a", false), ("/etc/passwd", "x/a", false),
    ("x/../../b", "a", false),
  ])
  func `a link stays inside or it does not`(target: String, path: String, isInside: Bool) {
    #expect(ArtifactFolder.staysInside(target, from: path) == isInside)
  }

  @Test func `a bundle is copied with its folders, links and modes`() async throws {
    folder.write("shop_Order.resources/Data/menu.txt", "soup")
    try FileTree.write([1], to: "\(folder.path)/shop_Order.resources/run", isExecutable: true)
    try FileTree.link("\(folder.path)/shop_Order.resources/Data/link", to: "../run")
    try artifact.add(bundle: "\(folder.path)/shop_Order.resources")
    #expect(
      try FileTree.items(below: artifact.path) == [
        .init(path: "shop_Order.resources", kind: .folder),
        .init(path: "shop_Order.resources/Data", kind: .folder),
        .init(path: "shop_Order.resources/Data/link", kind: .link(target: "../run")),
        .init(path: "shop_Order.resources/Data/menu.txt", kind: .file(isExecutable: false)),
        .init(path: "shop_Order.resources/run", kind: .file(isExecutable: true)),
      ])
    #expect(try artifact.size() == 11)
  }

  @Test func `a link that leaves the bundle is refused`() throws {
    let bundle = "\(folder.path)/shop_Order.resources"
    try FileTree.link("\(bundle)/passwd", to: "/etc/passwd")
    let error = #expect(throws: CommandError.self) { try artifact.add(bundle: bundle) }
    #expect(
      error?.message.hasPrefix("shop_Order.resources/passwd is a link to /etc/passwd, ") == true)
  }

  @Test func `a folder is removed with all that is in it, but not what links in it lead to`() throws
  {
    folder.write("kept/file", "")
    folder.write("gone/inner/file", "")
    try FileTree.link("\(folder.path)/gone/link", to: "../kept")
    try FileTree.remove("\(folder.path)/gone")
    #expect(!FileTree.exists("\(folder.path)/gone"))
    #expect(FileTree.exists("\(folder.path)/kept/file"))
    try FileTree.remove("\(folder.path)/never there")
  }
}
