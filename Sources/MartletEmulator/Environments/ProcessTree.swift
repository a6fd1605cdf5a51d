internal import Glibc

/// What a process has started, and what that has started in turn, as far as it has not left its
/// parents.
package struct ProcessTree {
  private let root: Int32
  /// Whether the root itself is meant too.
  private let hasRoot: Bool
  /// Each with the process that started it, parents first.
  private var started: [(process: Int32, parent: Int32)] = []

  /// Looks for all that lives at the moment.
  package init(of process: Int32) { self.init(process, hasRoot: true) }

  /// Looks for all that lives at the moment below a process that is not meant itself.
  init(below process: Int32) { self.init(process, hasRoot: false) }

  private init(_ process: Int32, hasRoot: Bool) {
    root = process
    self.hasRoot = hasRoot
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

  /// All but the root.
  package var descendants: [Int32] { started.map(\.process) }

  /// What all of them use together, in bytes: what several of them share, each its part of it.
  package struct Memory {
    package let size: Int
    /// Their resident sizes, in which what they share counts several times.
    package let resident: Int
    fileprivate let processes: [Int32]
    fileprivate let faults: Int
  }

  /// The memory that all of them use, where it may be more than a given size and than it was.
  ///
  /// What they share takes the system long to tell, as it looks at every page; what is resident it
  /// only has to look up. So as long as less than `least` is resident, nothing more is asked. But a
  /// script and the function that it runs share libraries, and stay above that for good: there the
  /// last answer holds while nothing can have made it more. They have more only by
  /// - one that has come, or has gone and left the others what it shared with them;
  /// - what is new to one of them, and then resident;
  /// - what one of them shares until it writes there, and has for itself from then on. That is a page
  ///   fault each time and no more resident than before, so it counts once it could be a megabyte,
  ///   which is as exact as a report is.
  ///
  /// What they share with others, such as a second environment of the function, is more theirs when
  /// the others end. That is nothing that they have done, and is seen with the next of these.
  package func memory(beyond least: Int, since last: Memory?) -> Memory? {
    var processes = hasRoot ? [root] : []
    let own = hasRoot ? Self.statistics(of: root) : nil
    var (resident, faults) = (own?.resident ?? 0, own?.faults ?? 0)
    for (process, parent) in started {
      guard let own = Self.statistics(of: process) else { continue }
      // One that has not yet run its executable still is its parent in all but number.
      if let other = Self.statistics(of: parent), own.virtual == other.virtual,
        own.resident == other.resident
      {
        continue
      }
      processes.append(process)
      resident += own.resident
      faults += own.faults
    }
    guard resident > least else { return nil }
    if let last, processes == last.processes, resident <= last.resident,
      (faults - last.faults) * Self.page < 1 << 20
    {
      return nil
    }
    let size = processes.reduce(0) { $0 + (Self.proportionalSize(of: $1) ?? 0) }
    return Memory(size: size, resident: resident, processes: processes, faults: faults)
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

  private static let page = Int(sysconf(Int32(_SC_PAGESIZE)))

  /// Sizes in bytes, and the page faults of all threads.
  private static func statistics(
    of process: Int32
  ) -> (virtual: Int, resident: Int, faults: Int)? {
    guard let text = text(of: "/proc/\(process)/stat"), let name = text.lastIndex(of: ")")
    else { return nil }
    // The name, in parentheses, may hold anything; the state follows.
    let fields = text[name...].split(separator: " ").dropFirst(2).map { Int($0) ?? 0 }
    guard fields.count > 20 else { return nil }
    return (fields[19], fields[20] * page, fields[6] + fields[8])
  }

  /// The resident size where the system does not tell.
  private static func proportionalSize(of process: Int32) -> Int? {
    let lines = text(of: "/proc/\(process)/smaps_rollup")?.split(separator: "\n")
    guard let line = lines?.first(where: { $0.hasPrefix("Pss:") }),
      let number = line.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { return statistics(of: process)?.resident }
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
