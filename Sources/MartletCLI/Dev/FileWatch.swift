internal import Glibc
internal import MartletCurl

/// Tells when files change: by inotify, or by looking every second where that is not to be had.
///
/// Sharing is safe: all of it is made and used on the loop's thread.
final class FileWatch: @unchecked Sendable {
  /// An editor writes in several steps, and a checkout many files: only after a quiet time of this
  /// length is a change passed on.
  private static let quiet = Duration.milliseconds(80)
  private static let pollInterval = Duration.seconds(1)

  private let loop: RunLoop
  private let onChange: (Set<String>) -> Void
  private var paths = WatchedPaths()
  private var changed: Set<String> = []
  private var quietTimer: RunLoop.Timer?
  private var pollTimer: RunLoop.Timer?
  private var descriptor: Int32 = -1
  private var hasOverflown = false
  /// Why a new folder could not be watched.
  private var refusal: String?
  private var watch: Watch?
  /// What inotify's numbers stand for: one folder has one number, and a name for each way that leads
  /// to it (a link, or a path with `..` in it, which only the system can tell from another folder).
  private var folders: [Int32: Set<String>] = [:]
  /// What polling saw last, and of which paths.
  private var seen: (paths: WatchedPaths, files: [String: FileIdentity])?
  private var polls: Bool
  /// Folders that cannot be read, of which it has been said.
  private var unreadable: Set<String> = []

  /// - Parameters:
  ///   - polls: whether not even to try inotify.
  ///   - onChange: is given what has changed; a folder stands for what is in it.
  init(
    polls: Bool, on loop: RunLoop, onChange: @escaping (Set<String>) -> Void
  ) {
    self.loop = loop
    self.polls = polls
    self.onChange = onChange
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Watches these paths from now on, and no others. What has happened by now to those of them that
  /// were watched before is told; to the others nobody can say.
  ///
  /// - Returns: whether they are others than before.
  @discardableResult
  func watch(_ paths: WatchedPaths) -> Bool {
    guard paths != self.paths else { return false }
    self.paths = paths
    begin()
    return true
  }

  private func begin() {
    if polls { return look() }
    if let reason = watchFolders() { pollInstead(because: reason) }
  }

  func stop() {
    quietTimer?.cancel()
    pollTimer?.cancel()
    endInotify()
  }

  private func warn(_ walk: FolderWalk) {
    for folder in walk.unreadable where unreadable.insert(folder).inserted {
      Console.warning("\(folder) cannot be read; changes in it go unseen")
    }
  }

  private func note(_ path: String) {
    changed.insert(path)
    quietTimer?.cancel()
    quietTimer = loop.schedule(at: .now + Self.quiet) { [unowned self] in
      let changed = changed
      self.changed = []
      onChange(changed)
    }
  }

  // MARK: inotify

  private func endInotify() {
    watch?.cancel()
    watch = nil
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
    folders = [:]
  }

  /// Watches the folders that matter by now, and no others; returns the reason where the system
  /// refuses.
  ///
  /// The descriptor stays: what it has to tell and nobody has read yet goes with a new one.
  private func watchFolders() -> String? {
    if descriptor < 0 {
      descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
      guard descriptor >= 0 else { return Self.reason(errno) }
      do throws(TransportError) {
        watch = try loop.watch(descriptor, for: [.readable]) { [unowned self] _ in read() }
      } catch {
        return error.message
      }
    }
    let old = folders
    folders = [:]
    let failure = add("")
    for number in old.keys where folders[number] == nil { inotify_rm_watch(descriptor, number) }
    return failure
  }

  private static let interest =
    UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO) | UInt32(IN_MOVED_FROM) | UInt32(IN_CREATE)
    | UInt32(IN_DELETE) | UInt32(IN_ATTRIB) | UInt32(IN_ONLYDIR)

  private func add(_ folder: String) -> String? {
    var failure: String?
    let walk = FolderWalk(folder, for: paths) { folder in
      let number = inotify_add_watch(descriptor, folder.isEmpty ? "/" : folder, Self.interest)
      if number >= 0 {
        folders[number, default: []].insert(folder)
      } else if errno != ENOENT, errno != ENOTDIR, errno != EACCES {
        // A folder that is gone by now, or may not be read, is no failure.
        failure = failure ?? Self.reason(errno)
      }
    }
    warn(walk)
    return failure
  }

  private func read() {
    _ = takeEvents()
    if hasOverflown {
      hasOverflown = false
      begin()
      noteAll()
    }
    if let reason = refusal { pollInstead(because: reason) }
  }

  private func noteAll() {
    for path in paths.files.union(paths.folders) { note(path) }
  }

  /// Takes some of what has happened; false where there is nothing more.
  private func takeEvents() -> Bool {
    withUnsafeTemporaryAllocation(byteCount: 64 * 1024, alignment: 8) { buffer in
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      var offset = 0
      let size = MemoryLayout<inotify_event>.size
      while offset + size <= count {
        let event = buffer.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
        let end = offset + size + Int(event.len)
        let name = buffer[(offset + size)..<end].prefix { $0 != 0 }
        take(event, String(decoding: name, as: UTF8.self))
        offset = end
      }
      return count > 0
    }
  }

  private func take(_ event: inotify_event, _ name: String) {
    if event.mask & UInt32(IN_Q_OVERFLOW) != 0 {
      // Some of what happened is lost: there may be folders that are not watched, and all of it may
      // have changed.
      hasOverflown = true
      return
    }
    if event.mask & UInt32(IN_IGNORED) != 0 { folders[event.wd] = nil }
    guard !name.isEmpty else { return }
    for folder in folders[event.wd] ?? [] { take(event, of: "\(folder)/\(name)") }
  }

  private func take(_ event: inotify_event, of path: String) {
    guard isFolder(event, path) else {
      if paths.matters(path) { note(path) }
      return
    }
    guard paths.leads(through: path), event.mask & UInt32(IN_ATTRIB) == 0 else { return }
    forget(path)
    // What is in a new folder may have been written before it was watched.
    refusal = add(path) ?? refusal
    if paths.covers(path) { return note(path) }
    for place in paths.behind(path) { note(place) }
  }

  /// What a folder, and what lies in it, is no longer called: it has gone, or another one is there.
  private func forget(_ path: String) {
    for (number, names) in folders {
      let left = names.filter { $0 != path && !$0.hasPrefix(path + "/") }
      guard left.count < names.count else { continue }
      folders[number] = left.isEmpty ? nil : left
      if left.isEmpty { inotify_rm_watch(descriptor, number) }
    }
  }

  /// Whether an event is of a folder, or of a new link to one.
  private func isFolder(_ event: inotify_event, _ path: String) -> Bool {
    if event.mask & UInt32(IN_ISDIR) != 0 { return true }
    guard event.mask & (UInt32(IN_CREATE) | UInt32(IN_MOVED_TO)) != 0 else { return false }
    var info = stat()
    return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
  }

  // MARK: Polling

  /// Looks what has changed since it last did, if it did, and will do so again.
  private func look() {
    let walk = FolderWalk(for: paths)
    warn(walk)
    if let seen {
      // One that was not looked for has not changed by being found.
      for path in Set(seen.files.keys).union(walk.files.keys)
      where seen.files[path] != walk.files[path] && seen.paths.matters(path) && paths.matters(path)
      { note(path) }
    }
    seen = (paths, walk.files)
    pollTimer?.cancel()
    pollTimer = loop.schedule(at: .now + Self.pollInterval) { [unowned self] in look() }
  }

  /// Goes on by looking. What inotify has to tell is read once there is something to compare with:
  /// whatever happens is in the one or the other.
  private func pollInstead(because reason: String) {
    polls = true
    Console.warning("\(reason); looking for changes every second")
    look()
    while descriptor >= 0, takeEvents() {}
    if hasOverflown { noteAll() }
    (hasOverflown, refusal) = (false, nil)
    endInotify()
  }

  /// What the system's refusal means, and what helps.
  private static func reason(_ number: Int32) -> String {
    switch number {
    case EMFILE: exhausted("fs.inotify.max_user_instances")
    case ENOSPC: exhausted("fs.inotify.max_user_watches")
    default: "inotify is not to be had (\(String(cString: strerror(number))))"
    }
  }

  private static func exhausted(_ limit: String) -> String {
    let path = "/proc/sys/\(limit.replacing(".", with: "/"))"
    let text = String(decoding: (try? FileTree.read(path)) ?? [], as: UTF8.self)
    let number = Int(text.prefix { $0.isNumber }) ?? 0
    return """
      inotify is used up (\(limit) is \(number): end what else watches, such as another martlet \
      dev, or run: sudo sysctl \(limit)=\(max(512, 2 * number)))
      """
  }
}
