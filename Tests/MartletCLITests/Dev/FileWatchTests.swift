import Glibc
import MartletCurl
import MartletEmulator
import Testing

@testable import MartletCLI

/// More happens at once than the system keeps for who watches.
struct FileWatchTests {
  @Test(.timeLimit(.minutes(1)))
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

  private static var mostEvents: Int {
    let text = (try? FileTree.read("/proc/sys/fs/inotify/max_queued_events")) ?? []
    return Int(String(decoding: text, as: UTF8.self).prefix { $0.isNumber }) ?? 16_384
  }
}
