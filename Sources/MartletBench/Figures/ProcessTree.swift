internal import MartletEmulator

/// A process and those that it has started.
enum ProcessTree {
  /// The children of a process, theirs, and so on, as far as they have not ended.
  static func descendants(of process: Int32) -> [Int32] {
    var found: [Int32] = []
    var open = [process]
    while let next = open.popLast() {
      let children = children(of: next).filter { !found.contains($0) }
      found += children
      open += children
    }
    return found
  }

  private static func children(of process: Int32) -> [Int32] {
    let folder = "/proc/\(process)/task"
    return (Folder.names(in: folder) ?? []).filter { !$0.hasPrefix(".") }.flatMap { thread in
      ProcessFile.read("\(folder)/\(thread)/children").split(separator: " ").compactMap {
        Int32($0)
      }
    }
  }
}
