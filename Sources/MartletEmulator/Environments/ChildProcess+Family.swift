internal import Glibc

/// What comes of a process: all that its keeper is the ancestor of.
extension ChildProcess {
  /// What is known of a process's family.
  struct Family {
    /// Whether there was more than the process when it was last looked for.
    fileprivate(set) var hasOthers = false
    /// The system's last new process at that time.
    fileprivate var lastProcess = 0
    /// Members outside of the process's group that are stopped.
    fileprivate var stopped: Set<Int32> = []
  }

  /// Looks for the family, which takes several times as long as to look at the process.
  func findFamily() -> ProcessTree {
    // First: what is started meanwhile is seen with the next look.
    let lastProcess = LastProcess.number
    let tree = ProcessTree(below: keeper)
    family.lastProcess = lastProcess
    family.hasOthers = tree.descendants.count > 1
    return tree
  }

  /// Stops all of the family until `thaw`.
  ///
  /// Most functions start no processes, so nothing is looked for while the system has started none
  /// since the last time. Reading that takes it a microsecond, and is not on the path of an
  /// invocation: it is the next thing after the process has been idle for a while.
  func freeze() {
    guard !hasEnded else { return }
    signal(SIGSTOP)
    guard family.hasOthers || !isSettled else { return }
    while true {
      // Whoever is not stopped yet may start others, so that one more look is needed.
      let moving = findFamily().descendants.filter {
        getpgid($0) != id && !family.stopped.contains($0)
      }
      guard !moving.isEmpty else { return }
      for process in moving { kill(process, SIGSTOP) }
      family.stopped.formUnion(moving)
    }
  }

  /// Lets all of the family run again.
  func thaw() {
    guard !hasEnded else { return }
    signal(SIGCONT)
    guard !family.stopped.isEmpty else { return }
    // One that somebody has killed meanwhile may have given its number to a stranger.
    for process in ProcessTree(below: keeper).descendants where family.stopped.contains(process) {
      kill(process, SIGCONT)
    }
    family.stopped = []
  }

  /// Whether nobody can have joined the family since the last look.
  private var isSettled: Bool {
    let number = LastProcess.number
    return number != 0 && number == family.lastProcess
  }
}

/// The process that the system has started last, whosever it is.
enum LastProcess {
  /// It stays open, because it is read often.
  private static let file = open("/proc/loadavg", O_RDONLY | O_CLOEXEC)

  /// Its number; 0 where the system does not tell.
  static var number: Int {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 128) { buffer in
      let count = pread(file, buffer.baseAddress, buffer.count, 0)
      guard count > 0 else { return 0 }
      // The last field; a line end is behind it.
      let line = buffer[..<count].dropLast()
      guard let space = line.lastIndex(of: UInt8(ascii: " ")) else { return 0 }
      return line[(space + 1)...].reduce(0) { $0 &* 10 &+ Int($1) - Int(UInt8(ascii: "0")) }
    }
  }
}
