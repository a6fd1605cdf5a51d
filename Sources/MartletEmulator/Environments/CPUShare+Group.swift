internal import Glibc
internal import Synchronization

extension CPUShare {
  /// A control group that holds processes to a share. The processes that are still in it end with its
  /// last user. The group itself goes when they have left it, for which its own end does not wait,
  /// because a loop must not: whoever lets go of it removes it first.
  public final class Group {
    /// How many this process has made.
    private static let made = Atomic(0)
    let path: String
    private let processes: Int32
    private let limit: Int32
    private let limitText: String
    private var isRemoved = false

    /// Makes a group.
    ///
    /// - Parameter option: what asked for it, for messages that advise against it.
    /// - Throws: `Refusal` where the system has no control groups for processor time, or this user
    ///   may not make any.
    public init(_ share: CPUShare, option: String = "the memory size") throws(Refusal) {
      guard let groups = Self.groups else {
        throw Refusal(
          message: """
            this system has no control groups for processor time (cgroups with the controller \
            "cpu"); leave \(option) out, or use a system that has them
            """)
      }
      path = try Self.makeFolder(in: groups)
      let quota = share.quotaMicroseconds
      let period = CPUShare.periodMicroseconds
      switch groups.version {
      case .one:
        limitText = "\(quota)"
        limit = Self.open("\(path)/cpu.cfs_quota_us")
        Self.write("\(period)", to: "\(path)/cpu.cfs_period_us")
      case .two:
        limitText = "\(quota) \(period)"
        limit = Self.open("\(path)/cpu.max")
      }
      processes = Self.open("\(path)/cgroup.procs")
      guard limit >= 0, processes >= 0, Self.write(limitText, to: limit) else {
        let reason = String(cString: strerror(errno))
        throw Refusal(
          message: """
            the control group \(path) takes no limit of \(quota) µs in \(period) µs: \(reason); \
            leave \(option) out, or ask for a size within the limit of this very session
            """)
      }
    }

    deinit {
      close(processes)
      close(limit)
      _ = removeIfEmpty()
    }

    /// Removes the group unless there are still processes in it, which it ends.
    ///
    /// - Returns: whether it is gone.
    public func removeIfEmpty() -> Bool {
      if !isRemoved { isRemoved = Self.removeIfEmpty(path) }
      return isRemoved
    }

    /// Removes the group with all that is in it, and waits for that, a second at most; for who has no
    /// loop.
    public func remove() {
      // A process that was killed may take a moment to leave, and one that was just being started
      // is not in the list yet.
      for _ in 0..<1000 {
        if removeIfEmpty() { break }
        usleep(1000)
      }
    }

    private static func removeIfEmpty(_ path: String) -> Bool {
      if rmdir(path) == 0 || errno != EBUSY { return true }
      killAll(in: path)
      return false
    }

    /// Kills the processes that are in the group. Who started them waits for them.
    public func killAll() { Self.killAll(in: path) }

    private static func killAll(in path: String) {
      for line in Self.read("\(path)/cgroup.procs").split(separator: "\n") {
        // Those that this namespace does not know are all 0, which would mean our own group.
        guard let process = Int32(line), process > 0, process != getpid() else { continue }
        kill(process, SIGKILL)
      }
    }

    /// Puts a process into the group.
    @discardableResult
    public func add(_ process: Int32) -> Bool { Self.write("\(process)", to: processes) }

    /// What a process writes, in this order, to join the group with a whole quota before it: the
    /// kernel renews the quota, and begins a period, when it is told the limit.
    public var joining: [(descriptor: Int32, text: String)] {
      [(processes, "0"), (limit, limitText)]
    }

    // MARK: The folder

    private static var groups: ControlGroups? {
      ControlGroups.find(
        mounts: read("/proc/self/mountinfo"), membership: read("/proc/self/cgroup"),
        controllers: { read("\($0)/cgroup.controllers").trimmingLineEnd })
    }

    /// Where groups may be made, the nearest first.
    static var folders: [String] { groups?.folders ?? [] }

    private static func makeFolder(in groups: ControlGroups) throws(Refusal) -> String {
      var failure = (folder: groups.mount, number: EACCES)
      for (index, folder) in groups.folders.enumerated() {
        guard groups.version == .one || passesOn(folder) else { continue }
        removeAbandoned(in: folder)
        let number = made.add(1, ordering: .relaxed).newValue
        let path = "\(folder)/martlet-\(getpid())-\(number)"
        if mkdir(path, 0o755) == 0 { return path }
        if index == 0 || failure.number == EACCES { failure = (folder, errno) }
      }
      throw Refusal(message: remedy(failure.folder, failure.number))
    }

    /// Whether the groups in a folder of the unified hierarchy have limits for processor time. A
    /// group that has processes itself cannot; one without can be told to.
    private static func passesOn(_ folder: String) -> Bool {
      let file = "\(folder)/cgroup.subtree_control"
      func passesOn() -> Bool { read(file).trimmingLineEnd.split(separator: " ").contains("cpu") }
      return passesOn() || write("+cpu", to: file) && passesOn()
    }

    private static func remedy(_ folder: String, _ number: Int32) -> String {
      let what = "a share of the processor needs a control group"
      let reason = String(cString: strerror(number))
      switch number {
      case EROFS:
        return """
          \(what), but \(folder) is mounted read-only; in a container, start it with --privileged \
          and a writable /sys/fs/cgroup
          """
      case EACCES, EPERM:
        let remedy =
          geteuid() == 0
          ? "this session may not make one below \(folder)"
          : "only root may make one in \(folder); try: sudo"
        return "\(what), and \(remedy)"
      default: return "\(what), and none can be made in \(folder): \(reason)"
      }
    }

    /// Removes the groups of processes that were killed before they could, and what they left there.
    /// What does not leave at once is left to the next search.
    private static func removeAbandoned(in folder: String) {
      for name in Folder.names(in: folder) ?? [] {
        guard name.hasPrefix("martlet-"),
          let process = Int32(name.dropFirst(8).prefix { $0 != "-" }),
          kill(process, 0) != 0, errno == ESRCH
        else { continue }
        _ = removeIfEmpty("\(folder)/\(name)")
      }
    }

    // MARK: Files

    private static func open(_ path: String) -> Int32 { Glibc.open(path, O_WRONLY | O_CLOEXEC) }

    private static func write(_ text: String, to descriptor: Int32) -> Bool {
      Glibc.write(descriptor, text, text.utf8.count) == text.utf8.count
    }

    @discardableResult
    private static func write(_ text: String, to path: String) -> Bool {
      let file = open(path)
      guard file >= 0 else { return false }
      defer { close(file) }
      return write(text, to: file)
    }

    private static func read(_ path: String) -> String {
      let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
      guard file >= 0 else { return "" }
      defer { close(file) }
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64 * 1024) { buffer in
        var count = 0
        while count < buffer.count {
          let part = Glibc.read(file, buffer.baseAddress! + count, buffer.count - count)
          guard part > 0 else { break }
          count += part
        }
        return String(decoding: buffer[..<count], as: UTF8.self)
      }
    }
  }
}

extension String {
  fileprivate var trimmingLineEnd: String { hasSuffix("\n") ? String(dropLast()) : self }
}
