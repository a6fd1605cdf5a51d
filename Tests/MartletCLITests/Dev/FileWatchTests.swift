import Glibc
import MartletCurl
import MartletEmulator
import Testing

@testable import MartletCLI

/// More happens at once than the system keeps for who watches.
struct FileWatchTests {
  @Test(.timeLimit(.minutes(5)))
  func `a folder that was made while the system lost count is watched too`() throws {
    let folder = TemporaryFolder()
    folder.write("src/a.swift", "")
    let loop = try RunLoop()
    loop.run {
      nonisolated(unsafe) var changed: Set<String> = []
      let watch = FileWatch(polls: false, on: loop) { changed.formUnion($0) }
      watch.watch(WatchedPaths(folders: ["\(folder.path)/src"]))
      // The loop reads none of this: two names in turn, so that no two events are merged.
      let most = Self.mostEvents
      let paths = [0, 1].map { "\(folder.path)/src/\($0).swift" }
      for number in 0..<most { close(open(paths[number % 2], O_WRONLY | O_CREAT, 0o644)) }
      folder.write("src/new/b.swift", "")
      // Not for the folder itself: a machine whose users watch much gives out no more of it, and what
      // looks every second instead tells of files alone.
      while changed.isEmpty, !Task.isCancelled { await Task.yield() }
      changed = []
      folder.write("src/new/b.swift", "more")
      while !changed.contains("\(folder.path)/src/new/b.swift"), !Task.isCancelled {
        await Task.yield()
      }
      watch.stop()
    }
  }

  /// Watches, and waits until all of some paths have been told once a body has run.
  private static func expect(
    _ expected: Set<String>, watching paths: WatchedPaths, polls: Bool = false,
    from body: @escaping @Sendable (FileWatch) -> Void
  ) throws {
    let loop = try RunLoop()
    loop.run {
      nonisolated(unsafe) var changed: Set<String> = []
      let watch = FileWatch(polls: polls, on: loop) { changed.formUnion($0) }
      watch.watch(paths)
      body(watch)
      // No cancellation of the test reaches the loop. What is told at all is told long before.
      let end = ContinuousClock.now + .seconds(20)
      while !changed.isSuperset(of: expected), .now < end { await Task.yield() }
      #expect(expected.subtracting(changed).isEmpty)
      watch.stop()
    }
  }

  @Test func `a folder that is reached by two ways is watched by both names`() throws {
    let folder = TemporaryFolder()
    folder.write("deep/a/file", "")
    folder.write("b/one", "")
    folder.write("b/two", "")
    // Behind a link `..` is not the folder in which the link lies.
    symlink("deep/a", "\(folder.path)/a")
    symlink("../b", "\(folder.path)/deep/b")
    let paths = ["a/../b/one", "b/two"].map { "\(folder.path)/\($0)" }
    try Self.expect(Set(paths), watching: WatchedPaths(files: Set(paths))) { _ in
      folder.write("b/one", "more")
      folder.write("b/two", "more")
    }
  }

  @Test
  func `a file is watched by the path that names it, also where it leads through sources`() throws {
    let folder = TemporaryFolder()
    folder.write("src/Fn/shared/one", "")
    let path = "\(folder.path)/src"
    symlink("shared", "\(path)/Fn/link")
    let paths = ["Fn/link/one", "Fn/shared/one", "Fn/../Fn/shared/one"].map { "\(path)/\($0)" }
    try Self.expect(
      Set(paths), watching: WatchedPaths(folders: ["\(path)/Fn"], files: Set(paths))
    ) { _ in
      folder.write("src/Fn/shared/one", "more")
    }
  }

  @Test func `a folder that comes again is watched by both names too`() throws {
    let folder = TemporaryFolder()
    folder.write("a/file", "")
    folder.write("b/one", "")
    let paths = ["a/../b/one", "b/one"].map { "\(folder.path)/\($0)" }
    try Self.expect(Set(paths), watching: WatchedPaths(files: Set(paths))) { _ in
      rename("\(folder.path)/b", "\(folder.path)/old")
      folder.write("b/one", "more")
    }
  }

  @Test(arguments: [false, true])
  func `what changed before other paths are watched is told`(polls: Bool) throws {
    let folder = TemporaryFolder()
    let path = folder.write("a/one", "")
    let other = folder.write("b/two", "")
    try Self.expect([path], watching: WatchedPaths(files: [path]), polls: polls) { watch in
      // The loop has no turn in between.
      folder.write("a/one", "more")
      watch.watch(WatchedPaths(files: [path, other]))
    }
  }

  private static var mostEvents: Int {
    let text = (try? FileTree.read("/proc/sys/fs/inotify/max_queued_events")) ?? []
    return Int(String(decoding: text, as: UTF8.self).prefix { $0.isNumber }) ?? 16_384
  }
}
