internal import Glibc

/// What a process has started, and what that has started in turn, as far as it has not left its
/// parents.
package struct ProcessTree {
  private let root: Int32
  /// Each with the process that started it, parents first.
  private var started: [(process: Int32, parent: Int32)] = []

  /// Looks for all that lives at the moment.
  package init(of process: Int32) {
    root = process
    // One that loses its parent meanwhile may show up again.
    var seen = [process] as Set
    var open = [process]
    while let parent = open.popLast() {
      for child in Self.children(of: parent) where seen.insert(child).inserted {
        started.append((child, parent))
        open.append(child)
      }
    }
  }

  /// All but the process itself.
  package var descendants: [Int32] { started.map(\.process) }

  /// Whether the process is alone.
  var isEmpty: Bool { started.isEmpty }

  /// The memory that all of them use together, in bytes, where it is more than a given size: what
  /// several of them share, each its part of it. Until it could be more, only the resident sizes are
  /// read, in which it counts several times and which the system tells at a lower price.
  func size(beyond least: Int) -> Int? {
    var processes = [root]
    var resident = Self.sizes(of: root)?.resident ?? 0
    for (process, parent) in started {
      guard let own = Self.sizes(of: process) else { continue }
      // One that has not yet run its executable still is its parent in all but number.
      if own == Self.sizes(of: parent) { continue }
      processes.append(process)
      resident += own.resident
    }
    guard resident > least else { return nil }
    let size = processes.reduce(0) { $0 + (Self.proportionalSize(of: $1) ?? 0) }
    return size > least ? size : nil
  }

  // MARK: What the system tells

  /// What each of a process's threads has started.
  private static func children(of process: Int32) -> [Int32] {
    let folder = "/proc/\(process)/task"
    return (Folder.names(in: folder) ?? []).flatMap { thread -> [Int32] in
      guard Int32(thread) != nil else { return [] }
      return text(of: "\(folder)/\(thread)/children")?.split(separator: " ")
        .compactMap { Int32($0) } ?? []
    }
  }

  private struct Sizes: Equatable {
    let virtual: Int
    let resident: Int
  }

  private static func sizes(of process: Int32) -> Sizes? {
    let pages = text(of: "/proc/\(process)/statm")?.split(separator: " ").compactMap { Int($0) }
    guard let pages, pages.count > 1 else { return nil }
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    return Sizes(virtual: pages[0] * page, resident: pages[1] * page)
  }

  /// The resident size where the system does not tell.
  private static func proportionalSize(of process: Int32) -> Int? {
    let lines = text(of: "/proc/\(process)/smaps_rollup")?.split(separator: "\n")
    guard let line = lines?.first(where: { $0.hasPrefix("Pss:") }),
      let number = line.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { return sizes(of: process)?.resident }
    return number * 1024
  }

  private static func text(of path: String) -> Substring? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4096) { buffer in
      let count = read(file, buffer.baseAddress, buffer.count)
      guard count > 0 else { return nil }
      return String(decoding: buffer[..<count], as: UTF8.self).prefix { $0 != "\0" }
    }
  }
}
