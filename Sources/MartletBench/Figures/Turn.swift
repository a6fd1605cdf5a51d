public import MartletEmulator

/// What one turn of a candidate showed.
public struct Turn: Sendable, Hashable {
  /// The cold starts, in order.
  public var coldStarts: [ColdStartFigures]
  /// The invocations that followed the last of them; nil where there were none.
  public var warm: WarmFigures?
  /// How many events, warm-up included, were answered with an error.
  public var errors: Int
  /// The last of them.
  public var lastError: String?
}

/// What one cold start showed.
public struct ColdStartFigures: Sendable, Hashable {
  /// From the start of the executable to its first `next`.
  public var duration: Duration
  /// How that divides, where the process tells it.
  public var phases: ColdStart.Phases?
  /// The processor time that it took.
  public var cpu: Duration
  /// Page faults up to there that needed no disk.
  public var pageFaults: Int
  /// From the delivery of the first event to its answer.
  public var firstInvocation: Duration
}

/// What a run of invocations of a warm process showed.
public struct WarmFigures: Sendable, Hashable {
  /// From each event's delivery to its answer, in ascending order.
  public var latencies: [Duration]
  /// For a whole cycle, from `next` to `next`: the time of the run, divided.
  public var wall: Duration
  /// The processor time of the process for each invocation.
  public var cpu: Duration
  /// The instrument's own processor time for each, the kernel's work for its sockets included.
  public var instrumentCPU: Duration
  /// The highest resident size of the process, in bytes.
  public var peakMemory: Int
  /// How many shared objects it has loaded, the loader included.
  public var sharedObjects: Int
}
