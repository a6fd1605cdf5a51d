internal import CMartletProcess
internal import Glibc
internal import MartletEmulator

/// What the system counts for a process and its descendants.
struct ProcessFigures {
  let process: Int32

  /// The processor time used so far.
  ///
  /// Of living processes to the nanosecond; what descendants used that have ended by now comes in
  /// hundredths of a second.
  var cpu: Duration {
    let own = max(0, martlet_cpu_time(process))
    let others = ProcessTree(of: process).descendants.map { max(0, martlet_cpu_time($0)) }
    return .nanoseconds(own + others.reduce(0, +)) + endedChildren
  }

  /// Page faults that needed no disk.
  var pageFaults: Int { fields.count > 7 ? Int(fields[7]) ?? 0 : 0 }

  private var endedChildren: Duration {
    let fields = fields
    guard fields.count > 14, let user = Int64(fields[13]), let system = Int64(fields[14]) else {
      return .zero
    }
    return .milliseconds((user + system) * 1000 / Int64(sysconf(Int32(_SC_CLK_TCK))))
  }

  /// The fields of `stat` after the name, which may hold anything.
  private var fields: [Substring] {
    let text = ProcessFile.read("/proc/\(process)/stat")
    guard let bracket = text.lastIndex(of: ")") else { return [] }
    return text[text.index(after: bracket)...].split(separator: " ")
  }

  /// The highest resident size so far, in bytes: of the process and its living descendants, each
  /// with all that it shares.
  var peakMemory: Int {
    ([process] + ProcessTree(of: process).descendants).map(Self.peakMemory(of:)).reduce(0, +)
  }

  private static func peakMemory(of process: Int32) -> Int {
    let line = ProcessFile.read("/proc/\(process)/status").split(separator: "\n")
      .first { $0.hasPrefix("VmHWM:") }
    let number = line?.split { $0 == " " || $0 == "\t" }.dropFirst().first.flatMap { Int($0) }
    return (number ?? 0) * 1024
  }

  /// How many files are mapped to be executed, besides the executable: the loader and the shared
  /// objects that it has loaded.
  var sharedObjects: Int {
    let lines = ProcessFile.read("/proc/\(process)/maps").split(separator: "\n")
    let files = lines.compactMap { line -> Substring? in
      // address permissions offset device inode path
      let fields = line.split(separator: " ", maxSplits: 5)
      guard fields.count == 6, fields[1].dropFirst(2).first == "x" else { return nil }
      let path = fields[5].drop { $0 == " " }
      return path.hasPrefix("/") ? path : nil
    }
    return max(0, Set(files).count - 1)
  }
}
