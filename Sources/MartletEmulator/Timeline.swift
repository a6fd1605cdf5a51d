/// What happens in the emulator, in order: the one thing that the log lines, the reports and every
/// other view of the emulator are made from.
public enum Timeline {
  /// One thing that happened.
  public struct Entry: Sendable {
    /// The function concerned.
    public var function: String
    /// The environment concerned.
    public var environment: EnvironmentID
    /// The request concerned; nil for what happens outside of invocations.
    public var requestID: String?
    /// What happened.
    public var kind: Kind
    /// The trace that an invocation belongs to, where it begins and where it is reported, as callers
    /// and runtimes pass it on.
    public var traceID: String?
    /// The tenant whose environment it is, where the function isolates tenants.
    public var tenantID: String?
    /// How the function's environments are made.
    public var initialization = InitializationType.onDemand
    /// The extension that wrote a line; nil for the function itself.
    public var source: String?
  }

  /// What can happen. What has much to tell is kept apart, because entries are passed on from hand to
  /// hand, and most of them are short.
  public enum Kind: Sendable {
    /// A process is about to be started, in the phase given.
    case initStart(InitPhase)
    /// The environment has asked for its first event.
    case initDone(Duration, InitPhase)
    /// The environment could not start.
    indirect case initFailed(InitFailure)
    /// A snapshot is about to be restored for an invocation.
    case restoreStart
    /// The restored environment has asked for its first event, or could not.
    indirect case restoreReport(RestoreReport)
    /// The event is handed to the environment.
    case start
    /// The process wrote a line, without its line end.
    case log([UInt8])
    /// The process ended when it was not meant to, or has to be ended.
    indirect case exit(String, errorType: String)
    /// The invocation took longer than it may.
    case timeout(String)
    /// The runtime's part of the invocation is over, and extensions may go on; where there are none,
    /// the report tells it.
    indirect case runtimeDone(RuntimeDone)
    /// The invocation is over.
    case end
    /// The figures of the invocation.
    indirect case report(Report)
    /// The emulator itself cannot do something; one sentence.
    case problem(String)
    /// The phases of a cold start, with its first answer.
    indirect case coldStart(ColdStart)
    /// What the function is built from has changed, and what came of it.
    indirect case build(Build)
    /// The function is served in a new way; invocations under way end in the old one.
    case replaced
    /// The function is gone, and served no longer.
    case removed
    /// A process waits for a debugger.
    case held(process: Int32)
  }

  /// When the process of an environment is started, under the names that Lambda's log shows.
  public enum InitPhase: String, Sendable, Hashable {
    /// Before an invocation, in a phase of its own.
    case initialization = "init"
    /// As part of an invocation, because the environment has lost its process (suppressed init).
    case invoke
  }

  /// An environment that could not start.
  public struct InitFailure: Sendable, Hashable {
    /// From the start of the process to its failure.
    public var duration: Duration
    /// Such as `Runtime.ExitError`.
    public var errorType: String
    /// Whether it is tried once more, or was part of an invocation, which fails with it.
    public var phase: InitPhase
  }

  /// How the restore of a snapshot went.
  public struct RestoreReport: Sendable, Hashable {
    /// From the end of the snapshot.
    public var duration: Duration
    /// Such as `Runtime.AfterRestoreError`; nil where the environment can go on.
    public var errorType: String?
  }

  /// A build after a change of sources.
  public enum Build: Sendable, Hashable {
    /// It has begun.
    case started
    /// It took as long and succeeded.
    case done(Duration)
    /// It took as long and failed: one sentence, and what the compiler says.
    case failed(Duration, message: String, output: [UInt8])
  }

  /// How an invocation ended.
  public enum Outcome: Sendable, Hashable {
    /// With an output.
    case success
    /// With an error of a type.
    case error(String)
    /// Not within the time it may take.
    case timeout
  }
}
