internal import CMartlet
internal import MartletCurl

/// One running execution environment: a child process and the Runtime API that it alone talks to.
final class ExecutionEnvironment {
  let id: EnvironmentID
  let configuration: FunctionConfiguration
  let listener: Listener
  let process: ChildProcess
  /// The processes of extensions, by their files' names, and what each wrote after its last line end.
  let extensions: [String: ChildProcess]
  var extensionLines: [String: LineSplitter] = [:]
  /// What its extensions are told of it; nil where it has none.
  var telemetry: EnvironmentTelemetry?
  /// What the process has of a processor; nil for all of it.
  private(set) var share: CPUShare.Group?
  /// By which the process gets at its metadata and, restored from a snapshot, at its credentials.
  let metadataToken = Identifiers.uuid()
  var marks: ColdStartMarks
  /// What the process wrote after its last line end.
  var lines = LineSplitter()
  /// The request it handles, for the lines it writes.
  var requestID: String?
  /// Those it handles, where they may be several.
  var requestIDs: Set<String> = []
  /// The request of its first event.
  var firstRequestID: String?
  /// Calls of `next` that wait for an event, oldest first.
  var waiting: [(token: Int, UnsafeContinuation<Emulator.NextOutcome, Never>)] = []
  /// Of them, those whose callers have finished sending.
  var doubtful: Set<Int> = []
  /// A call of `/restore/next` that waits.
  private var waitingForRestore: UnsafeContinuation<Bool, Never>?
  /// Extensions that wait for an event, by their identifiers.
  private var waitingExtensions:
    [String: (token: Int, continuation: UnsafeContinuation<Emulator.NextOutcome, Never>)] = [:]
  /// What it wrote before its first event, for the log of the invocation that it started for.
  var initLog = LogTail()
  /// Whether it has had no event yet.
  var isStarting: Bool { marks.isFirstEvent }
  let status: ProcessStatus
  /// The highest memory use seen so far, in bytes.
  private var peak = 0
  /// What all of its processes used when they were last looked at closely.
  private var memory: ProcessTree.Memory?
  private var glances = 0
  private static let glancesPerSearch = 5

  /// Starts the process.
  ///
  /// - Parameters:
  ///   - share: what its processes have of a processor.
  ///   - isHeld: whether the process is stopped before it has come further than its loader.
  ///   - onOutput: is given what the extension of a name wrote, or with nil the runtime.
  /// - Throws: `StartFailure` with the system's reason where there is no process, no port or no
  ///   pipe to be had.
  init(
    _ id: EnvironmentID, _ configuration: FunctionConfiguration, share: CPUShare.Group?,
    isHeld: Bool, on loop: RunLoop, onOutput: @escaping (String?, UnsafeRawBufferPointer) -> Void
  ) throws(StartFailure) {
    self.id = id
    self.configuration = configuration
    self.share = share
    do throws(TransportError) {
      listener = try Listener(on: loop)
    } catch {
      throw StartFailure(error)
    }
    let stream = "\(WallClock.logStreamDay())/[$LATEST]\(Identifiers.stream())"
    var command = ChildProcess.Command(
      path: configuration.bootstrap,
      environment: ProcessEnvironment.forFunction(
        configuration, runtimeAPI: listener.address.description, logStream: stream,
        metadataToken: metadataToken),
      directory: configuration.taskRoot)
    command.joining = share?.joining ?? []
    extensions = try Self.startExtensions(of: configuration, command, on: loop, onOutput)
    command.isHeld = isHeld
    // Once, and no part of what a function takes to start.
    Nursery.start()
    let begin = martlet_monotonic_nanoseconds()
    do throws(TransportError) {
      process = try ChildProcess(command, on: loop) { onOutput(nil, $0) }
    } catch {
      throw StartFailure(error)
    }
    status = ProcessStatus(of: process.id)
    marks = ColdStartMarks(spawnBegin: begin, spawnEnd: process.startedAt)
  }

  /// Whether it has several invocations at a time.
  var isConcurrent: Bool { configuration.initialization.isManagedInstances }

  /// Gives all that wait the event: of several calls only one has a reader, and the runtime sees
  /// the event once whichever it is. Where there are several invocations, each call gets its own.
  func deliver(_ outcome: Emulator.NextOutcome) {
    if isConcurrent, case .event = outcome {
      if !waiting.isEmpty { waiting.removeFirst().1.resume(returning: outcome) }
      return
    }
    let waiting = waiting
    self.waiting = []
    for (_, continuation) in waiting { continuation.resume(returning: outcome) }
  }

  /// A call of `next` whose connection is gone waits no longer; false where it did not wait.
  func abandon(_ token: Int) -> Bool {
    guard let index = waiting.firstIndex(where: { $0.token == token }) else { return false }
    waiting.remove(at: index).1.resume(returning: .ended)
    return true
  }

  /// The runtime waits until its snapshot is restored.
  func waitForRestore(_ continuation: UnsafeContinuation<Bool, Never>) {
    waitingForRestore = continuation
  }

  /// The runtime, where it waits, goes on from its snapshot, or waits no longer.
  func restore(_ isRestored: Bool = true) {
    waitingForRestore?.resume(returning: isRestored)
    waitingForRestore = nil
  }

  /// An extension waits for an event; a call of its that waited before waits no longer.
  func wait(
    _ identifier: String, _ token: Int,
    _ continuation: UnsafeContinuation<Emulator.NextOutcome, Never>
  ) {
    waitingExtensions.updateValue((token, continuation), forKey: identifier)?
      .continuation.resume(returning: .ended)
  }

  /// Gives an extension the event, if it waits.
  func notify(_ identifier: String, _ outcome: Emulator.NextOutcome) {
    waitingExtensions.removeValue(forKey: identifier)?.continuation.resume(returning: outcome)
  }

  /// An extension's call whose connection is gone waits no longer.
  func abandon(_ identifier: String, _ token: Int) {
    guard waitingExtensions[identifier]?.token == token else { return }
    notify(identifier, .ended)
  }

  /// Looks at the process's memory. Only a living process can be asked.
  func measureMemory() {
    peak = max(peak, status.peakSize ?? 0)
    if process.family.hasOthers { measureFamily() }
  }

  /// Looks at the memory of the process and of all that it has started, which the limit is for too:
  /// a script that runs the function's language is small itself.
  func measureFamily() {
    let tree = process.findFamily()
    guard process.family.hasOthers, let memory = tree.memory(beyond: peak, since: memory) else {
      return
    }
    self.memory = memory
    peak = max(peak, memory.size)
  }

  /// Whether the process has been seen to use more memory than its function has.
  var isOutOfMemory: Bool { peak > configuration.memorySize << 20 }

  /// Looks at what the process uses at the moment, at a lower price than `measureMemory`.
  func glanceAtMemory() {
    peak = max(peak, status.size ?? 0)
    glances += 1
    if process.family.hasOthers || glances % Self.glancesPerSearch == 0 { measureFamily() }
  }

  /// The most memory that the process has used, in megabytes, rounded up; nil where it runs and nobody
  /// has looked yet.
  var maxMemoryUsed: Int? {
    // The system's figure for a process that has ended begins with its keeper's, and its counters
    // lag a little; only what is clearly above says something about the process.
    let slack = 4 << 20
    var peak =
      process.maximumSize > process.sizeAtStart + slack
      ? max(peak, process.maximumSize) : peak
    // Where nobody has looked, its page faults are near enough.
    if peak == 0 { peak = min(process.maximumSize, process.faultedSize) }
    return peak == 0 ? nil : (peak + (1 << 20) - 1) >> 20
  }

  /// Lets go of what the ended process held.
  func close() {
    listener.close()
    share = nil
    telemetry?.close()
    deliver(.ended)
    restore(false)
    for identifier in waitingExtensions.keys { notify(identifier, .ended) }
  }
}
