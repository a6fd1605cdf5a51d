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
      for number in 0..<most { folder.write("src/\(number % 2).swift", "") }
      folder.write("src/new/b.swift", "")
      while !changed.contains("\(folder.path)/src"), !Task.isCancelled { await Task.yield() }
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
