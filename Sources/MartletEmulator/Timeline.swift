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
  }

  /// What can happen.
  public enum Kind: Sendable {
    /// A process is about to be started.
    case initStart
    /// The environment has asked for its first event.
    case initDone(Duration)
    /// The environment could not start; after which time, with which error type.
    case initFailed(Duration, String)
    /// The event is handed to the environment.
    case start
    /// The process wrote a line, without its line end.
    case log([UInt8])
    /// The process ended when it was not meant to.
    case exit(String)
    /// The invocation took longer than it may.
    case timeout(String)
    /// The invocation is over.
    case end
    /// The figures of the invocation.
    case report(Report)
    /// The phases of a cold start, with its first answer.
    case coldStart(ColdStart)
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
