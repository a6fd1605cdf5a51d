/// The start of an execution environment, from the start of its process to its first `next`.
public struct StartUp: Sendable, Hashable {
  /// Until the new process runs the executable.
  public var spawn: Duration
  /// From there to the first `next`.
  public var start: Duration
  /// How `start` divides, as the process itself measured it.
  public var phases: ColdStart.Phases?
}

/// What came of starting an execution environment.
public enum StartOutcome: Sendable, Hashable {
  /// It waits for its first event.
  case ready(StartUp)
  /// It could not start, for an error of this type; what it wrote is in the log.
  case failed(errorType: String)
}
