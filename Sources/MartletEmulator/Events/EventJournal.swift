internal import Glibc
internal import MartletCurl
internal import MartletJSON

/// Accepted events on disk, so that they survive the end of the emulator, however it ends, and so
/// that those that wait need no memory for what they hold.
///
/// A file of lines: an event is accepted, has failed, or is done. What a write call has taken
/// survives the process, and an event is told to be accepted only after that; a line that the end
/// cut off was never told. Two emulators must not handle the same events, so that a lock is held.
final class EventJournal {
  /// What is known of an event that has no outcome, without the event itself.
  struct Entry {
    let requestID: String
    let function: String
    /// Milliseconds since 1970.
    let acceptedAt: Int64
    var failures: Int
    /// Where its line is in the file.
    var place: Range<Int>
  }

  private struct Line: Codable {
    var accepted: Event?
    var failed: Failure?
    var done: String?

    var isEmpty: Bool { accepted == nil && failed == nil && done == nil }
  }

  private struct Failure: Codable {
    var requestID: String
    var count: Int
  }

  private let folder: String
  private var file: LineFile?
  private var lock: Int32 = -1
  /// By request ID.
  private var open: [String: Entry] = [:]
  /// How long their lines are, in bytes.
  private var openSize = 0
  /// Whether the file could not be told of an event that is done; it is written anew with the next.
  private var isBehind = false
  /// What is to be told of the file.
  private var notices: [String] = []
  /// Beyond this the file is written anew without what is done.
  private let longest: Int

  /// - Parameters:
  ///   - folder: made when there is something to keep.
  ///   - longest: how long the file may be, in bytes, before it is looked at for what is done.
  init(folder: String, longest: Int = 16 << 20) {
    self.folder = folder
    self.longest = longest
  }

  deinit { letGo() }

  /// Leaves the events to the next emulator.
  func letGo() {
    file = nil
    if lock >= 0 {
      // Not only by closing it: a process that is just being started has a copy for a moment.
      flock(lock, LOCK_UN)
      close(lock)
    }
    lock = -1
    open = [:]
    openSize = 0
  }

  private var path: String { "\(folder)/events.journal" }

  /// Looks whether events can be kept, as far as that can be told without making anything: where there
  /// is a file already, it is this emulator's from now on.
  ///
  /// - Throws: `TransportError`, code `system`, where they cannot be, or the file is in use.
  func check() throws(TransportError) {
    if access(path, F_OK) == 0 {
      _ = try openFile()
      return
    }
    // By making a folder beside it or in it: who may write is not all that decides about it.
    let isThere = access(folder, F_OK) == 0
    let name = folder.lastIndex { $0 != "/" }.map { folder[...$0] } ?? ""
    let parent = name.lastIndex(of: "/").map { name[..<$0] } ?? "."
    let trial = "\(isThere ? folder[...] : parent)/.martlet-\(getpid())"
    guard mkdir(trial, 0o700) == 0 || errno == EEXIST else { throw LineFile.failure(folder) }
    rmdir(trial)
  }

  /// The events that an earlier emulator accepted and did not finish, oldest first.
  ///
  /// - Throws: `TransportError`, code `system`, where the file cannot be read or is in use.
  func recover() throws(TransportError) -> [Entry] {
    guard access(path, F_OK) == 0 else { return [] }
    _ = try openFile()
    return Self.inOrder(open.values)
  }

  /// The events of a function that have no outcome yet, oldest first; none before there was anything
  /// to `accept` or to `recover`.
  func events(of function: String) -> [Entry] {
    Self.inOrder(open.values.filter { $0.function == function })
  }

  /// What has been found out about the file since the last call, as sentences for people.
  func takeNotices() -> [String] {
    defer { notices = [] }
    return notices
  }

  private static func inOrder(_ events: some Collection<Entry>) -> [Entry] {
    events.sorted { ($0.acceptedAt, $0.requestID) < ($1.acceptedAt, $1.requestID) }
  }

  /// Keeps an event; when this returns it is safe.
  func accept(_ event: Event) throws(TransportError) {
    let file = try openFile()
    keep(event, at: try append(Line(accepted: event), to: file))
  }

  /// Reads an event that has no outcome yet.
  ///
  /// - Throws: `TransportError`, code `system`, where the file does not have it any more.
  func request(_ requestID: String) throws(TransportError) -> InvocationRequest {
    guard let file, let entry = open[requestID] else { throw Self.missing(requestID, path) }
    let line = try? JSON.decode(Line.self, from: try file.read(entry.place))
    guard let event = line?.accepted,
      event.requestID == requestID, event.function == entry.function
    else { throw Self.missing(requestID, path) }
    return event.request
  }

  private func keep(_ event: Event, at place: Range<Int>) {
    drop(event.requestID)
    open[event.requestID] = Entry(
      requestID: event.requestID, function: event.function,
      acceptedAt: min(max(0, event.acceptedAt), WallClock.milliseconds),
      failures: Self.bounded(event.failures), place: place)
    openSize += place.count
  }

  /// Whoever wrote the file: a number that more failures can be added to.
  private static func bounded(_ failures: Int) -> Int { min(max(0, failures), 1000) }

  @discardableResult
  private func drop(_ requestID: String) -> Bool {
    guard let entry = open.removeValue(forKey: requestID) else { return false }
    openSize -= entry.place.count
    return true
  }

  /// Remembers how often an event has failed.
  func failed(_ requestID: String, count: Int) throws(TransportError) {
    guard let file, open[requestID] != nil else { return }
    open[requestID]?.failures = count
    try append(Line(failed: Failure(requestID: requestID, count: count)), to: file)
  }

  /// Forgets an event.
  func done(_ requestID: String) throws(TransportError) {
    guard let file, drop(requestID) else { return }
    do throws(TransportError) {
      if open.isEmpty {
        try file.empty()
        isBehind = false
      } else if isBehind {
        self.file = try rewrite(file)
        isBehind = false
      } else {
        try append(Line(done: requestID), to: file)
        if file.size > longest, file.size > 4 * openSize { self.file = try rewrite(file) }
      }
    } catch {
      isBehind = true
      throw error
    }
  }

  // MARK: The file

  private func openFile() throws(TransportError) -> LineFile {
    if let file { return file }
    guard mkdir(folder, 0o755) == 0 || errno == EEXIST else { throw LineFile.failure(folder) }
    lock = Glibc.open("\(folder)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard lock >= 0 else { throw LineFile.failure("\(folder)/lock") }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      close(lock)
      lock = -1
      throw TransportError(
        .system, "another emulator keeps its events in \(folder); give another folder with --state")
    }
    do throws(TransportError) {
      let opened = try LineFile(path)
      try read(opened)
      // What was cut off must not become the beginning of the next line.
      let file = try rewrite(opened)
      self.file = file
      return file
    } catch {
      // Without what the file holds, what is written behind it could be lost with it.
      letGo()
      throw error
    }
  }

  private func read(_ file: LineFile) throws(TransportError) {
    var unreadable: [Range<Int>] = []
    var count = 0
    try file.forEachLine { place, text in
      if text.isEmpty { return }
      if let line = try? JSON.decode(Line.self, from: text), !line.isEmpty {
        return take(line, at: place)
      }
      count += 1
      if let last = unreadable.last, last.upperBound + 1 == place.lowerBound {
        unreadable[unreadable.count - 1] = last.lowerBound..<place.upperBound
      } else {
        unreadable.append(place)
      }
    }
    if count > 0 { try setAside(unreadable, of: file, lines: count) }
  }

  private func take(_ line: Line, at place: Range<Int>) {
    if let event = line.accepted { keep(event, at: place) }
    if let failure = line.failed {
      open[failure.requestID]?.failures = Self.bounded(failure.count)
    }
    if let done = line.done { drop(done) }
  }

  /// Keeps what cannot be read for people to look at: a line that the end cut off says nothing, but
  /// one that somebody has changed may have been an event.
  private func setAside(
    _ places: [Range<Int>], of file: LineFile, lines: Int
  ) throws(TransportError) {
    let aside = try LineFile("\(path).unreadable")
    for place in places { try aside.append(place, of: file) }
    notices.append(
      "\(lines == 1 ? "1 line" : "\(lines) lines") of \(path) cannot be read, and an event in there is "
        + "not handled; see \(aside.path), where all of that is kept")
  }

  /// Writes a file of what is open and puts it in the place of the old one, which counts until then.
  private func rewrite(_ file: LineFile) throws(TransportError) -> LineFile {
    let new = "\(path).new"
    unlink(new)
    do throws(TransportError) {
      let copy = try LineFile(new)
      var places: [String: Range<Int>] = [:]
      for entry in open.values.sorted(by: { $0.place.lowerBound < $1.place.lowerBound }) {
        let line = try file.read(entry.place)
        // Whoever has changed the file by hand: what is there now must not say something else.
        guard line.count == entry.place.count, !line.contains(UInt8(ascii: "\n")) else {
          places[entry.requestID] = copy.size..<copy.size
          continue
        }
        places[entry.requestID] = try copy.append(line)
        guard entry.failures > 0 else { continue }
        let failure = Failure(requestID: entry.requestID, count: entry.failures)
        try append(Line(failed: failure), to: copy)
      }
      try copy.replace(path)
      for (requestID, place) in places { open[requestID]?.place = place }
      return copy
    } catch {
      unlink(new)
      throw error
    }
  }

  @discardableResult
  private func append(_ line: Line, to file: LineFile) throws(TransportError) -> Range<Int> {
    guard let bytes = try? JSON.encode(line) else {
      throw TransportError(.system, "an event cannot be kept in \(path) as JSON")
    }
    return try file.append(bytes)
  }

  private static func missing(_ requestID: String, _ path: String) -> TransportError {
    TransportError(
      .system,
      "the event \(requestID) is not in \(path) any more, where it was kept; it is given up")
  }
}
