internal import CMartletProcess
internal import Glibc
public import MartletCurl

/// A child process with a process group of its own, whose output comes through one pipe, and all that
/// comes of it: its family, which ends with it, whatever sessions and groups its members have made for
/// themselves.
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
    /// Whether the process is stopped before it has come further than its loader.
    public var isHeld = false

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

  /// The process's number, which is also its session's and its group's, and stays so. It is no other
  /// process's before the end is known here.
  public let id: Int32
  /// Takes what the process and its own children write, until all of them have closed it.
  public let output: OutputReader
  /// The highest resident size that the system saw, in bytes; known after the end. The system
  /// counts the size of the process that starts a child as the child's, so only a figure above
  /// `sizeAtStart` says something about the child.
  public private(set) var maximumSize = 0
  /// What its page faults have brought it at most, in bytes; known after the end. Nobody's size is
  /// counted there but its own, but what it has given back and taken again is counted twice, and pages
  /// that came together are counted once.
  private(set) var faultedSize = 0
  /// When it ran its executable, in nanoseconds on the monotonic clock.
  let startedAt: UInt64
  /// The size of its keeper when that started it, in bytes.
  public let sizeAtStart: Int
  /// Its parent, and the ancestor of its family and of nothing else.
  let keeper: Int32
  private let channel: Int32
  private var watch: Watch?
  private var exit: Exit?
  private var waiters: [UnsafeContinuation<Exit, Never>] = []
  var family = Family()

  /// Starts a process.
  ///
  /// - Parameter onOutput: is given what the process writes to standard output and standard error,
  ///   as it comes.
  /// - Throws: `TransportError`, code `system`, with the system's reason where the process cannot
  ///   be started.
  public init(
    _ command: Command, on loop: RunLoop, onOutput: @escaping (UnsafeRawBufferPointer) -> Void
  ) throws(TransportError) {
    let pipe = try OutputReader.makePipe()
    defer { close(pipe.writing) }
    // The reader first: a process that is started has to be ended on failure.
    output = try OutputReader(adopting: pipe.reading, on: loop, onBytes: onOutput)
    let child = try Self.start(command, output: pipe.writing).get()
    (id, keeper, channel) = (child.process, child.keeper, child.channel)
    (startedAt, sizeAtStart) = (child.instant, child.keeperSize)
    ChildProcesses.started(id)
    // From here on `deinit` ends the process where something fails.
    watch = try loop.watch(channel, for: [.readable]) { [unowned self] _ in end() }
  }

  deinit {
    watch?.cancel()
    guard exit == nil else { return }
    // The keeper ends when the family has.
    shutdown(channel, Int32(SHUT_WR))
    var ended = martlet_ended()
    var count = 0
    repeat {
      count = recv(channel, &ended, MemoryLayout<martlet_ended>.size, 0)
    } while count > 0 || count < 0 && errno == EINTR
    close(channel)
    ChildProcesses.ended(id)
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

  /// The process has ended, and its family with it.
  private func end() {
    var ended = martlet_ended()
    let size = MemoryLayout<martlet_ended>.size
    let count = recv(channel, &ended, size, Int32(MSG_DONTWAIT))
    if count < 0, errno == EAGAIN || errno == EINTR { return }
    // A keeper that says nothing was killed, and the process with it.
    let exit =
      count < size
      ? Exit.signal(SIGKILL) : ended.signal == 0 ? .status(ended.status) : .signal(ended.signal)
    ChildProcesses.ended(id)
    maximumSize = Int(ended.maximum_size)
    faultedSize = Int(ended.page_faults) * sysconf(Int32(_SC_PAGESIZE))
    watch?.cancel()
    watch = nil
    // From now on the number may be given to another.
    close(channel)
    self.exit = exit
    output.drain()
    for waiter in waiters { waiter.resume(returning: exit) }
    waiters = []
  }
}
