import Glibc
import MartletEmulator
import Testing

@testable import MartletCLI

struct FolderWalkTests {
  private let folder = TemporaryFolder()

  private func files(_ paths: WatchedPaths) -> [String] {
    FolderWalk(for: paths).files.keys.map { String($0.dropFirst(folder.path.count + 1)) }.sorted()
  }

  @Test func `a walk finds the files of a folder, and those that are named`() {
    for name in ["p/Sources/a.swift", "p/Sources/sub/b.swift", "p/other/c", "q/boot", "q/more"] {
      folder.write(name, "")
    }
    let paths = WatchedPaths(
      folders: ["\(folder.path)/p/Sources"], files: ["\(folder.path)/q/boot"])
    #expect(files(paths) == ["p/Sources/a.swift", "p/Sources/sub/b.swift", "q/boot"])
  }

  @Test func `names that are no UTF-8 hide nothing else, on the way or in the folder itself`() {
    folder.write("p/Sources/a.swift", "")
    for place in ["", "/p", "/p/Sources"] {
      let name = Array("\(folder.path)\(place)/".utf8) + [0xFF, 0]
      let file = name.map { CChar(bitPattern: $0) }.withUnsafeBufferPointer {
        open($0.baseAddress!, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
      }
      #expect(file >= 0)
      close(file)
    }
    #expect(files(WatchedPaths(folders: ["\(folder.path)/p/Sources"])) == ["p/Sources/a.swift"])
  }

  @Test func `a folder is entered before it is looked into`() {
    folder.write("p/Sources/a.swift", "")
    var entered: [String] = []
    let path = folder.path
    let walk = FolderWalk(for: WatchedPaths(folders: ["\(path)/p/Sources"])) { place in
      entered.append(place)
      // Made by somebody else in this very moment.
      if place == "\(path)/p/Sources" { folder.write("p/Sources/new/b.swift", "") }
    }
    #expect(entered.suffix(3) == ["\(path)/p", "\(path)/p/Sources", "\(path)/p/Sources/new"])
    #expect(walk.files.keys.contains("\(path)/p/Sources/new/b.swift"))
  }

  @Test func `links that lead back end the walk`() {
    folder.write("p/Sources/a.swift", "")
    for name in ["left", "right"] { symlink("..", "\(folder.path)/p/Sources/\(name)") }
    let paths = WatchedPaths(folders: ["\(folder.path)/p"])
    #expect(files(paths) == ["p/Sources/a.swift"])
  }

  /// As a user whom the system's permissions bind, which the superuser is not.
  @Test func `a folder that may be passed and not listed is passed`() async {
    folder.write("closed/p/runtime/vars", "VERSION=one\n")
    let path = "\(folder.path)/closed"
    let bootstrap = await folder.install("closed/p/boot", "exec \(Programs.bootstrap)")
    chmod(path, 0o311)
    var words = [
      Programs.martlet, "dev", "--port", "0", "--bootstrap", "Fn=\(bootstrap)", "--env-file",
      "\(path)/p/runtime/vars",
    ]
    if geteuid() == 0 {
      words.insert("--bounding-set=-dac_override,-dac_read_search", at: 0)
      words.insert("/usr/bin/setpriv", at: 0)
    }
    let command = RunningCommand(
      words[0], Array(words.dropFirst()), environment: ["_HANDLER": "script"])
    let dev = Dev(command: command, url: Dev.url(in: await command.errors(until: "-d '{}'")))
    #expect((await dev.invoke("env")).text.contains("\"VERSION=one\""))
    folder.write("closed/p/runtime/vars", "VERSION=two\n")
    await dev.untilServed(1)
    #expect((await dev.invoke("env")).text.contains("\"VERSION=two\""))
    await dev.end()
    chmod(path, 0o755)
  }
}
