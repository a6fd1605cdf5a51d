internal import Glibc
internal import MartletCurl
internal import MartletJSON

/// Accepted events on disk, so that they survive the end of the emulator, however it ends.
///
/// A file of lines: an event is accepted, has failed, or is done. What a write call has taken
/// survives the process, and an event is told to be accepted only after that; a line that the end
/// cut off was never told. Two emulators must not handle the same events, so that a lock is held.
final class EventJournal {
  /// One accepted event, as it is kept.
  struct Event: Codable {
    var function: String
    var requestID: String
    var arn: String
    var traceID: String
    var clientContext: String?
    var cognitoIdentity: String?
    var tenantID: String?
    /// JSON, as text.
    var event: String
    /// Milliseconds since 1970.
    var acceptedAt: Int64
    var failures = 0
  }

  private struct Line: Codable {
    var accepted: Event?
    var failed: Failure?
    var done: String?
  }

  private struct Failure: Codable {
    var requestID: String
    var count: Int
  }

  private let folder: String
  private var file: Int32 = -1
  private var lock: Int32 = -1
  private var size = 0
  /// Events without an outcome, by request ID.
  private var open: [String: Event] = [:]
  /// How much of them has to be kept, in bytes; their other members are short.
  private var openSize = 0
  /// Beyond this the file is written anew without what is done.
  private static let longest = 16 << 20

  /// - Parameter folder: made when there is something to keep.
  init(folder: String) { self.folder = folder }

  deinit { letGo() }

  /// Leaves the events to the next emulator.
  func letGo() {
    if file >= 0 { close(file) }
    if lock >= 0 {
      // Not only by closing it: a process that is just being started has a copy for a moment.
      flock(lock, LOCK_UN)
      close(lock)
    }
    file = -1
    lock = -1
    open = [:]
    openSize = 0
  }

  private var path: String { "\(folder)/events.journal" }

  /// The events that an earlier emulator accepted and did not finish, oldest first.
  ///
  /// - Throws: `TransportError`, code `system`, where the file cannot be read or is in use.
  func recover() throws(TransportError) -> [Event] {
    guard access(path, F_OK) == 0 else { return [] }
    try openFile()
    return Self.inOrder(open.values)
  }

  /// The events of a function that have no outcome yet, oldest first; none before there was anything
  /// to `accept` or to `recover`.
  func events(of function: String) -> [Event] {
    Self.inOrder(open.values.filter { $0.function == function })
  }

  private static func inOrder(_ events: some Collection<Event>) -> [Event] {
    events.sorted { ($0.acceptedAt, $0.requestID) < ($1.acceptedAt, $1.requestID) }
  }

  /// Keeps an event; when this returns it is safe.
  func accept(_ event: Event) throws(TransportError) {
    try openFile()
    try write(Line(accepted: event))
    keep(event)
  }

  private func keep(_ event: Event) {
    drop(event.requestID)
    open[event.requestID] = event
    openSize += event.event.utf8.count
  }

  @discardableResult
  private func drop(_ requestID: String) -> Bool {
    guard let event = open.removeValue(forKey: requestID) else { return false }
    openSize -= event.event.utf8.count
    return true
  }

  /// Remembers how often an event has failed.
  func failed(_ requestID: String, count: Int) throws(TransportError) {
    guard open[requestID] != nil else { return }
    open[requestID]?.failures = count
    try write(Line(failed: Failure(requestID: requestID, count: count)))
  }

  /// Forgets an event.
  func done(_ requestID: String) throws(TransportError) {
    guard drop(requestID) else { return }
    if open.isEmpty {
      guard ftruncate(file, 0) == 0 else { throw Self.failure(path) }
      size = 0
    } else {
      try write(Line(done: requestID))
      if size > Self.longest, size > 4 * openSize { try rewrite() }
    }
  }

  // MARK: The file

  private func openFile() throws(TransportError) {
    guard file < 0 else { return }
    guard mkdir(folder, 0o755) == 0 || errno == EEXIST else { throw Self.failure(folder) }
    lock = Glibc.open("\(folder)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard lock >= 0 else { throw Self.failure("\(folder)/lock") }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      close(lock)
      lock = -1
      throw TransportError(
        .system, "another emulator keeps its events in \(folder); give another folder with --state")
    }
    do throws(TransportError) {
      file = try Self.openForAppending(path)
      try read()
    } catch {
      // Without what the file holds, what is written behind it could be lost with it.
      letGo()
      throw error
    }
  }

  private static func openForAppending(_ path: String) throws(TransportError) -> Int32 {
    let file = Glibc.open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure(path) }
    return file
  }

  private func read() throws(TransportError) {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = pread(file, &buffer, buffer.count, off_t(bytes.count))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Self.failure(path) }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    for text in bytes.split(separator: UInt8(ascii: "\n")) {
      // A line that is cut off, or was written by somebody else, says nothing.
      guard let line = try? JSON.decode(Line.self, from: Array(text)) else { continue }
      if let event = line.accepted { keep(event) }
      if let failure = line.failed { open[failure.requestID]?.failures = failure.count }
      if let done = line.done { drop(done) }
    }
    // What was cut off must not become the beginning of the next line.
    try rewrite()
  }

  /// Writes a file of what is open and puts it in the place of the old one, which counts until then.
  private func rewrite() throws(TransportError) {
    let new = "\(path).new"
    unlink(new)
    let copy = try Self.openForAppending(new)
    do throws(TransportError) {
      var written = 0
      for event in open.values { try write(Line(accepted: event), to: copy, after: &written) }
      guard rename(new, path) == 0 else { throw Self.failure(path) }
      close(file)
      file = copy
      size = written
    } catch {
      close(copy)
      unlink(new)
      throw error
    }
  }

  private func write(_ line: Line) throws(TransportError) {
    try write(line, to: file, after: &size)
  }

  private func write(
    _ line: Line, to file: Int32, after size: inout Int
  ) throws(TransportError) {
    guard var bytes = try? JSON.encode(line) else {
      throw TransportError(.system, "an event cannot be kept in \(path) as JSON")
    }
    bytes.append(UInt8(ascii: "\n"))
    guard writeAll(bytes, to: file) else {
      let error = Self.failure(path)
      // Half a line would take the next one with it.
      ftruncate(file, off_t(size))
      throw error
    }
    size += bytes.count
  }

  private static func failure(_ path: String) -> TransportError {
    let reason = String(cString: strerror(errno))
    return TransportError(
      .system, "\(path): \(reason); events are kept there, give another folder with --state")
  }
}

extension EventJournal.Event {
  init(_ request: InvocationRequest) {
    function = request.function
    requestID = request.requestID
    arn = request.invokedFunctionARN
    traceID = request.traceID
    clientContext = request.clientContext
    cognitoIdentity = request.cognitoIdentity
    tenantID = request.tenantID
    event = String(decoding: request.event, as: UTF8.self)
    acceptedAt = WallClock.milliseconds
  }

  var request: InvocationRequest {
    var request = InvocationRequest(
      function: function, event: Array(event.utf8), traceID: traceID, clientContext: clientContext,
      cognitoIdentity: cognitoIdentity, tenantID: tenantID)
    request.requestID = requestID
    request.invokedFunctionARN = arn
    return request
  }
}
