internal import CMartlet
internal import Glibc
internal import MartletEmulator

/// One process of a candidate, with the server that it talks to.
final class MeasuredProcess {
  let candidate: Candidate
  let server: RuntimeAPIServer
  let launch: Launch
  private let output: OutputTail
  private let ending: Int32
  private let interrupt: Int32
  private let limit: Duration
  private let waitSet: WaitSet
  private let share: CPUShare.Group?
  /// The longest timeout that Lambda allows, in milliseconds: no process is measured for longer.
  private static let lifetime: Int64 = 900_000
  private var hasEnded = false
  private var exitStatus: Int32?

  /// Starts the candidate's bootstrap.
  ///
  /// - Parameters:
  ///   - share: the part of a processor that it gets; nil for all there is.
  ///   - interrupt: ends the measurement when it becomes readable; negative for none.
  init(
    _ candidate: Candidate, _ message: EventMessage, share: CPUShare.Group?, limit: Duration,
    interrupt: Int32
  ) throws(BenchError) {
    message.setDeadline(martlet_epoch_milliseconds() + Self.lifetime)
    let waitSet = try WaitSet()
    let server = try RuntimeAPIServer(message, waitSet: waitSet)
    var ends: (reading: Int32, writing: Int32) = (0, 0)
    let failed = withUnsafeMutablePointer(to: &ends) { pointer in
      pointer.withMemoryRebound(to: Int32.self, capacity: 2) { martlet_pipe($0) != 0 }
    }
    guard !failed else { throw .system("pipe") }
    defer { close(ends.writing) }
    let output = OutputTail(adopting: ends.reading)
    launch = try Launch(candidate, runtimeAPI: server.address, share: share, output: ends.writing)
    ending = martlet_pidfd_open(launch.id)
    self.candidate = candidate
    self.server = server
    self.output = output
    self.interrupt = interrupt
    self.limit = limit
    self.waitSet = waitSet
    self.share = share
    for descriptor in [ending, output.descriptor, interrupt] where descriptor >= 0 {
      try waitSet.set(descriptor, .readable, isNew: true)
    }
  }

  deinit {
    end()
    if ending >= 0 { close(ending) }
  }

  // MARK: Waiting

  /// Waits until the process asks for an event.
  func untilAsked() throws(BenchError) {
    var deadline = Instant.now + limit
    while !server.isAsked {
      if try wait(until: deadline) == .ended, !server.isAsked { throw ended() }
      // Who reports a failure has to end; its log is worth a moment.
      if server.initError != nil { deadline = min(deadline, Instant.now + .seconds(1)) }
    }
  }

  /// Delivers an event and waits for its answer; returns how long that took.
  func invoke() throws(BenchError) -> Duration {
    let delivered: Instant
    do throws(BenchError) { delivered = try server.deliver() } catch { throw told(error) }
    let deadline = delivered + limit
    while true {
      if let answered = server.answeredAt { return delivered.duration(to: answered) }
      let state = try wait(until: deadline)
      if state == .ended, server.answeredAt == nil { throw ended() }
    }
  }

  private enum State { case running, ended }

  /// Waits for the next that happens, and does what there is to do.
  private func wait(until deadline: Instant) throws(BenchError) -> State {
    let left = Instant.now.duration(to: deadline)
    guard left > .zero else { throw timeout() }
    var state = State.running
    do throws(BenchError) {
      try waitSet.wait(milliseconds: Int32(clamping: left.inNanoseconds / 1_000_000 + 1)) {
        descriptor, canWrite, canRead throws(BenchError) in
        switch descriptor {
        case interrupt: throw BenchError(.interrupted, "interrupted")
        case ending: state = .ended
        case output.descriptor: output.drain()
        default: try server.proceed(descriptor, canWrite: canWrite, canRead: canRead)
        }
      }
    } catch {
      throw told(error)
    }
    // What it sent before its end still counts; the next wait fails.
    return state
  }

  // MARK: Failures

  private func log() -> [UInt8] { output.lastLines() }

  /// A violation of the protocol, with whose it is.
  private func told(_ error: BenchError) -> BenchError {
    guard error.code == .protocolViolation else { return error }
    return BenchError(error.code, "\(candidate.label) \(error.message)", log: log())
  }

  private func timeout() -> BenchError {
    if server.initError != nil { return ended() }
    let seconds = limit / .seconds(1)
    let time = seconds == seconds.rounded() ? "\(Int(seconds))" : "\(seconds)"
    let hint = server.unknownRequest.map { ", after \"\($0)\", which this server does not know" }
    let what =
      server.answeredAt == nil && server.askedAt.nanoseconds > 0
      ? "does not answer an event" : "does not ask for an event"
    return BenchError(
      .timeout,
      "\(candidate.label) \(what) within \(time) s\(hint ?? "")",
      log: log())
  }

  private func ended() -> BenchError {
    collect()
    if let body = server.initError {
      let reason = ErrorAnswer(body).text
      return BenchError(
        .initFailed, "\(candidate.label) reports that its init phase failed: \(reason)",
        log: log())
    }
    let when =
      server.askedAt.nanoseconds == 0
      ? "before it asked for an event" : "before it answered an event"
    return BenchError(.exited, "\(candidate.label) ended \(when), \(exitText)", log: log())
  }

  private var exitText: String {
    guard let exitStatus else { return "for an unknown reason" }
    let signal = exitStatus & 0x7F
    return signal == 0
      ? "with status \(exitStatus >> 8 & 0xFF)" : "by signal \(signal) (\(SignalName.of(signal)))"
  }

  // MARK: The end

  /// Kills the process, its group and its descendants, and waits for them: the next process must not
  /// share the machine with what this one has started.
  func end() {
    guard !hasEnded else { return }
    // Those that have left the group are found while their parents live.
    let descendants = ProcessTree(of: launch.id).descendants
    for process in descendants { kill(process, SIGKILL) }
    collect()
    // A parent comes before its children, which are ours once it is waited for, where we adopt.
    for process in descendants { Self.wait(for: process) }
  }

  private static func wait(for process: Int32) {
    while waitpid(process, nil, 0) < 0, errno == EINTR {}
  }

  private func collect() {
    guard !hasEnded else { return }
    hasEnded = true
    // Before the process is waited for, its number cannot be given to another.
    kill(-launch.id, SIGKILL)
    var status: Int32 = 0
    while waitpid(launch.id, &status, 0) < 0, errno == EINTR {}
    exitStatus = status
    // What it left behind is ours by now, where we adopt orphans.
    while waitpid(-launch.id, nil, 0) > 0 || errno == EINTR {}
    // A daemon has left the group, and its parent has ended before anyone could look for it.
    Orphans.killAdopted()
    // Where nothing is adopted the control group still knows them.
    share?.killAll()
  }
}
