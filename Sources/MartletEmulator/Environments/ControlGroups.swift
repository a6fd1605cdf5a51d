internal import Glibc

/// Where this machine keeps the control groups for processor time, and in which of them this
/// process is.
struct ControlGroups: Equatable {
  /// The two kinds of hierarchies that Linux has.
  enum Version: Equatable {
    /// A hierarchy for each controller, or several.
    case one
    /// One hierarchy for all.
    case two
  }

  let version: Version
  /// Where the hierarchy is mounted.
  let mount: String
  /// The path of this process's group below `mount`; empty for the one at the top.
  let own: String

  /// Reads what the kernel says about this process, in the files' own formats (proc(5), cgroups(7)).
  ///
  /// - Parameters:
  ///   - mounts: `/proc/self/mountinfo`.
  ///   - membership: `/proc/self/cgroup`.
  ///   - controllers: the controllers that the unified hierarchy at a mount point has.
  static func find(
    mounts: String, membership: String, controllers: (String) -> String
  ) -> ControlGroups? {
    var unified: ControlGroups?
    for line in mounts.split(separator: "\n") {
      guard let mount = Mount(line) else { continue }
      if mount.kind == "cgroup", mount.options.contains("cpu") {
        let path = path(in: membership) { $0.split(separator: ",").contains("cpu") }
        return ControlGroups(
          version: .one, mount: mount.point, own: relative(path, to: mount.root))
      }
      if mount.kind == "cgroup2", controllers(mount.point).split(separator: " ").contains("cpu") {
        let path = path(in: membership) { $0.isEmpty }
        unified = ControlGroups(
          version: .two, mount: mount.point, own: relative(path, to: mount.root))
      }
    }
    return unified
  }

  /// A line of `mountinfo`.
  private struct Mount {
    let root: Substring
    let point: String
    let kind: Substring
    let options: [Substring]

    init?(_ line: Substring) {
      let fields = line.split(separator: " ")
      guard let dash = fields.firstIndex(of: "-"), dash >= 6, fields.count > dash + 3 else {
        return nil
      }
      root = fields[3]
      point = Self.unescaped(fields[4])
      kind = fields[dash + 1]
      options = fields[dash + 3].split(separator: ",")
    }

    /// Spaces are octal.
    private static func unescaped(_ path: Substring) -> String {
      String(path).replacing("\\040", with: " ")
    }
  }

  /// The path in the line `number:controllers:path` whose controllers are meant.
  private static func path(in membership: String, _ isMeant: (Substring) -> Bool) -> Substring {
    for line in membership.split(separator: "\n") {
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      if fields.count == 3, isMeant(fields[1]) { return fields[2] }
    }
    return "/"
  }

  /// A mount may show a part of the hierarchy only, as in a container.
  private static func relative(_ path: Substring, to root: Substring) -> String {
    let below = root == "/" || !path.hasPrefix(root) ? path : path.dropFirst(root.count)
    return below == "/" || below.hasPrefix("/..") ? "" : String(below)
  }

  /// The folders in which a group may be made, the nearest first: that of this process's own group,
  /// and those above it.
  var folders: [String] {
    var parts = own.split(separator: "/")
    var folders: [String] = []
    while true {
      folders.append(([mount] + parts.map(String.init)).joined(separator: "/"))
      if parts.popLast() == nil { return folders }
    }
  }
}
