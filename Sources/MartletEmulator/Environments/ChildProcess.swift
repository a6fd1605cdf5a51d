internal import CMartlet
internal import CMartletProcess
internal import Glibc
public import MartletCurl

/// A child process with a process group of its own, whose output comes through one pipe.
///
/// Belongs to the loop's thread.
public final class ChildProcess {
  /// How to start a process.
  public struct Command {
    /// The executable, as a path; nothing is looked up.
    public var path: String
    /// The arguments, without the name.
    public var arguments: [String]
    /// All of the environment, as `NAME=value`; nil for this process's own.
    public var environment: [String]?
    /// The working directory; nil for this process's own.
    public var directory: String?
    /// Where standard error goes.
    public var errors: Errors
    /// What the process writes to descriptors before it runs the executable, such as its number into
    /// a control group.
    public var joining: [(descriptor: Int32, text: String)] = []

    /// Where a process's standard error goes.
    public enum Errors: Sendable {
      /// Into the pipe, in order with standard output.
      case merged
      /// To this process's own.
      case passedOn
      /// Nowhere.
      case dropped
    }

    /// Describes a process to start.
    public init(
      path: String, arguments: [String] = [], environment: [String]? = nil,
      directory: String? = nil, errors: Errors = .merged
    ) {
      self.path = path
      self.arguments = arguments
      self.environment = environment
      self.directory = directory
      self.errors = errors
    }
  }

  /// How a process ended.
  public enum Exit: Sendable, Equatable {
    /// By itself, with a status.
    case status(Int32)
    /// By a signal.
    case signal(Int32)
  }

  /// The process's number, which is also its group's.
  public let id: Int32
  /// Takes what the process and its own children write, until all of them have closed it.
  public let output: OutputReader
  /// The highest resident size that the system saw, in bytes; known after the end. The system
  /// counts this process's own size at the start of the child as the child's, so only a figure
  /// above `sizeAtStart` says something about the child.
  public private(set) var maximumSize = 0
  /// This process's own size when it started the child, in bytes.
  public let sizeAtStart: Int
  private let watchedProcess: Int32
  private var watch: Watch?
  private var exit: Exit?
  private var waiters: [UnsafeContinuation<Exit, Never>] = []

  /// Starts a process.
  ///
  /// - Parameter onOutput: is given what the process writes to standard output and standard error,
  ///   as it comes.
  /// - Throws: `TransportError`, code `system`, with the system's reason where the process cannot
  ///   be started.
  public init(
    _ command: Command, on loop: RunLoop, onOutput: @escaping (UnsafeRawBufferPointer) -> Void
  ) throws(TransportError) {
    // Not `getrusage`, which would count what started this process as well.
    sizeAtStart = ProcessStatus(of: getpid()).peakSize ?? 0
    let pipe = try OutputReader.makePipe()
    defer { close(pipe.writing) }
    // The reader first: a process that is started has to be ended on failure.
    output = try OutputReader(adopting: pipe.reading, on: loop, onBytes: onOutput)
    id = try Self.spawn(command, output: pipe.writing).get()
    watchedProcess = martlet_pidfd_open(id)
    // From here on `deinit` ends the process where something fails.
    guard watchedProcess >= 0 else { throw .system("pidfd_open") }
    watch = try loop.watch(watchedProcess, for: [.readable]) { [unowned self] _ in reap() }
    ChildProcesses.started(id)
  }

  deinit {
    watch?.cancel()
    if exit == nil {
      kill(-id, SIGKILL)
      waitpid(id, nil, 0)
      ChildProcesses.ended(id)
    }
    if watchedProcess >= 0 { close(watchedProcess) }
  }

  /// Whether the process has ended and has been waited for.
  public var hasEnded: Bool { exit != nil }

  /// Sends a signal to the process and all of its group. After the end it goes nowhere.
  public func signal(_ number: Int32) {
    guard exit == nil else { return }
    kill(-id, number)
  }

  /// Waits until the process has ended.
  public func waitForExit() async -> Exit {
    await withUnsafeContinuation { continuation in
      // Looked at here, because the process may end between the call and this closure.
      if let exit { continuation.resume(returning: exit) } else { waiters.append(continuation) }
    }
  }

  private func reap() {
    // Before the process is reaped its number cannot be given to another, so what it left behind
    // in its group is ended first.
    kill(-id, SIGKILL)
    var status: Int32 = 0
    var usage = rusage()
    guard wait4(id, &status, WNOHANG, &usage) == id else { return }
    ChildProcesses.ended(id)
    maximumSize = usage.ru_maxrss * 1024
    watch?.cancel()
    watch = nil
    let signal = status & 0x7F
    let exit = signal == 0 ? Exit.status(status >> 8 & 0xFF) : .signal(signal)
    self.exit = exit
    output.drain()
    for waiter in waiters { waiter.resume(returning: exit) }
    waiters = []
  }

  /// What the system refused, where it was not the start itself.
  private static func problem(_ launch: martlet_launch, _ command: Command) -> String {
    let call = launch.failed_call.map { String(cString: $0) } ?? "start it"
    switch call {
    case "start it": return "cannot start \(command.path)"
    case "enter its folder":
      return "cannot start \(command.path) in the folder \(command.directory ?? "")"
    default: return "cannot \(call) to start \(command.path)"
    }
  }

  private static func spawn(_ command: Command, output: Int32) -> Result<pid_t, TransportError> {
    ProcessGuard.start()
    let texts = CStrings([command.path, command.directory ?? ""])
    let arguments = CStrings([command.path] + command.arguments)
    let environment = CStrings(
      [ProcessGuard.variable] + (command.environment ?? ProcessEnvironment.inherited))
    let joining = CStrings(command.joining.map(\.text))
    let writes = command.joining.enumerated().map { index, one in
      martlet_write(
        descriptor: one.descriptor, bytes: joining.pointers[index]!, count: one.text.utf8.count)
    }
    let nowhere = command.errors == .dropped ? open("/dev/null", O_WRONLY | O_CLOEXEC) : -1
    defer { if nowhere >= 0 { close(nowhere) } }
    var launch = martlet_launch(
      path: texts.pointers[0]!, arguments: arguments.pointers, environment: environment.pointers,
      directory: command.directory == nil ? nil : UnsafePointer(texts.pointers[1]!),
      output: output, errors: command.errors == .merged ? output : nowhere, writes: nil,
      write_count: writes.count, began: 0, cpu_before: 0, failed_call: nil, failure: 0)
    let process = withExtendedLifetime((texts, arguments, environment, joining)) {
      writes.withUnsafeBufferPointer { writes in
        launch.writes = writes.baseAddress
        return martlet_start(&launch)
      }
    }
    guard process > 0 else {
      return .failure(.system(Self.problem(launch, command), launch.failure))
    }
    return .success(process)
  }
}
